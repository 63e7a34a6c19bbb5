import Cryptography
import Storage
import Timekeeping

extension EnterpriseAccount {
    /// A row to be.
    struct New {
        let id: ID
        let kind: Kind
        let status: Status
        let code: String
        let enterprise: Identifier<EnterpriseMark>?
        let enterpriseName: String
        let legalRepresentative: String
        let person: CheckedEnterprisePerson
        let credential: Credential
        var validUntil: CalendarDate?
        var grantedBy: ID?
    }

    static func insert(_ new: New, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws {
        let mobile = try protection.seal(new.person.mobile.description, field: mobileField, record: new.id.bytes)
        try transaction.execute(
            """
            INSERT INTO enterprise_account (id, version, kind, status, code, subject_id, enterprise_name,
                legal_representative, name, mobile_sealed, mobile_index, valid_until, granted_by, password_hash,
                password_expires_at, decided_by, decision_reason, created_at, updated_at)
            VALUES (\(new.id), 1, \(new.kind), \(new.status), \(new.code), \(new.enterprise), \(new.enterpriseName),
                \(new.legalRepresentative), \(new.person.name), \(mobile), \(mobileIndex(new.person.mobile, protection)),
                \(new.validUntil), \(new.grantedBy), \(new.credential.hash.encoded), \(new.credential.expiresAt), '', '',
                \(now), \(now))
            """)
    }

    /// A decision about an account, with the enterprise it was found to belong to.
    static func settle(
        _ id: ID, version: Int, to status: Status, entry: EnterpriseEntry?, reason: String, by person: String,
        at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.executeVersioned(
            """
            UPDATE enterprise_account SET status = \(status), subject_id = coalesce(\(entry?.id), subject_id),
                enterprise_name = coalesce(\(entry?.name), enterprise_name), decided_at = \(now), decided_by = \(person),
                decision_reason = \(reason), updated_at = \(now), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
    }

    /// The present hash and those before it, newest first (SEC-01).
    static func lastHashes(of id: ID, in transaction: Transaction) throws -> [PasswordHash] {
        let present: String? = try transaction.value("SELECT password_hash FROM enterprise_account WHERE id = \(id)")
        let former = try transaction.all(
            """
            SELECT password_hash FROM enterprise_former_password WHERE account_id = \(id)
            ORDER BY replaced_at DESC LIMIT \(Password.kept - 1)
            """) { try $0.next(String.self) }
        return ([present].compactMap { $0 } + former).map(PasswordHash.init(encoded:))
    }

    static func keepFormer(_ hash: PasswordHash, of id: ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO enterprise_former_password (account_id, replaced_at, password_hash)
            VALUES (\(id), \(now), \(hash.encoded)) ON CONFLICT (account_id, replaced_at) DO NOTHING
            """)
    }

    static func replacePassword(
        of id: ID, by credential: Credential, status: Status, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE enterprise_account SET password_hash = \(credential.hash.encoded),
                password_expires_at = \(credential.expiresAt), status = \(status), updated_at = \(now), version = version + 1
            WHERE id = \(id)
            """)
    }

    static func wholeMobile(of id: ID, protection: any FieldProtection, in transaction: Transaction) throws -> String? {
        let sealed: [UInt8]? = try transaction.value("SELECT mobile_sealed FROM enterprise_account WHERE id = \(id)")
        return try sealed.map { try protection.open($0, field: mobileField, record: id.bytes) }
    }

    /// Counted under what one logs in by (SEC-02).
    static func attempt(code: String, mobile: String, from source: String, _ protection: any FieldProtection) -> LoginAttempt {
        LoginAttempt(
            account: protection.blindIndex(code + " " + mobile, field: "enterprise_account.login"), from: source, protection)
    }
}
