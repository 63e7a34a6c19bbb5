import Authority
import Cryptography
import Storage
import Timekeeping
import Typesetting
import Vault

/// Makes the PDF of a confirmed document out of its frozen content, outside any transaction, and keeps it in the vault
/// (DOC-15). Equal contents give equal bytes, so a lost file is made anew and proves to be the same.
package struct DocumentPrinting: Sendable {
    /// Where the PDF lies: a file of the vault.
    package struct Printed: Sendable {
        package let number: String
        package let hash: Digest
    }

    private let database: Database
    private let clock: Clock
    private let vault: FileVault
    private let queue: TypesettingQueue
    private let characters: PrintableCharacters
    private let protection: any FieldProtection
    /// The address that codes on paper lead to, without slash at the end.
    private let publicURL: String
    /// What a training environment prints across its documents (CONF-03).
    private let overprint: String

    package init(
        database: Database, clock: Clock, vault: FileVault, queue: TypesettingQueue, characters: PrintableCharacters,
        protection: any FieldProtection, publicURL: String, overprint: String = ""
    ) {
        self.characters = characters
        self.database = database
        self.clock = clock
        self.vault = vault
        self.queue = queue
        self.protection = protection
        self.publicURL = publicURL
        self.overprint = overprint
    }

    /// The PDF of the document; whether the caller may see it is checked before.
    package func pdf(of document: EnforcementDocument) async throws -> Printed {
        if let hash = document.pdfHash, vault.holds(hash) {
            return Printed(number: document.number, hash: hash)
        }
        let (content, address) = try await content(of: document)
        let bytes = try await rendered(document, content, address: address)
        let kept = try await vault.take(bytes, named: document.number + ".pdf")
        if document.pdfHash != kept.hash {
            let printing = Keeping(document: document, kept: kept, address: address)
            let now = clock.now()
            try await database.write { try printing.make(at: now, in: $0) }
        }
        return Printed(number: document.number, hash: kept.hash)
    }

    /// The same content as plain text (BEY-63).
    package func text(of document: EnforcementDocument) async throws -> String {
        let (content, address) = try await content(of: document)
        return try await sheet(of: document, content, address: address).plainText
    }

    private func content(of document: EnforcementDocument) async throws -> (DocumentContent, address: String) {
        let content = try await database.read { [protection] in try document.content(protection: protection, in: $0) }
        return (content, document.checkAddress.isEmpty ? publicURL + "/check/" + document.checkCode.description : document.checkAddress)
    }

    /// A document that was confirmed is printed, whatever stands in it.
    private func rendered(_ document: EnforcementDocument, _ content: DocumentContent, address: String) async throws -> [UInt8] {
        do {
            do {
                return try await queue.render(try await sheet(of: document, content, address: address))
            } catch TypesettingError.unprintable {
                return try await queue.render(try await sheet(of: document, try content.spelled(by: characters), address: address))
            }
        } catch let error as TypesettingError {
            switch error {
            case .overloaded: throw StorageError.overloaded
            case .badImage: throw DocumentRefused.badPicture
            case .fontsMissing, .unprintable, .codeTooLong, .broken: throw error
            }
        }
    }

    private func sheet(of document: EnforcementDocument, _ content: DocumentContent, address: String) async throws -> Sheet {
        let stamp = DocumentStamp(
            number: document.number, confirmedAt: document.confirmedAt, checkCode: document.checkCode,
            checkAddress: address, checkpoint: document.checkpoint)
        var images: [String: [UInt8]] = [:]
        for name in content.images {
            guard let hash = Digest(hex: name) else { throw VaultFailure.damaged(hash: name) }
            images[name] = try await vault.bytes(of: hash)
        }
        for photo in content.photos {
            guard let hash = Digest(hex: photo.image) else { throw VaultFailure.damaged(hash: photo.image) }
            images[photo.image] = try await vault.bytes(of: hash)
        }
        var sheet = content.sheet(stamp, images: images)
        sheet.overprint = overprint
        return sheet
    }

    package static let printed = FactKind(code: "paperwork.document.printed", sentence: "生成文书{kind} {number}的PDF")
    /// A newer typesetter sets the same content in other bytes: both hashes stay in the ledger.
    package static let printedAnew = FactKind(
        code: "paperwork.document.printedAnew", sentence: "文书{kind} {number}的PDF遗失，按原内容重新生成")

    /// What is written down about a first printing.
    struct Keeping: Sendable {
        let document: EnforcementDocument
        let kept: KeptFile
        let address: String
    }
}

extension DocumentPrinting.Keeping {
    func make(at now: Instant, in transaction: Transaction) throws {
        // two printings at once give the same bytes; the second finds its hash written
        guard try writeHash(at: now, in: transaction) else { return }
        _ = try StoredFile.record(kept, of: document.organization, by: nil as Account.ID?, at: now, in: transaction)
        try Fact(
            kind: document.pdfHash == nil ? DocumentPrinting.printed : DocumentPrinting.printedAnew, actor: nil, at: now,
            organization: document.organization, noun: "EnforcementDocument", record: document.id.bytes,
            details: [FactDetail("PDF SHA-256", before: document.pdfHash?.hex, after: kept.hash.hex)],
            values: ["kind": document.kind.label, "number": document.number]
        ).record(in: transaction)
    }
}
