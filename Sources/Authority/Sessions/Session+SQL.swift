import Storage
import Timekeeping

extension SessionRow {
    /// Nil when the token is unknown, or account or organisation are out of use.
    static func load(_ digest: [UInt8], channel: Channel, in transaction: Transaction) throws -> SessionRow? {
        try read(
            """
            SELECT s.started_at, s.last_seen_at, \(columns) FROM session s JOIN account a ON a.id = s.account_id \(joins)
            WHERE s.token_digest = \(digest) AND s.channel = \(channel) AND \(inUse)
            """, channel, in: transaction)
    }

    /// One row a role.
    fileprivate static func read(_ sql: SQL, _ channel: Channel, in transaction: Transaction) throws -> SessionRow? {
        var found: SessionRow?
        try transaction.forEach(sql) { row in
            var line = SessionRow(
                channel: channel, started: try row.next(), lastSeen: try row.next(), account: try row.next(), name: try row.next(),
                status: try row.next(), officer: try row.next(), organization: try row.next(),
                organizationName: try row.next(), organizationIsRoot: try row.next(Organization.ID?.self) == nil,
                organizationIsLeaf: try row.next(Int?.self) == nil, idleSettings: try row.next(),
                pageSize: try row.next(), roles: [])
            line.roles = found?.roles ?? []
            if let role = try row.next(Role?.self) { line.roles.insert(role) }
            found = line
        }
        return found
    }

    fileprivate static let columns: SQL = """
        a.id, a.name, a.status, a.officer_id, o.id, o.name, o.parent_id,
        (SELECT 1 FROM organization below WHERE below.parent_id = o.id LIMIT 1),
        (SELECT min(p.value) FROM parameter_setting p JOIN organization_ancestry up ON up.ancestor_id = p.organization_id
            WHERE p.parameter = 'idleMinutes' AND up.organization_id = o.id),
        (SELECT own.page_size FROM personal_setting own WHERE own.account_id = a.id), g.role
        """
    fileprivate static let joins: SQL = """
        JOIN organization o ON o.id = a.organization_id LEFT JOIN role_grant g ON g.account_id = a.id
        """
    fileprivate static var inUse: SQL {
        "a.status <> \(AccountStatus.disabled) AND o.status = \(Organization.Status.enabled)"
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

    /// The login goes on under another token.
    func renew(_ token: SessionToken, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE session SET token_digest = \(token.digest), started_at = \(now), last_seen_at = \(now)
            WHERE token_digest = \(digest)
            """)
    }

    func end(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM session WHERE token_digest = \(digest)")
    }
}

extension Actor {
    /// The person as an actor without a login: for work that goes on in somebody's name after the request has ended.
    /// Nil when account or organisation are out of use, or the first password is not yet set.
    package static func acting(
        for account: Account.ID, origin: String, in transaction: Transaction
    ) throws -> Actor? {
        let row = try SessionRow.read(
            """
            SELECT a.created_at, a.created_at, \(SessionRow.columns) FROM account a \(SessionRow.joins)
            WHERE a.id = \(account) AND \(SessionRow.inUse)
            """, .desktop, in: transaction)
        guard let row, row.status != .mustChangePassword else { return nil }
        return row.actor(origin: origin)
    }
}
