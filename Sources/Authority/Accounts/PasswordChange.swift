import Cryptography
import Storage
import Timekeeping

/// The holder sets a password: at the first login, or later on (ORG-11, SEC-01). Every other login of the account ends.
package struct PasswordChange: Sendable {
    package let present: String
    package let new: String

    package init(present: String, new: String) { (self.present, self.new) = (present, new) }

    package static let changed = FactKind(code: "authority.account.passwordChanged", sentence: "{actor}修改本人密码")

    /// - Parameter session: of the holder; it goes on.
    package func make(
        in session: CurrentSession, database: Database, clock: Clock, hashing: PasswordHashing,
        protection: any FieldProtection
    ) async throws {
        let account = session.actor.account
        let organization = session.actor.organization
        let (hashes, mobile, shortest) = try await database.read { transaction in
            (try Password.lastHashes(of: account, in: transaction),
                try Password.sealedMobile(of: account, in: transaction),
                try Parameter.passwordLength.value(for: organization, in: transaction))
        }
        guard let presentHash = hashes.first, let mobile else { throw NotFound() }
        guard try await hashing.matches(present, presentHash) else {
            throw Password.Refused.wrongPresent
        }
        try Password.permit(
            new, mobile: try protection.open(mobile, field: "account.mobile", record: account.bytes),
            name: session.actor.name, shortest: shortest)
        if try await hashing.isAmong(hashes, new) { throw Password.Refused.tooWeak }
        let hash = try await hashing.hash(new)
        let now = clock.now()
        try await database.write { transaction in
            try Self.keep(hash, replacing: presentHash, in: session, at: now, transaction)
        }
    }

    private static func keep(
        _ hash: PasswordHash, replacing former: PasswordHash, in session: CurrentSession, at now: Instant,
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
        try Fact(
            kind: changed, actor: session.actor, at: now, organization: found.organization, noun: "Account",
            record: account.bytes
        ).record(in: transaction)
    }
}
