import Authority
import Cryptography
import Ledger
import Storage
import Timekeeping

/// A document with its number (文书, A.25). It exists from its confirmation on, and from then on its content is fixed.
package struct EnforcementDocument: Sendable, Equatable {
    package typealias ID = Identifier<EnforcementDocument>

    package let id: ID
    package let version: Int
    package let kind: DocumentKind
    package let status: DocumentStatus
    package let organization: Organization.ID
    package let organizationName: String
    package let number: String
    package let matter: DocumentMatter
    package let partyName: String
    /// SHA-256 of the content as it was confirmed; stands in the ledger too.
    package let contentHash: Digest
    package let checkCode: CheckCode
    package let checkpoint: Checkpoint?
    /// Where the code on the paper leads; fixed when the document is first printed.
    package let checkAddress: String
    /// SHA-256 of the PDF; nil until it is first printed.
    package let pdfHash: Digest?
    package let makerName: String
    package let confirmedAt: Instant
    package let voidedAt: Instant?
    package let voidReason: String

    /// The state of the ledger that the paper bears witness to (BEY-40).
    package struct Checkpoint: Sendable, Equatable {
        /// Nil on documents older than numbers.
        package let number: Int64?
        package let size: Int64
        package let root: Digest
    }
}

/// What a document belongs to: an inspection, a rectification, a case.
package struct DocumentMatter: Sendable, Equatable {
    /// The English noun of the glossary, as facts name records.
    package let noun: String
    package let id: [UInt8]

    package init<Noun>(_ noun: StaticString, _ id: Identifier<Noun>) { (self.noun, self.id) = (noun.description, id.bytes) }

    init(noun: String, id: [UInt8]) { (self.noun, self.id) = (noun, id) }
}
