import Storage
import Timekeeping

/// That a backup was made; kept so that somebody notices when none is.
package struct BackupRecord: Sendable, Equatable {
    package let endedAt: Instant
    package let files: Int
    package let facts: Int64

    func keep(in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO backup_made (ended_at, files, facts) VALUES (\(endedAt), \(files), \(facts))")
    }

    package static func last(in transaction: Transaction) throws -> BackupRecord? {
        try transaction.first("SELECT ended_at, files, facts FROM backup_made ORDER BY serial DESC LIMIT 1") {
            BackupRecord(endedAt: try $0.next(), files: try $0.next(), facts: try $0.next())
        }
    }
}
