import Spreadsheets
import Storage

/// What a plain load of the same rows needs: a table with a key and two indexes.
enum PlainTable {
    private static let columns = EnterpriseRows.layout.columns.indices.map { "c\($0)" }

    static func define(in transaction: Transaction) throws {
        // in the order of the template: the second is the credit code, the first the name, c19 the risk level
        let columns: SQL = """
            c0 TEXT, c1 TEXT PRIMARY KEY, c2 TEXT, c3 TEXT, c4 TEXT, c5 TEXT, c6 TEXT, c7 TEXT, c8 TEXT, c9 TEXT, c10 TEXT, c11 TEXT,
            c12 TEXT, c13 TEXT, c14 TEXT, c15 TEXT, c16 TEXT, c17 TEXT, c18 TEXT, c19 TEXT, c20 TEXT, c21 TEXT
            """
        try transaction.execute("CREATE TABLE plain_load (\(columns))")
        try transaction.execute("CREATE INDEX plain_load_name ON plain_load (c0)")
        try transaction.execute("CREATE INDEX plain_load_risk ON plain_load (c19)")
    }

    static func load(_ records: [SheetStream.Record], in transaction: Transaction) throws {
        var rows = BulkRows(columns: columns)
        for record in records {
            rows.beginRow()
            for place in columns.indices { rows.append(record.cells[place]) }
        }
        try transaction.add(rows, to: "plain_load")
    }

    static func drop(in transaction: Transaction) throws { try transaction.execute("DROP TABLE plain_load") }
}
