import Cryptography
import Storage
import Timekeeping

extension EnterpriseSession {
    /// Nil when the token is unknown, the login has been idle for too long (SEC-03), or the account is not open today.
    static func load(
        _ token: SessionToken, channel: Channel, at now: Instant, origin: String, in transaction: Transaction
    ) throws -> EnterpriseSession? {
        let (idleSince, oldest) = (now.advanced(seconds: -channel.idleMinutes * 60), now.advanced(seconds: -channel.longestHours * 3600))
        let ahead = now.advanced(seconds: LoginThrottle.clockTolerance)
        return try transaction.first(
            """
            SELECT a.id, a.kind, a.name, a.subject_id, a.enterprise_name, a.code, a.status
            FROM enterprise_session s JOIN enterprise_account a ON a.id = s.account_id
            WHERE s.token_digest = \(token.digest) AND s.channel = \(channel) AND s.last_seen_at > \(idleSince)
                AND s.last_seen_at <= \(ahead) AND s.started_at > \(oldest) AND s.started_at <= \(ahead)
                AND a.status IN \(list: EnterpriseAccount.Status.allCases.filter(\.isOpen)) AND a.subject_id IS NOT NULL
                AND (a.valid_until IS NULL OR a.valid_until >= \(now.beijingDate))
            """
        ) { row in
            let actor = EnterpriseActor(
                account: try row.next(), kind: try row.next(), name: try row.next(), enterprise: try row.next(),
                enterpriseName: try row.next(), code: try row.next(), origin: origin)
            return EnterpriseSession(
                actor: actor, channel: channel,
                mustChangePassword: try row.next(EnterpriseAccount.Status.self) == .mustChangePassword,
                csrfToken: token.csrfToken, digest: token.digest)
        }
    }

    /// A new login takes the place of the former one on the same channel (SEC-03).
    static func begin(
        _ token: SessionToken, account: EnterpriseAccount.ID, channel: Channel, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute("DELETE FROM enterprise_session WHERE account_id = \(account) AND channel = \(channel)")
        try transaction.execute(
            """
            INSERT INTO enterprise_session (token_digest, account_id, channel, started_at, last_seen_at)
            VALUES (\(token.digest), \(account), \(channel), \(now), \(now))
            """)
        try transaction.execute("UPDATE enterprise_account SET last_login_at = \(now) WHERE id = \(account)")
    }

    func lastSeen(in transaction: Transaction) throws -> Instant? {
        try transaction.value("SELECT last_seen_at FROM enterprise_session WHERE token_digest = \(digest)")
    }

    func touch(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("UPDATE enterprise_session SET last_seen_at = \(now) WHERE token_digest = \(digest)")
    }

    /// The login goes on under another token.
    func renew(_ token: SessionToken, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE enterprise_session SET token_digest = \(token.digest), started_at = \(now), last_seen_at = \(now)
            WHERE token_digest = \(digest)
            """)
    }

    func end(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM enterprise_session WHERE token_digest = \(digest)")
    }

    /// The other logins of the same account end.
    func endOthers(in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM enterprise_session WHERE account_id = \(actor.account) AND token_digest <> \(digest)")
    }
}

extension EnterpriseAccount {
    /// Every login of the account ends.
    static func endSessions(of id: ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM enterprise_session WHERE account_id = \(id)")
    }
}

extension EnterpriseSignIn {
    struct Found: LoginAccount {
        let id: EnterpriseAccount.ID
        let enterprise: Identifier<EnterpriseMark>?
        let status: EnterpriseAccount.Status
        let reason: String
        let validUntil: CalendarDate?
        let passwordHash: PasswordHash
        let passwordExpiresAt: Instant?

        func replaceHash(by hash: PasswordHash, in transaction: Transaction) throws {
            try transaction.execute("UPDATE enterprise_account SET password_hash = \(hash.encoded) WHERE id = \(id)")
        }
    }
}

extension EnterpriseSignIn.Login {
    /// A number may also stand with accounts that are over; the open one comes first, then the latest.
    func account(in transaction: Transaction) throws -> EnterpriseSignIn.Found? {
        try transaction.first(
            """
            SELECT id, subject_id, status, decision_reason, valid_until, password_hash, password_expires_at
            FROM enterprise_account WHERE code = \(code) AND mobile_index = \(mobile)
            ORDER BY CASE WHEN status IN \(list: EnterpriseAccount.Status.over) THEN 1 ELSE 0 END, serial DESC LIMIT 1
            """
        ) { row in
            EnterpriseSignIn.Found(
                id: try row.next(), enterprise: try row.next(), status: try row.next(), reason: try row.next(),
                validUntil: try row.next(), passwordHash: PasswordHash(encoded: try row.next()),
                passwordExpiresAt: try row.next())
        }
    }
}

extension EnterpriseAccount.Status {
    /// The states that nothing follows.
    static let over: [Self] = [.rejected, .revoked]
}

extension EnterpriseActor {
    /// The person without a login: for the demonstration and the tests. Nil when the account is not open.
    package static func acting(
        for account: EnterpriseAccount.ID, origin: String, in transaction: Transaction
    ) throws -> EnterpriseActor? {
        try transaction.first(
            """
            SELECT id, kind, name, subject_id, enterprise_name, code FROM enterprise_account
            WHERE id = \(account) AND status = \(EnterpriseAccount.Status.active) AND subject_id IS NOT NULL
            """
        ) { row in
            EnterpriseActor(
                account: try row.next(), kind: try row.next(), name: try row.next(), enterprise: try row.next(),
                enterpriseName: try row.next(), code: try row.next(), origin: origin)
        }
    }
}
