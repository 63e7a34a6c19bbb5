/// One transaction on one connection, used by one thread. Not `Sendable`: it never leaves the closure it is given to.
package final class Transaction {
    let connection: any Connection
    /// The statements run so far, where somebody wants to know them.
    private var trace: [SQL]?
    private var endings: [ObjectIdentifier: any TransactionEnding] = [:]
    /// Nil where the store was opened without its keys.
    package private(set) var sealing: (any RowSealing)?

    /// Where this reader remembers sets of the search index; nil for writers, who may see the sets change.
    private(set) var memory: SearchMemory?

    init(_ connection: any Connection) { self.connection = connection }

    /// Runs the body of one piece of work, and what the body left to its end.
    func run<T>(sealing: (any RowSealing)?, memory: SearchMemory?, _ body: (Transaction) throws -> T) throws -> T {
        // left over where the work before was undone
        if !endings.isEmpty { endings = [:] }
        (self.sealing, self.memory) = (sealing, memory)
        let value = try body(self)
        for ending in endings.values { try ending.end(in: self) }
        if !endings.isEmpty { endings = [:] }
        return value
    }

    /// Adds to what is done once at the end of this transaction.
    package func atEnd<Ending: TransactionEnding>(_: Ending.Type, _ change: (inout Ending) -> Void) {
        let key = ObjectIdentifier(Ending.self)
        var ending = endings[key] as? Ending ?? Ending()
        change(&ending)
        endings[key] = ending
    }

    package var engine: EngineKind { connection.engine }

    /// All rows, each turned into a value.
    package func all<T>(_ sql: SQL, _ read: (inout Row) throws -> T) throws -> [T] {
        var values: [T] = []
        try forEach(sql) { row in values.append(try read(&row)) }
        return values
    }

    /// The first row, or nil.
    package func first<T>(_ sql: SQL, _ read: (inout Row) throws -> T) throws -> T? {
        try all(sql, read).first
    }

    /// The single column of the first row.
    package func value<T: SQLConvertible>(_ sql: SQL, as: T.Type = T.self) throws -> T? {
        try first(sql) { try $0.next() }
    }

    /// Reads a row and keeps everyone else from changing it until this transaction ends.
    package func locked<T>(_ sql: SQL, _ read: (inout Row) throws -> T) throws -> T? {
        switch engine {
        case .sqlite: try first(sql, read)  // there is one writer at a time
        case .postgresql: try first(sql + "FOR UPDATE", read)
        }
    }

    /// Reads a row of the table with the alias `t` and what is joined to it, and keeps everyone else from changing that
    /// row alone.
    package func lockedAlone<T>(_ sql: SQL, _ read: (inout Row) throws -> T) throws -> T? {
        switch engine {
        case .sqlite: try first(sql, read)
        case .postgresql: try first(sql + "FOR UPDATE OF t", read)
        }
    }

    /// Like `locked`, but passes over a row that somebody else holds.
    package func lockedIfFree<T>(_ sql: SQL, _ read: (inout Row) throws -> T) throws -> T? {
        switch engine {
        case .sqlite: try first(sql, read)
        case .postgresql: try first(sql + "FOR UPDATE SKIP LOCKED", read)
        }
    }

    /// Row by row, for results too large to hold.
    package func forEach(_ sql: SQL, _ visit: (inout Row) throws -> Void) throws {
        trace?.append(sql)
        try connection.run(sql, visit)
    }

    /// Writes; answers how many rows were touched.
    @discardableResult
    package func execute(_ sql: SQL) throws -> Int {
        try connection.run(sql) { _ in }
    }

    /// Writes what nobody needs an answer of: on PostgreSQL it goes out together with the next statement that is waited
    /// for, at the latest with the commit, and a failure is told there.
    package func later(_ sql: SQL) throws { try connection.later(sql, nil) }

    /// The same, for the single row that the statement answers.
    package func later(_ sql: SQL, _ read: @escaping (inout Row) throws -> Void) throws {
        trace?.append(sql)
        try connection.later(sql, read)
    }

    /// Asks without waiting: the answers of all that was asked come together.
    package func ask<T>(_ sql: SQL, _ read: @escaping (inout Row) throws -> T) throws -> Asked<T> {
        trace?.append(sql)
        let asked = Asked<T>(in: self)
        try connection.later(sql) { asked.rows.append(try read(&$0)) }
        return asked
    }

    /// Waits for all that was left for later.
    package func settle() throws { try connection.settle() }

    /// Writes a row under its version: no row touched means somebody else was faster (OPS-04).
    package func executeVersioned(_ sql: SQL) throws {
        guard try execute(sql) > 0 else { throw StorageError.overtaken }
    }

    /// Says which rule a constraint holds: a write that violates one of the named constraints is refused with its
    /// refusal. The constraint is the check, so two writers at once can't both pass.
    package func refusing<T>(_ refusals: KeyValuePairs<String, any Refusal>, _ body: () throws -> T) throws -> T {
        do {
            let value = try body()
            try settle()
            return value
        } catch StorageError.constraint(let name) {
            throw refusals.first { $0.key == name }?.value ?? StorageError.constraint(name)
        }
    }

    /// Undoes what `body` wrote when it throws, and lets the rest of the transaction go on.
    package func nested<T>(_ body: () throws -> T) throws -> T {
        try later("SAVEPOINT nested")
        let before = endings
        do {
            let value = try body()
            try execute("RELEASE SAVEPOINT nested")
            return value
        } catch {
            endings = before
            // what is still on the way may have failed as well
            try? settle()
            try execute("ROLLBACK TO SAVEPOINT nested")
            try execute("RELEASE SAVEPOINT nested")
            throw error
        }
    }

    /// The statements that read rows while `body` ran. For the tests of index use.
    package func traced(_ body: () throws -> Void) rethrows -> [SQL] {
        trace = []
        defer { trace = nil }
        try body()
        return trace ?? []
    }

    /// How the engine would run the statement, a line a step. For the tests of index use.
    package func plan(of sql: SQL) throws -> [String] {
        switch engine {
        case .sqlite:
            try all("EXPLAIN QUERY PLAN \(sql)") { row in
                _ = try (row.next(Int.self), row.next(Int.self), row.next(Int.self))
                return try row.next()
            }
        case .postgresql:
            try all("EXPLAIN \(sql)") { try $0.next() }
        }
    }
}

/// Rows that were asked for.
package final class Asked<T> {
    fileprivate var rows: [T] = []
    private let transaction: Transaction

    fileprivate init(in transaction: Transaction) { self.transaction = transaction }

    /// Waits for them.
    package func all() throws -> [T] {
        try transaction.settle()
        return rows
    }

    package func first() throws -> T? { try all().first }
}

package enum EngineKind: String, Sendable, CaseIterable { case sqlite, postgresql }

/// What both engines offer; used by one thread at a time.
protocol Connection: AnyObject {
    var engine: EngineKind { get }
    /// Runs one statement, visits its rows, and answers the number of rows written.
    @discardableResult
    func run(_ sql: SQL, _ visit: (inout Row) throws -> Void) throws -> Int
    /// Runs one statement no later than the next that is waited for.
    func later(_ sql: SQL, _ visit: ((inout Row) throws -> Void)?) throws
    /// Waits for those.
    func settle() throws
    /// Adds rows that are not there yet.
    func add(_ addition: BulkAddition) throws
}

extension Transaction {
    /// Whether the store answers.
    package func ping() throws { _ = try value("SELECT 1", as: Int.self) }
}
