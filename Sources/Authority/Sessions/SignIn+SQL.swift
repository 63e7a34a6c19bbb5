import Cryptography
import Storage
import Timekeeping

extension SignIn {
    /// The account that was meant, if there is one, and what was counted before.
    struct Candidate: Sendable {
        let account: Found?
        let history: LoginAttempt.Record

        struct Found: Sendable {
            let id: Account.ID
            let organization: Organization.ID
            let organizationIsEnabled: Bool
            let status: AccountStatus
            let passwordHash: PasswordHash
            let passwordExpiresAt: Instant?
        }

        static func load(_ attempt: LoginAttempt, in transaction: Transaction) throws -> Candidate {
            // a number may also stand with accounts out of use; the one in use comes first
            let found = try transaction.first(
                """
                SELECT a.id, a.organization_id, o.status, a.status, a.password_hash, a.password_expires_at
                FROM account a JOIN organization o ON o.id = a.organization_id
                WHERE a.mobile_index = \(attempt.account)
                ORDER BY CASE WHEN a.status = \(AccountStatus.disabled) THEN 1 ELSE 0 END, a.serial DESC LIMIT 1
                """
            ) { row in
                Found(
                    id: try row.next(), organization: try row.next(),
                    organizationIsEnabled: try row.next(Organization.Status.self) == .enabled, status: try row.next(),
                    passwordHash: PasswordHash(encoded: try row.next()), passwordExpiresAt: try row.next())
            }
            return Candidate(account: found, history: try attempt.record(in: transaction))
        }
    }
}

extension SignIn.Candidate.Found {
    /// The same password under today's parameters; no change that anybody has to know of.
    func replaceHash(by hash: PasswordHash, in transaction: Transaction) throws {
        try transaction.execute("UPDATE account SET password_hash = \(hash.encoded) WHERE id = \(id)")
    }
}
