/// SQLite: one writer thread with group commit, a few readers on snapshots of their own.
final class SQLiteEngine: Engine, @unchecked Sendable {
    let kind = EngineKind.sqlite
    private let path: String
    private let writes: WorkQueue
    private let reads: WorkQueue
    private var lateCallers: LateCallers?
    private var threads: [DatabaseThread] = []

    init(path: String, readers: Int, bound: Int) throws {
        self.path = path
        writes = WorkQueue(bound: bound)
        reads = WorkQueue(bound: bound)
        let writer = try SQLiteConnection(path: path, readOnly: false)
        threads.append(DatabaseThread { [writes] in Self.write(on: writer, from: writes) })
        for _ in 0..<max(1, readers) {
            let reader = try SQLiteConnection(path: path, readOnly: true)
            threads.append(DatabaseThread { [reads] in Self.read(on: reader, from: reads) })
        }
        lateCallers = LateCallers([reads, writes])
    }

    var depth: (reads: Int, writes: Int) { (reads.depth, writes.depth) }
    func addWrite(_ work: Work) throws { try writes.add(work) }
    func addRead(_ work: Work) throws { try reads.add(work) }

    func copyFile(to path: String) throws {
        try SQLiteConnection(path: self.path, readOnly: true).backup(to: path)
    }

    func close() {
        lateCallers?.stop()
        writes.close()
        reads.close()
        for thread in threads { thread.join() }
        threads = []
    }

    /// Waiting bodies run one after another, each in its own savepoint; one durable COMMIT answers them all.
    private static func write(on connection: SQLiteConnection, from queue: WorkQueue) {
        let transaction = Transaction(connection)
        while true {
            let taken = queue.take(upTo: 64)
            if taken.isEmpty { return }
            let batch = Self.inTime(taken)
            if batch.isEmpty { continue }
            var outcomes: [(any Error)?] = []
            do {
                connection.limit(milliseconds: longestWrite)
                try connection.run("BEGIN IMMEDIATE") { _ in }
                if batch.count == 1 {
                    // alone in its transaction it needs no savepoint, for which SQLite would keep every page it changes
                    let refused = batch[0].attempt(transaction)
                    if let refused { throw refused }
                    outcomes = [nil]
                } else {
                    for work in batch { outcomes.append(try attempt(work, transaction, connection)) }
                }
                try connection.run("COMMIT") { _ in }
            } catch {
                // the whole group is undone: nobody was told ok, everybody hears why
                connection.limit(milliseconds: nil)
                _ = try? connection.run("ROLLBACK") { _ in }
                outcomes = batch.map { _ in error }
            }
            for (work, outcome) in zip(batch, outcomes) { work.finish(outcome) }
        }
    }

    /// Of one statement, in milliseconds. A write of one caller ends the transaction of all that are grouped with it, so
    /// that no caller's patience cuts it short.
    private static let longestWrite = 120_000, longestRead = 30_000

    /// Whoever has waited long enough for a turn is told so, and holds up nobody else.
    private static func inTime(_ taken: [Work]) -> [Work] {
        taken.filter { work in
            guard work.isLate else { return true }
            work.finish(StorageError.overloaded)
            return false
        }
    }

    private static func attempt(
        _ work: Work, _ transaction: Transaction, _ connection: SQLiteConnection
    ) throws -> (any Error)? {
        try connection.run("SAVEPOINT work") { _ in }
        let refused = work.attempt(transaction)
        if let refused {
            // a full disk or a statement past its time undoes the whole group by itself: then everybody hears of that
            do { try connection.run("ROLLBACK TO work") { _ in } } catch { throw refused }
        }
        try connection.run("RELEASE work") { _ in }
        return refused
    }

    private static func read(on connection: SQLiteConnection, from queue: WorkQueue) {
        let transaction = Transaction(connection)
        while let taken = queue.take(upTo: 1).first {
            guard let work = inTime([taken]).first else { continue }
            connection.limit(milliseconds: work.left.map { min($0, longestRead) } ?? longestRead)
            var outcome: (any Error)?
            do {
                try connection.run("BEGIN") { _ in }
                outcome = work.attempt(transaction)
                try connection.run("COMMIT") { _ in }
            } catch {
                outcome = error
                _ = try? connection.run("ROLLBACK") { _ in }
            }
            work.finish(outcome)
        }
    }
}
