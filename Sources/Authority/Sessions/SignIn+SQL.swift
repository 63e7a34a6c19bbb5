import Cryptography
import Storage
import Timekeeping

extension SignIn {
    struct Found: LoginAccount {
        let id: Account.ID
        let organization: Organization.ID
        let organizationIsEnabled: Bool
        let status: AccountStatus
        let passwordHash: PasswordHash
        let passwordExpiresAt: Instant?

        func replaceHash(by hash: PasswordHash, in transaction: Transaction) throws {
            try transaction.execute("UPDATE account SET password_hash = \(hash.encoded) WHERE id = \(id)")
        }
    }
}

extension SignIn.Login {
    /// A number may also stand with accounts out of use; the one in use comes first.
    func account(in transaction: Transaction) throws -> SignIn.Found? {
        try transaction.first(
            """
            SELECT a.id, a.organization_id, o.status, a.status, a.password_hash, a.password_expires_at
            FROM account a JOIN organization o ON o.id = a.organization_id
            WHERE a.mobile_index = \(attempt.account)
            ORDER BY CASE WHEN a.status = \(AccountStatus.disabled) THEN 1 ELSE 0 END, a.serial DESC LIMIT 1
            """
        ) { row in
            SignIn.Found(
                id: try row.next(), organization: try row.next(),
                organizationIsEnabled: try row.next(Organization.Status.self) == .enabled, status: try row.next(),
                passwordHash: PasswordHash(encoded: try row.next()), passwordExpiresAt: try row.next())
        }
    }
}
