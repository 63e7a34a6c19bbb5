import Glibc

/// PostgreSQL: a few connections, each owned by one thread; a body is one transaction. Lost connections are replaced.
final class PostgreSQLEngine: Engine, @unchecked Sendable {
    let kind = EngineKind.postgresql
    private let writes: WorkQueue
    private let reads: WorkQueue
    private var lateCallers: LateCallers?
    private var threads: [DatabaseThread] = []

    init(url: String, connections: Int, bound: Int) throws {
        writes = WorkQueue(bound: bound)
        reads = WorkQueue(bound: bound)
        let readers = max(1, connections / 2)
        for index in 0..<max(2, connections) {
            let first = try PostgreSQLConnection(url: url)
            let queue = index < readers ? reads : writes
            let isReader = index < readers
            threads.append(DatabaseThread { Self.work(url: url, first: first, from: queue, isReader: isReader) })
        }
        lateCallers = LateCallers([reads, writes])
    }

    var depth: (reads: Int, writes: Int) { (reads.depth, writes.depth) }
    func addWrite(_ work: Work) throws { try writes.add(work) }
    func addRead(_ work: Work) throws { try reads.add(work) }

    func copyFile(to path: String) throws {
        throw StorageError.unavailable("PostgreSQL 请使用 mingcha backup（pg_dump）备份")
    }

    func close() {
        lateCallers?.stop()
        writes.close()
        reads.close()
        for thread in threads { thread.join() }
        threads = []
    }

    private static func work(url: String, first: PostgreSQLConnection, from queue: WorkQueue, isReader: Bool) {
        var connection = first
        var transaction = Transaction(connection)
        func renew() -> Bool {
            do {
                connection = try PostgreSQLConnection(url: url)
            } catch {
                usleep(200_000)
                return false
            }
            transaction = Transaction(connection)
            return true
        }
        while queue.awaitWork() {
            // nobody's time is spent on connecting: what waits stays in the queue, and is told when it has waited enough
            if connection.isLost { queue.passOn() }
            let isReady = !connection.isLost || renew()
            guard let work = queue.takeNow() else { continue }
            // whoever has waited long enough for a turn is told so, and holds up nobody else
            if work.isLate {
                work.finish(StorageError.overloaded)
                continue
            }
            guard isReady else {
                work.finish(StorageError.unavailable("无法连接数据库"))
                continue
            }
            let outcome = perform(work, on: connection, transaction, isReader: isReader)
            // try again on another connection; whether a lost COMMIT took place is unknown, so that one is told
            if connection.isLost, case .beforeCommit = outcome.place, !work.isLate, work.losses < Self.mostLosses {
                queue.putBack(work.again())
            } else {
                work.finish(outcome.error)
            }
        }
    }

    /// More than there are connections of one kind.
    private static let mostLosses = 16

    private enum Place { case beforeCommit, atCommit }

    private static func perform(
        _ work: Work, on connection: PostgreSQLConnection, _ transaction: Transaction, isReader: Bool
    ) -> (error: (any Error)?, place: Place) {
        var tries = 0
        while true {
            tries += 1
            do {
                try connection.prepare(until: work.deadline, patience: work.patience)
                try connection.post(isReader ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN")
                if let error = work.attempt(transaction) {
                    try? undo(connection)
                    if tries < 8, (error as? StorageError) == .conflict, !work.isLate {
                        usleep(UInt32.random(in: 500...3_000) * UInt32(tries))
                        continue
                    }
                    return (error, .beforeCommit)
                }
            } catch {
                try? undo(connection)
                return (error, .beforeCommit)
            }
            do {
                // a snapshot that was read is only put away
                if isReader { try connection.leave("COMMIT") } else { try connection.command("COMMIT") }
                return (nil, .atCommit)
            } catch {
                try? undo(connection)
                if tries < 8, (error as? StorageError) == .conflict, !work.isLate { continue }
                return (error, .atCommit)
            }
        }
    }

    /// A connection that was given up is closed, and undone by the server.
    private static func undo(_ connection: PostgreSQLConnection) throws {
        guard !connection.isLost else { return }
        // what is still on the way may have failed, and the server would pass over what comes behind it
        try? connection.settle()
        try connection.command("ROLLBACK")
    }
}
