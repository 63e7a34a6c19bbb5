import Spreadsheets
import Storage

/// What a plain load of the same rows needs: a table with a key and two indexes.
enum PlainTable {
    static func define(in transaction: Transaction) throws {
        let columns: SQL = """
            code TEXT PRIMARY KEY, c0 TEXT, c2 TEXT, c3 TEXT, c4 TEXT, c5 TEXT, c6 TEXT, c7 TEXT, c8 TEXT, c9 TEXT, c10 TEXT,
            c11 TEXT, c12 TEXT, c13 TEXT, c14 TEXT, c15 TEXT, c16 TEXT, c17 TEXT, c18 TEXT, c19 TEXT
            """
        try transaction.execute("CREATE TABLE plain_load (\(columns))")
        try transaction.execute("CREATE INDEX plain_load_name ON plain_load (c0)")
        try transaction.execute("CREATE INDEX plain_load_risk ON plain_load (c17)")
    }

    static func load(_ records: [SheetStream.Record], in transaction: Transaction) throws {
        let columns = ["c0", "code"] + (2..<20).map { "c\($0)" }
        try transaction.add(records.map { $0.cells.map(\.sqlValue) }, to: "plain_load", columns: columns)
    }

    static func drop(in transaction: Transaction) throws { try transaction.execute("DROP TABLE plain_load") }
}
