import Authority
import Storage
import Timekeeping

extension NumberRuleSetting {
    func insert(_ id: DocumentNumberRule.ID, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO document_number_rule (id, version, organization_id, document_kind, region_word, agency_word,
                document_word, digits, created_at, created_by, updated_at, updated_by)
            VALUES (\(id), 1, \(actor.organization), \(record.kind), \(record.regionWord), \(record.agencyWord),
                \(record.documentWord), \(record.digits), \(now), \(actor.account), \(now), \(actor.account))
            """)
    }

    func update(
        _ id: DocumentNumberRule.ID, _ version: Int, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.executeVersioned(
            """
            UPDATE document_number_rule SET document_kind = \(record.kind), region_word = \(record.regionWord),
                agency_word = \(record.agencyWord), document_word = \(record.documentWord), digits = \(record.digits),
                updated_at = \(now), updated_by = \(actor.account), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
    }
}
