import Cryptography
import Storage
import Timekeeping

/// The holder sets a password: at the first login, or later on (ORG-11, SEC-01). Every other login of the account ends,
/// and this one goes on under a new token.
package struct PasswordChange: Sendable {
    package let present: String
    package let new: String

    package init(present: String, new: String) { (self.present, self.new) = (present, new) }

    package static let changed = FactKind(code: "authority.account.passwordChanged", sentence: "{actor}修改本人密码")
    package static let failed = FactKind(code: "authority.account.passwordChangeFailed", sentence: "{actor}修改本人密码时原密码错误")

    /// - Parameter session: of the holder.
    /// - Returns: the token for the cookie; the former one is worth nothing any more.
    package func make(
        in session: CurrentSession, database: Database, clock: Clock, hashing: PasswordHashing,
        protection: any FieldProtection
    ) async throws -> SessionToken {
        let (account, organization) = (session.actor.account, session.actor.organization)
        let (hashes, mobile, key, shortest) = try await database.read { transaction in
            (try Password.lastHashes(of: account, in: transaction),
                try Password.sealedMobile(of: account, in: transaction), try Password.mobileIndex(of: account, in: transaction),
                try Parameter.passwordLength.value(for: organization, in: transaction))
        }
        guard let presentHash = hashes.first, let mobile, let key else { throw NotFound() }
        let attempt = LoginAttempt(account: key, from: session.actor.origin, protection)
        try await PresentPassword(typed: present, hash: presentHash, attempt: attempt)
            .prove(in: database, clock: clock, hashing: hashing) { now, transaction in
                try Self.fact(Self.failed, of: session, at: now).record(in: transaction)
            }
        try Password.permit(
            new, mobile: try protection.open(mobile, field: "account.mobile", record: account.bytes),
            name: session.actor.name, shortest: shortest)
        if try await hashing.isAmong(hashes, new) { throw Password.Refused.tooWeak }
        let hash = try await hashing.hash(new)
        let (now, token) = (clock.now(), SessionToken.random())
        try await database.write { transaction in
            try PresentPassword.admit(attempt, at: now, in: transaction)
            try Self.keep(hash, replacing: presentHash, in: session, token, at: now, transaction)
            try attempt.succeed(at: now, in: transaction)
        }
        return token
    }

    private static func keep(
        _ hash: PasswordHash, replacing former: PasswordHash, in session: CurrentSession, _ token: SessionToken, at now: Instant,
        _ transaction: Transaction
    ) throws {
        let account = session.actor.account
        guard let found = try Account.standing(of: account, in: transaction) else { throw NotFound() }
        // somebody else has set or reset it meanwhile
        guard found.passwordHash == former else { throw StorageError.overtaken }
        guard let next = found.status.after(.setPassword) else { throw AccountRefused.notPossible(found.status) }
        try Password.keepFormer(former, of: account, at: now, in: transaction)
        try Password.replace(of: account, by: .chosen(hash), status: next, at: now, in: transaction)
        try session.endOthers(in: transaction)
        try session.renew(token, at: now, in: transaction)
        try fact(changed, of: session, at: now).record(in: transaction)
    }

    private static func fact(_ kind: FactKind, of session: CurrentSession, at now: Instant) -> Fact {
        Fact(
            kind: kind, actor: session.actor, at: now, organization: session.actor.organization, noun: "Account",
            record: session.actor.account.bytes)
    }
}
