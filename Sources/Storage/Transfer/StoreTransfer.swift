/// The whole content of a store goes from SQLite into an empty PostgreSQL database with the same schema, in one transaction.
package enum StoreTransfer {
    /// Most values that one statement binds.
    private static let boundValues = 8_000

    /// Holds the calling thread until everything is there or nothing is.
    /// - Parameters:
    ///   - path: the file of the SQLite database.
    ///   - url: the PostgreSQL database, as `Database` takes it.
    ///   - tell: each table, when it is over, and how many rows it has.
    package static func run(from path: String, to url: String, tell: (String, Int) -> Void) throws {
        let (from, to) = (try SQLiteConnection(path: path, readOnly: true), try PostgreSQLConnection(url: url))
        try from.run("BEGIN") { _ in }
        try to.command("BEGIN")
        let (source, target) = (Transaction(from), Transaction(to))
        try source.liftTimeLimit()
        try target.liftTimeLimit()
        try copy(from: source, to: target, tell: tell)
        try to.command("COMMIT")
        try from.run("ROLLBACK") { _ in }
    }

    private static func copy(from source: Transaction, to target: Transaction, tell: (String, Int) -> Void) throws {
        let tables = try StoreTable.all(in: source)
        let there = try StoreTable.all(in: target)
        guard tables.map(\.name) == there.map(\.name), tables.map(\.columns) == there.map(\.columns) else {
            throw StorageError.broken("两个数据库的表结构不同")
        }
        // rows refer to each other in circles: the references are checked again when all rows are there
        let references = try takeReferences(in: target)
        for table in there {
            try target.execute(SQL(made: "DELETE FROM \(table.name)"))
            tell(table.name, try copy(table, from: source, to: target))
            guard table.countsSerials else { continue }
            let last = try source.value("SELECT seq FROM sqlite_sequence WHERE name = \(table.name)", as: Int64.self) ?? 0
            if last > 0 {
                _ = try target.value("SELECT setval(pg_get_serial_sequence(\(table.name), 'serial'), \(last))", as: Int64.self)
            }
        }
        for reference in references { try target.execute(SQL(made: "ALTER TABLE \(reference.table) ADD CONSTRAINT \(reference.name) \(reference.definition)")) }
    }

    private static func copy(_ table: StoreTable, from source: Transaction, to target: Transaction) throws -> Int {
        let part = max(1, min(500, boundValues / max(1, table.columns.count)))
        var (rows, count): ([[SQLValue]], Int) = ([], 0)
        try table.forEachRow(in: source) { row in
            rows.append(row)
            count += 1
            guard rows.count == part else { return }
            try insert(rows, into: table, target)
            rows.removeAll(keepingCapacity: true)
        }
        if !rows.isEmpty { try insert(rows, into: table, target) }
        return count
    }

    private static func insert(_ rows: [[SQLValue]], into table: StoreTable, _ target: Transaction) throws {
        let row = "(" + repeatElement("?", count: table.columns.count).joined(separator: ", ") + ")"
        let places = repeatElement(row, count: rows.count).joined(separator: ", ")
        try target.execute(SQL(
            made: "INSERT INTO \(table.name) (\(table.columns.joined(separator: ", "))) VALUES \(places)", rows.flatMap(\.self)))
    }

    private static func takeReferences(in target: Transaction) throws -> [(table: String, name: String, definition: String)] {
        let found = try target.all(
            """
            SELECT CAST(t.relname AS TEXT), CAST(k.conname AS TEXT), pg_get_constraintdef(k.oid)
            FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace s ON s.oid = t.relnamespace
            WHERE k.contype = 'f' AND s.nspname = current_schema() ORDER BY t.relname, k.conname
            """
        ) { (table: try $0.next(String.self), name: try $0.next(String.self), definition: try $0.next(String.self)) }
        for reference in found { try target.execute(SQL(made: "ALTER TABLE \(reference.table) DROP CONSTRAINT \(reference.name)")) }
        return found
    }
}
