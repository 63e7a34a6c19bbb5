import Authority
import Cryptography
import Ledger
import Storage
import Timekeeping

extension DocumentConfirmation {
    /// Runs within the transaction of the caller, so that the number is given only together with what it is for.
    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, material: any DocumentMaterial, in transaction: Transaction
    ) throws -> EnforcementDocument.ID {
        try actor.require(.inspect)
        guard try actor.scope.covers(organization, in: transaction) else { throw NotFound() }
        try content.checkComplete()
        let (rule, made) = (try DocumentNumberRule.ask(content.kind, organization, in: transaction), try askMade(in: transaction))
        let checkpoint = try LedgerCheckpoint.askLast(in: transaction)
        return try make(
            by: permit(Standing(rule: try rule.first(), isMade: try made.first() != nil)), try checkpoint.first(), by: actor, at: now,
            protection: protection, material: material, in: transaction)
    }

    private func make(
        by rule: DocumentNumberRule, _ checkpoint: LedgerCheckpoint?, by actor: Actor, at now: Instant, protection: any FieldProtection,
        material: any DocumentMaterial, in transaction: Transaction
    ) throws -> EnforcementDocument.ID {
        let year = now.beijingDate.year
        let sequence = try rule.takeNext(in: year, in: transaction)
        let id = EnforcementDocument.ID(at: now)
        let json = content.json
        let row = NewRow(
            id: id, number: rule.number(year: year, sequence: sequence), word: rule.record.documentWord, year: year,
            sequence: sequence,
            sealed: try protection.seal(json, field: "enforcement_document.content", record: id.bytes),
            hash: .sha256(json), code: .random(), checkpoint: checkpoint)
        try permitPrinting(row, at: now, material)
        let serial = try transaction.refusing(["enforcement_document_single": DocumentRefused.alreadyMade]) {
            try insert(row, by: actor, at: now, in: transaction)
        }
        try EnforcementDocument.Found(
            serial: serial, number: row.number, party: content.partyName, kind: content.kind, status: .confirmed,
            agency: organization, confirmedAt: now
        ).index(in: transaction)
        try Fact(
            kind: Self.confirmed, actor: actor, at: now, organization: organization, noun: "EnforcementDocument",
            record: id.bytes,
            details: [FactDetail("内容 SHA-256", before: nil, after: row.hash.hex), FactDetail("校验码", before: nil, after: row.code.grouped)],
            values: ["kind": content.kind.label, "number": row.number]
        ).record(in: transaction)
        return id
    }

    /// What is confirmed can be printed, whatever it was made of: nobody signs a record that never gets its PDF (DOC-15).
    private func permitPrinting(_ row: NewRow, at now: Instant, _ material: any DocumentMaterial) throws {
        let stamp = DocumentStamp(number: row.number, confirmedAt: now, checkCode: row.code, checkAddress: "", checkpoint: nil)
        if let missing = material.firstUnprintable(in: content.sheet(stamp, images: [:]).plainText) {
            throw DocumentRefused.unprintable(missing)
        }
    }

    struct NewRow {
        let id: EnforcementDocument.ID
        let number: String
        let word: String
        let year: Int
        let sequence: Int
        let sealed: [UInt8]
        let hash: Digest
        let code: CheckCode
        let checkpoint: LedgerCheckpoint?
    }
}
