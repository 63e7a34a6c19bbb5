import Timekeeping

/// One step of the schema. Steps are never changed once released; a change is a further step.
package struct Migration: Sendable {
    /// `target.number-what`, unique for ever.
    package let id: String
    let steps: [Step]

    enum Step: Sendable {
        case definition(SQL)
        case searchIndex(table: String)
        case formerRows(table: String)
        case rows(RowChange)
    }

    /// A change of the rows of a table, in Swift.
    struct RowChange: Sendable {
        let table: String
        /// How many rows are changed in one transaction.
        let size: Int
        let change: @Sendable (Transaction, [Int64]) throws -> Void
    }

    package init(_ id: String, _ definitions: SQL...) {
        self.id = id
        steps = definitions.map(Step.definition)
    }

    private init(id: String, steps: [Step]) { (self.id, self.steps) = (id, steps) }

    /// Adds Chinese full-text search to a table that has the key `serial SERIAL`. Where it may hold rows already, an
    /// `eachRow` after it gives them their entries.
    package func searchable(_ table: StaticString) -> Migration {
        Migration(id: id, steps: steps + [.searchIndex(table: table.description)])
    }

    /// Puts the entries of a searchable table that hold wide letters or digits into its sets anew: these are folded by now.
    package func refolded(_ table: StaticString) -> Migration {
        eachRow(of: table) { try SearchIndex(table: table, transaction: $0).refold($1) }
    }

    /// Keeps the former states of the rows of a table from now on (ELEM-06).
    package func versioned(_ table: StaticString) -> Migration {
        Migration(id: id, steps: steps + [.formerRows(table: table.description)])
    }

    /// Changes the rows that are there, in Swift: `change` is given their serials, some at a time. Each time is a transaction
    /// of its own, and what was cut off goes on after the last one: a million rows neither hold everybody up nor begin again.
    package func eachRow(
        of table: StaticString, by size: Int = 1000, _ change: @escaping @Sendable (Transaction, [Int64]) throws -> Void
    ) -> Migration {
        Migration(id: id, steps: steps + [.rows(RowChange(table: table.description, size: size, change: change))])
    }
}

/// How far an upgrade is.
package struct MigrationProgress: Sendable, Equatable {
    /// The migrations that ended with the transaction just made.
    package let ended: [String]
    /// The one that changes rows now.
    package let running: String?
    /// The serial it has come to, and the highest there is.
    package let done: Int64
    package let highest: Int64
}

extension Database {
    /// Brings the schema up to date; safe to call at every start and from several nodes at once, and again after it was
    /// killed. An empty database gets the whole schema in one transaction; a filled one each migration in one of its own,
    /// and long changes of rows in many. No time limit holds.
    /// - Parameter tell: called after each transaction; what it throws ends the upgrade there.
    /// - Returns: the ids of the steps that were new.
    @discardableResult
    package func migrate(
        _ migrations: [Migration], clock: Clock = .system,
        tell: (MigrationProgress) throws -> Void = { _ in }
    ) async throws -> [String] {
        var applied: [String] = []
        while let progress = try await write({ try MigrationRun(migrations, clock: clock, in: $0).goOn() }) {
            applied += progress.ended
            try tell(progress)
        }
        return applied
    }
}
