import Timekeeping

/// One transaction of an upgrade: it finds out how far the database is, does the next piece, and notes that it did.
struct MigrationRun {
    let migrations: [Migration]
    let clock: Clock
    let transaction: Transaction

    init(_ migrations: [Migration], clock: Clock, in transaction: Transaction) {
        (self.migrations, self.clock, self.transaction) = (migrations, clock, transaction)
    }

    /// - Returns: nil when nothing is left to do.
    func goOn() throws -> MigrationProgress? {
        try transaction.liftTimeLimit()
        try takeTurn()
        try makeTables()
        let done = Set(try transaction.all("SELECT id FROM schema_migration") { try $0.next(String.self) })
        let missing = migrations.filter { !done.contains($0.id) }
        guard let next = missing.first else { return nil }
        return done.isEmpty ? try makeWhole(missing) : try goOn(with: next, after: done)
    }

    /// The schema of an empty database.
    private func makeWhole(_ missing: [Migration]) throws -> MigrationProgress {
        for migration in missing {
            for step in migration.steps { try make(step) }
            try note(migration)
        }
        try keepFormerRows(of: missing)
        return MigrationProgress(ended: missing.map(\.id), running: nil, done: 0, highest: 0)
    }

    private func goOn(with migration: Migration, after done: Set<String>) throws -> MigrationProgress {
        var place = try Place.load(migration, in: transaction)
        while place.step < migration.steps.count {
            if case .rows(let rows) = migration.steps[place.step] {
                // columns that were added a step ago are kept with the former states too
                if place.serial == 0 { try keepFormerRows(of: migrations.filter { done.contains($0.id) }) }
                if let last = try change(rows, after: place.serial) {
                    place.serial = last
                    try place.save(migration, in: transaction)
                    let highest = try transaction.value(SQL(made: "SELECT max(serial) FROM \(rows.table)"), as: Int64?.self) ?? nil
                    return MigrationProgress(ended: [], running: migration.id, done: last, highest: highest ?? last)
                }
            } else {
                try make(migration.steps[place.step])
            }
            place = Place(step: place.step + 1, serial: 0)
        }
        try note(migration)
        try keepFormerRows(of: migrations.filter { done.contains($0.id) || $0.id == migration.id })
        return MigrationProgress(ended: [migration.id], running: nil, done: 0, highest: 0)
    }

    private func make(_ step: Migration.Step) throws {
        switch step {
        case .definition(let sql): try transaction.define(sql)
        case .searchIndex(let table): try SearchIndex.define(on: table, in: transaction)
        case .formerRows: break  // below, when all columns are there
        case .rows(let rows):
            var last: Int64 = 0
            while let further = try change(rows, after: last) { last = further }
        }
    }

    /// - Returns: the last serial that was changed, nil when there is none after `serial`.
    private func change(_ rows: Migration.RowChange, after serial: Int64) throws -> Int64? {
        let serials = try transaction.all(
            SQL(made: "SELECT serial FROM \(rows.table) WHERE serial > ? ORDER BY serial LIMIT ?", [.integer(serial), .integer(Int64(rows.size))])
        ) { try $0.next(Int64.self) }
        guard let last = serials.last else { return nil }
        try rows.change(transaction, serials)
        return last
    }

    private func keepFormerRows(of done: [Migration]) throws {
        for case .formerRows(let table) in done.flatMap(\.steps) {
            try FormerRows(table: table, transaction: transaction).define()
        }
    }

    private func note(_ migration: Migration) throws {
        try transaction.execute("INSERT INTO schema_migration (id, applied_at) VALUES (\(migration.id), \(clock.now()))")
        try transaction.execute("DELETE FROM schema_place WHERE id = \(migration.id)")
    }

    private func makeTables() throws {
        try transaction.define("CREATE TABLE IF NOT EXISTS schema_migration (id TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)")
        try transaction.define(
            "CREATE TABLE IF NOT EXISTS schema_place (id TEXT PRIMARY KEY, step BIGINT NOT NULL, serial BIGINT NOT NULL)")
    }

    /// Another node's turn is waited for; stores in other schemas don't wait for one another.
    private func takeTurn() throws {
        guard transaction.engine == .postgresql else { return }
        _ = try transaction.value(
            "SELECT 1 FROM (SELECT pg_advisory_xact_lock(6020661, hashtext(current_schema()))) l", as: Int.self)
    }

    /// Where a migration was cut off.
    private struct Place {
        var step: Int
        var serial: Int64

        static func load(_ migration: Migration, in transaction: Transaction) throws -> Place {
            try transaction.first("SELECT step, serial FROM schema_place WHERE id = \(migration.id)") {
                Place(step: try $0.next(), serial: try $0.next())
            } ?? Place(step: 0, serial: 0)
        }

        func save(_ migration: Migration, in transaction: Transaction) throws {
            try transaction.execute(
                """
                INSERT INTO schema_place (id, step, serial) VALUES (\(migration.id), \(step), \(serial))
                ON CONFLICT (id) DO UPDATE SET step = excluded.step, serial = excluded.serial
                """)
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

    /// From here to its end the transaction may take as long as it takes: upgrades, backups, moves.
    package func liftTimeLimit() throws {
        switch engine {
        case .sqlite: (connection as? SQLiteConnection)?.limit(milliseconds: nil)
        case .postgresql:
            try execute("SET LOCAL statement_timeout = 0")
            try execute("SET LOCAL lock_timeout = 0")
            try execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        }
    }
}
