import Storage
import Timekeeping

extension OrganizationDisabling {
    func lookUp(in transaction: Transaction) throws -> (name: String, parent: Organization.ID?, status: Organization.Status)? {
        try transaction.first("SELECT name, parent_id, status FROM organization WHERE id = \(organization)") { row in
            (try row.next(), try row.next(), try row.next())
        }
    }

    func hasEnabledChildren(in transaction: Transaction) throws -> Bool {
        try transaction.value(
            "SELECT 1 FROM organization WHERE parent_id = \(organization) AND status = \(Organization.Status.enabled) LIMIT 1",
            as: Int.self) != nil
    }

    /// Those who are logged in with an account of a disabled organisation are out at once.
    func update(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE organization SET status = \(status), updated_at = \(now), updated_by = \(actor.account),
                version = version + 1 WHERE id = \(organization) AND version = \(version)
            """)
        if status == .disabled {
            try transaction.execute(
                """
                DELETE FROM session
                WHERE account_id IN (SELECT id FROM account WHERE organization_id = \(organization))
                """)
        }
    }
}
