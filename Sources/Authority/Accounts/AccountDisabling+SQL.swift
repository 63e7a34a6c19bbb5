import Storage
import Timekeeping

extension AccountDisabling {
    func update(to status: AccountStatus, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE account SET status = \(status), updated_at = \(now), updated_by = \(actor.account),
                version = version + 1 WHERE id = \(account) AND version = \(version)
            """)
    }
}
