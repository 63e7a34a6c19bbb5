import Authority
import Ledger
import Storage

extension ImportOrder {
    /// The import of this very order that has not ended yet. Few jobs have not.
    static func unfinished(_ payload: String, of actor: Actor, in transaction: Transaction) throws -> Job.ID? {
        try transaction.value(
            """
            SELECT id FROM job WHERE state IN ('queued', 'running') AND kind = \(ImportJob.jobCode)
                AND organization_id = \(actor.organization) AND created_by = \(actor.account) AND payload = \(payload)
            """)
    }
}
