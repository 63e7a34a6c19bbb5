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
    }

    package init(_ id: String, _ definitions: SQL...) {
        self.id = id
        steps = definitions.map(Step.definition)
    }

    private init(id: String, steps: [Step]) { (self.id, self.steps) = (id, steps) }

    /// Adds Chinese full-text search to a table that has the key `serial SERIAL`.
    package func searchable(_ table: StaticString) -> Migration {
        Migration(id: id, steps: steps + [.searchIndex(table: table.description)])
    }

    /// Keeps the former states of the rows of a table from now on (ELEM-06).
    package func versioned(_ table: StaticString) -> Migration {
        Migration(id: id, steps: steps + [.formerRows(table: table.description)])
    }
}

extension Database {
    /// Brings the schema up to date; safe to call at every start and from several nodes at once.
    /// - Returns: the ids of the steps that were new.
    @discardableResult
    package func migrate(_ migrations: [Migration], clock: Clock = .system) async throws -> [String] {
        try await write { transaction in
            if transaction.engine == .postgresql {
                // the long migration of another node is waited for; stores in other schemas don't wait for one another
                try transaction.execute("SET LOCAL statement_timeout = 0")
                _ = try transaction.value(
                    "SELECT 1 FROM (SELECT pg_advisory_xact_lock(6020661, hashtext(current_schema()))) l", as: Int.self)
            }
            try transaction.define(
                "CREATE TABLE IF NOT EXISTS schema_migration (id TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)")
            let done = Set(try transaction.all("SELECT id FROM schema_migration") { try $0.next(String.self) })
            var applied: [String] = []
            for migration in migrations where !done.contains(migration.id) {
                for step in migration.steps {
                    switch step {
                    case .definition(let sql): try transaction.define(sql)
                    case .searchIndex(let table): try SearchIndex.define(on: table, in: transaction)
                    case .formerRows: break  // below, when all columns are there
                    }
                }
                try transaction.execute(
                    "INSERT INTO schema_migration (id, applied_at) VALUES (\(migration.id), \(clock.now()))")
                applied.append(migration.id)
            }
            for case .formerRows(let table) in migrations.flatMap(\.steps) where !applied.isEmpty {
                try FormerRows(table: table, transaction: transaction).define()
            }
            return applied
        }
    }
}

extension Transaction {
    /// Runs a table definition written in our dialect.
    func define(_ sql: SQL) throws {
        var translated = sql
        translated.text = Dialect.definition(sql.text, for: engine)
        try execute(translated)
    }
}
