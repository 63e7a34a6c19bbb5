import Storage
import Timekeeping

/// What time it is by others than this machine.
enum StoreClock {
    /// No fact lies in the future.
    static func lastFact(in transaction: Transaction) throws -> Instant? {
        try transaction.value("SELECT recorded_at FROM fact ORDER BY serial DESC LIMIT 1")
    }

    /// By the server of the database; nil where that is this machine.
    static func database(in transaction: Transaction) throws -> Instant? {
        switch transaction.engine {
        case .sqlite: nil
        case .postgresql: try transaction.value("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)")
        }
    }
}
