import Storage
import Timekeeping

extension ServingNode {
    package func note(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM serving_node WHERE seen_at < \(now.advanced(days: -1))")
        try transaction.execute(
            """
            INSERT INTO serving_node (id, host, process, version, seen_at) VALUES (\(id), \(host), \(process), \(release), \(now))
            ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
            """)
    }

    package func leave(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM serving_node WHERE id = \(id)")
    }

    package static func atWork(at now: Instant, in transaction: Transaction) throws -> [ServingNode] {
        try transaction.all(
            """
            SELECT id, host, process, version FROM serving_node WHERE seen_at > \(now.advanced(seconds: -silentAfter)) ORDER BY host, id
            """) { ServingNode(id: try $0.next(), host: try $0.next(), process: try $0.next(), release: try $0.next()) }
    }

    /// Of a database that was brought back from a backup: nobody is at work on it yet. A former release had no such table.
    package static func forgetAll(in transaction: Transaction) throws {
        guard try StoreInspection.hasTable("serving_node", in: transaction) else { return }
        try transaction.execute("DELETE FROM serving_node")
    }
}
