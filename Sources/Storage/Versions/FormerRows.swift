/// Former states of the rows of a table (历史版本, ELEM-06). The table `…_former` has the columns of its table and the period
/// in which a row was so. A trigger fills it in the transaction of the change, whoever makes it: no act can forget it, and
/// creating a row costs nothing. The table must have `serial`, `id`, `version`, `created_at` and `updated_at`.
struct FormerRows {
    let table: String
    let transaction: Transaction

    private static let period = [(name: "since", type: "BIGINT"), (name: "until", type: "BIGINT")]

    /// Makes the table and its trigger, or brings them up to the columns that the table has by now.
    func define() throws {
        let columns = try columns(of: table)
        let known = Set(try self.columns(of: table + "_former").map(\.name))
        if known.isEmpty {
            try create(columns)
        } else {
            for column in columns where !known.contains(column.name) {
                try transaction.execute(SQL(made: "ALTER TABLE \(table)_former ADD COLUMN \(column.name) \(column.type)"))
            }
        }
        try watch(columns.map(\.name))
    }

    private func create(_ columns: [(name: String, type: String)]) throws {
        let lines = columns.map { column in
            column.name == "serial" ? "serial \(column.type) NOT NULL" : "\(column.name) \(column.type)"
        }
        let period = transaction.engine == .sqlite
            ? ["since INTEGER NOT NULL", "until INTEGER NOT NULL"] : ["since BIGINT NOT NULL", "until BIGINT NOT NULL"]
        let ending = transaction.engine == .sqlite ? " STRICT" : ""
        for text in [
            "CREATE TABLE \(table)_former (\((lines + period).joined(separator: ", ")), PRIMARY KEY (id, version))\(ending)",
            // a list of a past day walks along the key, or finds what was replaced since
            "CREATE INDEX \(table)_former_serial ON \(table)_former (serial, until)",
            "CREATE INDEX \(table)_former_until ON \(table)_former (until, since)",
            "CREATE INDEX \(table)_updated ON \(table) (updated_at)",
        ] { try transaction.execute(SQL(made: text)) }
    }

    /// A state that did not last a millisecond was nobody's.
    private func watch(_ columns: [String]) throws {
        let names = columns.joined(separator: ", ")
        let insertion = """
            INSERT INTO \(table)_former (\(names), since, until)
            VALUES (\(columns.map { "OLD." + $0 }.joined(separator: ", ")), OLD.updated_at, NEW.updated_at)
            """
        let condition = "NEW.version <> OLD.version AND NEW.updated_at <> OLD.updated_at"
        switch transaction.engine {
        case .sqlite:
            try transaction.execute(SQL(made: "DROP TRIGGER IF EXISTS \(table)_keep"))
            try transaction.execute(SQL(made: """
                CREATE TRIGGER \(table)_keep AFTER UPDATE ON \(table) WHEN \(condition) BEGIN \(insertion); END
                """))
        case .postgresql:
            try transaction.execute(SQL(made: """
                CREATE OR REPLACE FUNCTION \(table)_keep() RETURNS trigger LANGUAGE plpgsql AS
                $keep$ BEGIN \(insertion); RETURN NULL; END $keep$
                """))
            try transaction.execute(SQL(made: "DROP TRIGGER IF EXISTS \(table)_keep ON \(table)"))
            try transaction.execute(SQL(made: """
                CREATE TRIGGER \(table)_keep AFTER UPDATE ON \(table) FOR EACH ROW WHEN (\(condition))
                EXECUTE FUNCTION \(table)_keep()
                """))
        }
    }

    /// In the words of the engine; none where there is no such table.
    private func columns(of table: String) throws -> [(name: String, type: String)] {
        switch transaction.engine {
        case .sqlite:
            try transaction.all("SELECT name, type FROM pragma_table_info(\(table)) ORDER BY cid") {
                (name: try $0.next(String.self), type: try $0.next(String.self))
            }
        case .postgresql:
            try transaction.all(
                """
                SELECT CAST(column_name AS TEXT), CASE WHEN data_type = 'text' THEN 'TEXT COLLATE "C"' ELSE upper(CAST(data_type AS TEXT)) END
                FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name = \(table) ORDER BY ordinal_position
                """
            ) { (name: try $0.next(String.self), type: try $0.next(String.self)) }
        }
    }
}
