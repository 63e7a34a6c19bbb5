/// A table as it stands in a database, for what treats all tables alike.
package struct StoreTable: Sendable, Equatable {
    package let name: String
    let columns: [String]
    /// The columns of the primary key, in its order: by them the rows of both engines come in the same order.
    let key: [String]
    /// Whether the engine counts `serial` by itself.
    let countsSerials: Bool

    /// Every table of the store but what only says how far the schema is.
    package static func all(in transaction: Transaction) throws -> [StoreTable] {
        let names: [String]
        switch transaction.engine {
        case .sqlite:
            names = try transaction.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name") { try $0.next(String.self) }
                .filter { !$0.hasPrefix("sqlite_") }
        case .postgresql:
            names = try transaction.all(
                """
                SELECT CAST(table_name AS TEXT) COLLATE "C" AS n FROM information_schema.tables
                WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY n
                """) { try $0.next() }
        }
        return try names.filter { !$0.hasPrefix("schema_") }.map { try load($0, in: transaction) }
    }

    private static func load(_ name: String, in transaction: Transaction) throws -> StoreTable {
        switch transaction.engine {
        case .sqlite:
            let columns = try transaction.all("SELECT name, pk FROM pragma_table_info(\(name)) ORDER BY name") {
                (name: try $0.next(String.self), place: try $0.next(Int.self))
            }
            let key = columns.filter { $0.place > 0 }.sorted { $0.place < $1.place }.map(\.name)
            return StoreTable(name: name, columns: columns.map(\.name), key: key, countsSerials: key == ["serial"])
        case .postgresql:
            let columns = try transaction.all(
                """
                SELECT CAST(column_name AS TEXT) COLLATE "C" AS n, CASE WHEN is_identity = 'YES' THEN 1 ELSE 0 END
                FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = \(name) ORDER BY n
                """
            ) { (name: try $0.next(String.self), isIdentity: try $0.next(Bool.self)) }
            let key = try transaction.all(
                """
                SELECT CAST(a.attname AS TEXT) FROM pg_index x
                CROSS JOIN LATERAL unnest(CAST(x.indkey AS INT[])) WITH ORDINALITY u(number, place)
                JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.number
                WHERE x.indrelid = to_regclass(\(name)) AND x.indisprimary ORDER BY u.place
                """) { try $0.next(String.self) }
            return StoreTable(name: name, columns: columns.map(\.name), key: key, countsSerials: columns.contains { $0.isIdentity })
        }
    }

    private var ordered: String { key.isEmpty ? "" : " ORDER BY " + key.joined(separator: ", ") }

    package func count(in transaction: Transaction) throws -> Int {
        try transaction.value(SQL(made: "SELECT count(*) FROM \(name)")) ?? 0
    }

    /// Each row's values, in the order of the key.
    func forEachRow(in transaction: Transaction, _ visit: ([SQLValue]) throws -> Void) throws {
        let width = columns.count
        try transaction.forEach(SQL(made: "SELECT \(columns.joined(separator: ", ")) FROM \(name)\(ordered)")) { row in
            var values: [SQLValue] = []
            values.reserveCapacity(width)
            for _ in 0..<width { values.append(try row.nextValue()) }
            try visit(values)
        }
    }

    /// Feeds the whole content, in a form that is the same on both engines.
    package func digest(in transaction: Transaction, into feed: ([UInt8]) -> Void) throws {
        try forEachRow(in: transaction) { values in
            var bytes: [UInt8] = []
            for value in values {
                switch value {
                case .null: bytes.append(0)
                case .integer(let number):
                    bytes.append(1)
                    withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
                case .text(let text): Self.append(Array(text.utf8), 2, &bytes)
                case .bytes(let data): Self.append(data, 3, &bytes)
                }
            }
            feed(bytes)
        }
    }

    private static func append(_ data: [UInt8], _ kind: UInt8, _ bytes: inout [UInt8]) {
        bytes.append(kind)
        withUnsafeBytes(of: UInt64(data.count).bigEndian) { bytes += $0 }
        bytes += data
    }
}
