import Authority
import Storage
import Timekeeping

extension DocumentConfirmation {
    /// Whether there is a document of this kind about the matter already.
    func askMade(in transaction: Transaction) throws -> Asked<Int> {
        try transaction.ask(
            """
            SELECT 1 FROM enforcement_document
            WHERE matter_id = \(matter.id) AND kind = \(content.kind) AND status <> 'voided'
            """) { try $0.next() }
    }

    /// - Returns: the serial of the row.
    func insert(_ row: NewRow, by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Int64 {
        let serial = try transaction.value(
            """
            INSERT INTO enforcement_document (id, version, kind, status, organization_id, document_number, document_word,
                year, sequence, matter_noun, matter_id, party_name, content_sealed, content_hash, check_code,
                checkpoint_number, checkpoint_size, checkpoint_root, check_address, pdf_hash, made_by, maker_name, confirmed_at, void_reason,
                updated_at)
            VALUES (\(row.id), 1, \(content.kind), \(DocumentStatus.confirmed), \(organization), \(row.number), \(row.word),
                \(row.year), \(row.sequence), \(matter.noun), \(matter.id), \(content.partyName), \(row.sealed),
                \(row.hash.bytes), \(row.code), \(row.checkpoint?.number), \(row.checkpoint?.size), \(row.checkpoint?.root.bytes), '', NULL,
                \(actor.account), \(actor.name), \(now), '', \(now))
            RETURNING serial
            """, as: Int64.self)
        guard let serial else { throw StorageError.broken("enforcement_document took no row") }
        return serial
    }
}
