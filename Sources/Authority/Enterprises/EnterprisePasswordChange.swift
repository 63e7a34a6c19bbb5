import Cryptography
import Storage
import Timekeeping

/// The holder of an enterprise's account sets a password, by the same rules as everybody (SEC-01). Every other login of
/// the account ends, and this one goes on under a new token.
package struct EnterprisePasswordChange: Sendable {
    package let present: String
    package let new: String

    package init(present: String, new: String) { (self.present, self.new) = (present, new) }

    package static let changed = FactKind(code: "authority.enterprise.passwordChanged", sentence: "{actor}修改本人密码")
    package static let failed = FactKind(code: "authority.enterprise.passwordChangeFailed", sentence: "{actor}修改本人密码时原密码错误")

    /// - Returns: the token for the cookie; the former one is worth nothing any more.
    package func make(
        in session: EnterpriseSession, database: Database, clock: Clock, hashing: PasswordHashing,
        protection: any FieldProtection, enterprises: any EnterpriseFinding
    ) async throws -> SessionToken {
        let account = session.actor.account
        let (hashes, mobile) = try await database.read { transaction in
            (try EnterpriseAccount.lastHashes(of: account, in: transaction),
                try EnterpriseAccount.wholeMobile(of: account, protection: protection, in: transaction))
        }
        guard let presentHash = hashes.first, let mobile else { throw NotFound() }
        let attempt = EnterpriseAccount.attempt(code: session.actor.code, mobile: mobile, from: session.actor.origin, protection)
        try await PresentPassword(typed: present, hash: presentHash, attempt: attempt)
            .prove(in: database, clock: clock, hashing: hashing) { now, transaction in
                try Self.fact(Self.failed, of: session, at: now, enterprises, in: transaction).record(in: transaction)
            }
        try Password.permit(new, mobile: mobile, name: session.actor.name)
        if try await hashing.isAmong(hashes, new) { throw Password.Refused.tooWeak }
        let hash = try await hashing.hash(new)
        let (now, token) = (clock.now(), SessionToken.random())
        try await database.write { transaction in
            try PresentPassword.admit(attempt, at: now, in: transaction)
            try Self.keep(hash, replacing: presentHash, in: session, token, at: now, enterprises: enterprises, transaction)
            try attempt.succeed(at: now, in: transaction)
        }
        return token
    }

    private static func keep(
        _ hash: PasswordHash, replacing former: PasswordHash, in session: EnterpriseSession, _ token: SessionToken, at now: Instant,
        enterprises: any EnterpriseFinding, _ transaction: Transaction
    ) throws {
        let account = session.actor.account
        guard let found = try EnterpriseAccount.standing(of: account, in: transaction) else { throw NotFound() }
        // somebody else has set or reset it meanwhile
        guard found.passwordHash == former else { throw StorageError.overtaken }
        guard let next = found.status.after(.setPassword) else { throw EnterpriseRefused.notPossible(found.status) }
        try EnterpriseAccount.keepFormer(former, of: account, at: now, in: transaction)
        try EnterpriseAccount.replacePassword(of: account, by: .chosen(hash), status: next, at: now, in: transaction)
        try session.endOthers(in: transaction)
        try session.renew(token, at: now, in: transaction)
        try fact(changed, of: session, at: now, enterprises, in: transaction).record(in: transaction)
    }

    private static func fact(
        _ kind: FactKind, of session: EnterpriseSession, at now: Instant, _ enterprises: any EnterpriseFinding,
        in transaction: Transaction
    ) throws -> Fact {
        Fact(
            kind: kind, enterprise: session.actor, at: now,
            organization: try enterprises.enterprise(session.actor.enterprise, in: transaction)?.jurisdiction,
            noun: "EnterpriseAccount", record: session.actor.account.bytes)
    }
}
