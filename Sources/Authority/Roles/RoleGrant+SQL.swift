import Storage
import Timekeeping

extension RoleGrant {
    func touch(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE account SET updated_at = \(now), updated_by = \(actor.account), version = version + 1
            WHERE id = \(account) AND version = \(version)
            """)
    }

    static func insert(
        _ roles: Set<Role>, to account: Account.ID, by actor: Actor?, at now: Instant, in transaction: Transaction
    ) throws {
        for role in Role.allCases where roles.contains(role) {
            try transaction.execute(
                """
                INSERT INTO role_grant (account_id, role, granted_at, granted_by)
                VALUES (\(account), \(role), \(now), \(actor?.account))
                """)
        }
    }

    static func remove(_ roles: Set<Role>, from account: Account.ID, in transaction: Transaction) throws {
        guard !roles.isEmpty else { return }
        try transaction.execute(
            "DELETE FROM role_grant WHERE account_id = \(account) AND role IN \(list: roles.map(\.rawValue))")
    }
}
