import Storage

extension Schema {
    mutating func readSQLite(_ transaction: Transaction) throws {
        let tables = try transaction.all(
            """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            """
        ) { try $0.next(String.self) }
        for table in tables {
            try transaction.forEach("SELECT name, type, \"notnull\", pk FROM pragma_table_info(\(table))") { row in
                let (name, type): (String, String) = (try row.next(), try row.next())
                let (required, key): (Bool, Int) = (try row.next(), try row.next())
                columns.insert(Column(table: table, name: name, kind: type, isRequired: required || key > 0))
            }
            let found = try transaction.all("SELECT name, origin FROM pragma_index_list(\(table))") {
                (try $0.next(String.self), try $0.next(String.self))
            }
            for (index, origin) in found {
                let parts = try transaction.all("SELECT name FROM pragma_index_info(\(index)) ORDER BY seqno") {
                    try $0.next(String?.self) ?? "expression"
                }
                indexes.insert(Key(table: table, columns: parts))
                if origin == "c" { indexNames.insert(index) }
            }
            var keys: [Int: [String]] = [:]
            try transaction.forEach("SELECT id, \"from\" FROM pragma_foreign_key_list(\(table)) ORDER BY id, seq") { row in
                let id: Int = try row.next()
                keys[id, default: []].append(try row.next())
            }
            for parts in keys.values { foreignKeys.insert(Key(table: table, columns: parts)) }
        }
    }

    mutating func readPostgreSQL(_ transaction: Transaction) throws {
        try transaction.forEach(
            """
            SELECT c.table_name::text, c.column_name::text, c.data_type::text, (c.is_nullable = 'NO')::int
            FROM information_schema.columns c WHERE c.table_schema = current_schema()
            """
        ) { row in
            let (table, name, type): (String, String, String) = (try row.next(), try row.next(), try row.next())
            let required: Bool = try row.next()
            columns.insert(Column(table: table, name: name, kind: Self.words[type] ?? type, isRequired: required))
        }
        try transaction.forEach(
            """
            SELECT t.relname::text, i.relname::text, (k.contype IS NOT NULL)::int,
                (SELECT string_agg(a.attname, ',' ORDER BY n) FROM unnest(x.indkey::int[]) WITH ORDINALITY u(number, n)
                    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = u.number)
            FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
                JOIN pg_namespace s ON s.oid = t.relnamespace LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.contype IN ('p', 'u')
            WHERE s.nspname = current_schema()
            """
        ) { row in
            let (table, name): (String, String) = (try row.next(), try row.next())
            let isConstraint: Bool = try row.next()
            let parts = try row.next(String?.self) ?? "expression"
            indexes.insert(Key(table: table, columns: parts.split(separator: ",").map(String.init)))
            if !isConstraint { indexNames.insert(name) }
        }
        try transaction.forEach(
            """
            SELECT t.relname::text, (SELECT string_agg(a.attname, ',' ORDER BY n)
                FROM unnest(k.conkey::int[]) WITH ORDINALITY u(number, n)
                JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = u.number)
            FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace s ON s.oid = t.relnamespace
            WHERE k.contype = 'f' AND s.nspname = current_schema()
            """
        ) { row in
            let table: String = try row.next()
            let parts: String = try row.next()
            foreignKeys.insert(Key(table: table, columns: parts.split(separator: ",").map(String.init)))
        }
    }

    /// What our words of table definitions become on PostgreSQL, and what on SQLite.
    private static let words = ["uuid": "BLOB", "bytea": "BLOB", "bigint": "INTEGER", "text": "TEXT"]
}
