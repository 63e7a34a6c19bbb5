import Synchronization

/// Notes the statements that read rows in what one task asks of a database. For the tests of index use.
package final class StatementLog: Sendable {
    @TaskLocal static var current: StatementLog?

    private let statements = Mutex<[SQL]>([])

    private init() {}

    /// What `body` read, in order.
    package static func noting(_ body: () async throws -> Void) async rethrows -> [SQL] {
        let log = StatementLog()
        try await $current.withValue(log, operation: body)
        return log.statements.withLock { $0 }
    }

    func note<T>(_ transaction: Transaction, _ body: (Transaction) throws -> T) throws -> T {
        var value: T?
        let read = try transaction.traced { value = try body(transaction) }
        statements.withLock { $0 += read }
        guard let value else { throw StorageError.broken("no result was kept") }
        return value
    }
}
