import Storage
import Timekeeping

extension SessionRow {
    /// Nil when the token is unknown, or account or organisation are out of use. One row a role.
    static func load(_ digest: [UInt8], channel: Channel, in transaction: Transaction) throws -> SessionRow? {
        var found: SessionRow?
        try transaction.forEach(
            """
            SELECT s.last_seen_at, a.id, a.name, a.status, a.officer_id, o.id, o.name, o.parent_id, g.role
            FROM session s JOIN account a ON a.id = s.account_id JOIN organization o ON o.id = a.organization_id
            LEFT JOIN role_grant g ON g.account_id = a.id
            WHERE s.token_digest = \(digest) AND s.channel = \(channel)
                AND a.status <> \(AccountStatus.disabled) AND o.status = \(Organization.Status.enabled)
            """
        ) { row in
            var line = SessionRow(
                channel: channel, lastSeen: try row.next(), account: try row.next(), name: try row.next(),
                status: try row.next(), officer: try row.next(), organization: try row.next(),
                organizationName: try row.next(), organizationIsRoot: try row.next(Organization.ID?.self) == nil, roles: [])
            line.roles = found?.roles ?? []
            if let role = try row.next(Role?.self) { line.roles.insert(role) }
            found = line
        }
        return found
    }

    static func touch(_ digest: [UInt8], at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("UPDATE session SET last_seen_at = \(now) WHERE token_digest = \(digest)")
    }

    /// A new login takes the place of the former one on the same channel (SEC-03).
    static func begin(
        _ token: SessionToken, account: Account.ID, channel: Channel, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute("DELETE FROM session WHERE account_id = \(account) AND channel = \(channel)")
        try transaction.execute(
            """
            INSERT INTO session (token_digest, account_id, channel, started_at, last_seen_at)
            VALUES (\(token.digest), \(account), \(channel), \(now), \(now))
            """)
        try transaction.execute("UPDATE account SET last_login_at = \(now) WHERE id = \(account)")
    }
}

extension CurrentSession {
    /// The other logins of the same account end.
    func endOthers(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM session WHERE account_id = \(actor.account) AND token_digest <> \(digest)")
    }

    func end(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM session WHERE token_digest = \(digest)")
    }
}
