import Logging
import Synchronization

/// Where the records are kept: SQLite in a file, or PostgreSQL. Bodies are synchronous functions on a database
/// thread: nothing changes between check and write. Nobody is told "done" before the commit is durable.
package final class Database: Sendable {
    private let engineImplementation: any Engine
    private let rowSealing = Mutex<(any RowSealing)?>(nil)
    private let memory = SearchMemory()

    /// - Parameter location: `sqlite:PATH`, or a `postgres://…` URL.
    /// - Throws: `StorageError.unavailable` with a message for the operator.
    package init(_ location: String, readers: Int = 2, queueBound: Int = 1000, logger: Logger = Logger(label: "storage")) throws {
        if location.hasPrefix("sqlite:") {
            engineImplementation = try SQLiteEngine(
                path: String(location.dropFirst("sqlite:".count)), readers: readers, bound: queueBound)
        } else if location.hasPrefix("postgres://") || location.hasPrefix("postgresql://") {
            engineImplementation = try PostgreSQLEngine(url: location, connections: readers + 2, bound: queueBound)
        } else {
            throw StorageError.unavailable("数据库地址应为 sqlite:路径 或 postgres://…，现为：\(location)")
        }
        logger.debug("database open", metadata: ["engine": "\(engineImplementation.kind)"])
    }

    package var engine: EngineKind { engineImplementation.kind }

    /// Seals facts from now on, and lets their seals be checked. Every opening of a real store says it.
    package func seal(with sealing: any RowSealing) { rowSealing.withLock { $0 = sealing } }

    package var sealing: (any RowSealing)? { rowSealing.withLock { $0 } }

    /// One transaction that may write. `body` may be run again when the engine reports a conflict, so it must have
    /// no effect but through the transaction.
    package func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await Patience.measured { try await perform(body, memory: nil) { try engineImplementation.addWrite($0) } }
    }

    /// One consistent snapshot, read only.
    package func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await Patience.measured { try await perform(body, memory: memory) { try engineImplementation.addRead($0) } }
    }

    /// Waiting reads and writes, for the metrics.
    package var queueDepth: (reads: Int, writes: Int) { engineImplementation.depth }

    /// Copies the whole database consistently while others write. SQLite only; PostgreSQL has pg_dump.
    package func copyFile(to path: String) throws { try engineImplementation.copyFile(to: path) }

    /// Finishes what waits and closes the connections.
    package func close() { engineImplementation.close() }

    private func perform<T: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> T, memory: SearchMemory?, add: (Work) throws -> Void
    ) async throws -> T {
        let log = StatementLog.current
        let sealing = sealing
        return try await withUnsafeThrowingContinuation { (caller: UnsafeContinuation<T, any Error>) in
            let kept = Kept<T>()
            let work = Work(
                attempt: { transaction in
                    do {
                        kept.value = try transaction.run(sealing: sealing, memory: memory) { transaction in
                            try log.map { try $0.note(transaction, body) } ?? body(transaction)
                        }
                        return nil
                    } catch {
                        return error
                    }
                },
                finish: { error in
                    if let error { return caller.resume(throwing: error) }
                    guard let value = kept.value else {
                        return caller.resume(throwing: StorageError.broken("no result was kept"))
                    }
                    caller.resume(returning: value)
                })
            do { try add(work) } catch { caller.resume(throwing: error) }
        }
    }
}

/// The result of a body between its run and the commit; touched by one database thread only.
private final class Kept<T>: @unchecked Sendable {
    var value: T?
}

protocol Engine: Sendable {
    var kind: EngineKind { get }
    var depth: (reads: Int, writes: Int) { get }
    func addWrite(_ work: Work) throws
    func addRead(_ work: Work) throws
    func copyFile(to path: String) throws
    func close()
}
