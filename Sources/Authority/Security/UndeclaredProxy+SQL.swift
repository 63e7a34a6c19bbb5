import Storage
import Timekeeping

extension UndeclaredProxy {
    package static func keep(_ address: String, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM undeclared_proxy WHERE last_at < \(now.advanced(days: -daysShown))")
        let count: Int = try transaction.value("SELECT count(*) FROM undeclared_proxy WHERE address <> \(address)") ?? 0
        guard count < most else { return }
        try transaction.execute(
            """
            INSERT INTO undeclared_proxy (address, last_at) VALUES (\(address), \(now))
            ON CONFLICT (address) DO UPDATE SET last_at = excluded.last_at
            """)
    }

    package static func recent(at now: Instant, in transaction: Transaction) throws -> [UndeclaredProxy] {
        try transaction.all(
            """
            SELECT address, last_at FROM undeclared_proxy WHERE last_at >= \(now.advanced(days: -daysShown)) ORDER BY address
            """) { UndeclaredProxy(address: try $0.next(), lastAt: try $0.next()) }
    }
}
