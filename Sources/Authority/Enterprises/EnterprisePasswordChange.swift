import Cryptography
import Storage
import Timekeeping

/// The holder of an enterprise's account sets a password, by the same rules as everybody (SEC-01). Every other login of
/// the account ends.
package struct EnterprisePasswordChange: Sendable {
    package let present: String
    package let new: String

    package init(present: String, new: String) { (self.present, self.new) = (present, new) }

    package static let changed = FactKind(code: "authority.enterprise.passwordChanged", sentence: "{actor}修改本人密码")

    package func make(
        in session: EnterpriseSession, database: Database, clock: Clock, hashing: PasswordHashing,
        protection: any FieldProtection, enterprises: any EnterpriseFinding
    ) async throws {
        let account = session.actor.account
        let (hashes, mobile) = try await database.read { transaction in
            (try EnterpriseAccount.lastHashes(of: account, in: transaction),
                try EnterpriseAccount.wholeMobile(of: account, protection: protection, in: transaction))
        }
        guard let presentHash = hashes.first, let mobile else { throw NotFound() }
        guard try await hashing.matches(present, presentHash) else { throw Password.Refused.wrongPresent }
        try Password.permit(new, mobile: mobile, name: session.actor.name)
        if try await hashing.isAmong(hashes, new) { throw Password.Refused.tooWeak }
        let hash = try await hashing.hash(new)
        let now = clock.now()
        try await database.write { transaction in
            try Self.keep(hash, replacing: presentHash, in: session, at: now, enterprises: enterprises, transaction)
        }
    }

    private static func keep(
        _ hash: PasswordHash, replacing former: PasswordHash, in session: EnterpriseSession, at now: Instant,
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
        try Fact(
            kind: changed, enterprise: session.actor, at: now,
            organization: try enterprises.enterprise(session.actor.enterprise, in: transaction)?.jurisdiction,
            noun: "EnterpriseAccount", record: account.bytes
        ).record(in: transaction)
    }
}
