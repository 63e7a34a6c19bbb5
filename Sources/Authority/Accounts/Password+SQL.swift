import Cryptography
import Storage
import Timekeeping

extension Password {
    /// The present hash and those before it, newest first, as many as SEC-01 asks to differ from.
    static func lastHashes(of account: Account.ID, in transaction: Transaction) throws -> [PasswordHash] {
        let present: String? = try transaction.value("SELECT password_hash FROM account WHERE id = \(account)")
        let former = try transaction.all(
            """
            SELECT password_hash FROM former_password WHERE account_id = \(account)
            ORDER BY replaced_at DESC LIMIT \(kept - 1)
            """) { try $0.next(String.self) }
        return ([present].compactMap { $0 } + former).map(PasswordHash.init(encoded:))
    }

    static func keepFormer(_ hash: PasswordHash, of account: Account.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO former_password (account_id, replaced_at, password_hash)
            VALUES (\(account), \(now), \(hash.encoded)) ON CONFLICT (account_id, replaced_at) DO NOTHING
            """)
        try transaction.execute(
            """
            DELETE FROM former_password WHERE account_id = \(account) AND replaced_at < (
                SELECT min(replaced_at) FROM (SELECT replaced_at FROM former_password
                    WHERE account_id = \(account) ORDER BY replaced_at DESC LIMIT \(kept)) latest)
            """)
    }

    static func replace(
        of account: Account.ID, by credential: Credential, status: AccountStatus, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE account SET password_hash = \(credential.hash.encoded), password_expires_at = \(credential.expiresAt),
                status = \(status), updated_at = \(now), version = version + 1 WHERE id = \(account)
            """)
    }

    /// A reset also lifts the lock of SEC-02.
    static func clearThrottle(of account: Account.ID, in transaction: Transaction) throws {
        guard let key = try mobileIndex(of: account, in: transaction) else { return }
        try LoginAttempt.lift(key, in: transaction)
    }

    /// What logins of the account are counted under.
    static func mobileIndex(of account: Account.ID, in transaction: Transaction) throws -> [UInt8]? {
        try transaction.value("SELECT mobile_index FROM account WHERE id = \(account)")
    }

    static func sealedMobile(of account: Account.ID, in transaction: Transaction) throws -> [UInt8]? {
        try transaction.value("SELECT mobile_sealed FROM account WHERE id = \(account)")
    }
}
