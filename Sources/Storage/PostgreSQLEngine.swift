import Glibc

/// PostgreSQL: a few connections, each owned by one thread; a body is one transaction. Lost connections are replaced.
final class PostgreSQLEngine: Engine, @unchecked Sendable {
    let kind = EngineKind.postgresql
    private let writes: WorkQueue
    private let reads: WorkQueue
    private var threads: [DatabaseThread] = []

    init(url: String, connections: Int, bound: Int) throws {
        writes = WorkQueue(bound: bound)
        reads = WorkQueue(bound: bound)
        let readers = max(1, connections / 2)
        for index in 0..<max(2, connections) {
            let first = try PostgreSQLConnection(url: url)
            let queue = index < readers ? reads : writes
            let begin = index < readers ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN"
            threads.append(DatabaseThread { Self.work(url: url, first: first, from: queue, begin: begin) })
        }
    }

    var depth: (reads: Int, writes: Int) { (reads.depth, writes.depth) }
    func addWrite(_ work: Work) throws { try writes.add(work) }
    func addRead(_ work: Work) throws { try reads.add(work) }

    func copyFile(to path: String) throws {
        throw StorageError.unavailable("PostgreSQL 请使用 mingcha backup（pg_dump）备份")
    }

    func close() {
        writes.close()
        reads.close()
        for thread in threads { thread.join() }
        threads = []
    }

    private static func work(url: String, first: PostgreSQLConnection, from queue: WorkQueue, begin: String) {
        var connection = first
        var transaction = Transaction(connection)
        while let work = queue.take(upTo: 1).first {
            var outcome = perform(work, on: connection, transaction, begin: begin)
            if connection.isLost {
                // try once more on a new connection; whether a lost COMMIT took place is unknown, so that one is told
                if let fresh = try? PostgreSQLConnection(url: url) {
                    connection = fresh
                    transaction = Transaction(fresh)
                    if case .beforeCommit = outcome.place {
                        outcome = perform(work, on: connection, transaction, begin: begin)
                    }
                } else {
                    usleep(200_000)
                }
            }
            work.finish(outcome.error)
        }
    }

    private enum Place { case beforeCommit, atCommit }

    private static func perform(
        _ work: Work, on connection: PostgreSQLConnection, _ transaction: Transaction, begin: String
    ) -> (error: (any Error)?, place: Place) {
        var tries = 0
        while true {
            tries += 1
            do {
                try connection.command(begin)
                if let error = work.attempt(transaction) {
                    try? connection.command("ROLLBACK")
                    if tries < 8, (error as? StorageError) == .conflict {
                        usleep(UInt32.random(in: 500...3_000) * UInt32(tries))
                        continue
                    }
                    return (error, .beforeCommit)
                }
            } catch {
                try? connection.command("ROLLBACK")
                return (error, .beforeCommit)
            }
            do {
                try connection.command("COMMIT")
                return (nil, .atCommit)
            } catch {
                try? connection.command("ROLLBACK")
                if tries < 8, (error as? StorageError) == .conflict { continue }
                return (error, .atCommit)
            }
        }
    }
}
