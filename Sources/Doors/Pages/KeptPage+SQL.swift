import Storage
import Timekeeping

extension KeptPage {
    package static func insert(
        _ content: [UInt8], _ digest: [UInt8], _ account: String, until end: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO kept_page (digest, account, content, expires_at)
            VALUES (\(digest), \(account), \(content), \(end))
            """)
        try transaction.execute(
            """
            DELETE FROM kept_page WHERE account = \(account) AND expires_at < (
                SELECT min(newest.expires_at) FROM (
                    SELECT expires_at FROM kept_page WHERE account = \(account)
                    ORDER BY expires_at DESC LIMIT \(most)) newest)
            """)
    }

    package static func find(_ digest: [UInt8], of account: String, at now: Instant, in transaction: Transaction) throws -> [UInt8]? {
        try transaction.value(
            "SELECT content FROM kept_page WHERE digest = \(digest) AND account = \(account) AND expires_at > \(now)")
    }

    package static func forget(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM kept_page WHERE expires_at <= \(now)")
    }

    static let migration = Migration(
        "web.0003-desk-kept-page",
        """
        CREATE TABLE kept_page (
            digest BYTES PRIMARY KEY, account TEXT NOT NULL, content BYTES NOT NULL, expires_at BIGINT NOT NULL)
        """,
        "CREATE INDEX kept_page_expires_at ON kept_page (expires_at)",
        "CREATE INDEX kept_page_account ON kept_page (account, expires_at)")
}
