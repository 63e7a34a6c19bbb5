import Authority
import Storage
import Timekeeping

extension EnforcementDocument {
    func maker(in transaction: Transaction) throws -> Account.ID? {
        try transaction.value("SELECT made_by FROM enforcement_document WHERE id = \(id)", as: Account.ID?.self) ?? nil
    }
}

extension DocumentVoiding {
    func update(to status: DocumentStatus, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE enforcement_document SET status = \(status), voided_at = \(now), void_reason = \(reason),
                updated_at = \(now), version = version + 1
            WHERE id = \(document) AND version = \(version)
            """)
        try EnforcementDocument.index(document, in: transaction)
    }
}
