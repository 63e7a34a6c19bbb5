import Storage
import Timekeeping

extension IdempotencyKey {
    package func find(in transaction: Transaction) throws -> (fingerprint: [UInt8], answer: String)? {
        try transaction.first(
            "SELECT fingerprint, answer FROM idempotency_key WHERE account_id = \(account) AND key = \(key)"
        ) { (try $0.next(), try $0.next()) }
    }

    package func insert(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO idempotency_key (account_id, key, fingerprint, answer, created_at)
            VALUES (\(account), \(key), \(fingerprint), '', \(now))
            """)
    }

    func setAnswer(_ answer: String, in transaction: Transaction) throws {
        try transaction.later("UPDATE idempotency_key SET answer = \(answer) WHERE account_id = \(account) AND key = \(key)")
    }
}

extension IdempotencyKey {
    /// Forgets keys that are too old to come again.
    package static func forgetOld(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM idempotency_key WHERE created_at < \(now.advanced(days: -keptDays))")
    }
}

package enum WebMigrations {
    package static let all = [
        Migration(
            "web.0001-idempotency",
            """
            CREATE TABLE idempotency_key (
                account_id UUID NOT NULL, key TEXT NOT NULL, fingerprint BYTES NOT NULL,
                answer TEXT NOT NULL, created_at BIGINT NOT NULL, PRIMARY KEY (account_id, key))
            """,
            "CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at)"),
        Migration(
            "web.0002-demo-accounts",
            """
            CREATE TABLE demo_account (
                position BIGINT PRIMARY KEY, login TEXT NOT NULL, name TEXT NOT NULL,
                organization TEXT NOT NULL, roles TEXT NOT NULL, enterprise_code TEXT)
            """),
        KeptPage.migration,
    ]
}
