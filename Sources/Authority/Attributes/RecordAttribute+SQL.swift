import Storage

/// Where an attribute stands in the row of its record.
struct AttributeColumn<Record: Sendable>: Sendable {
    let name: SQL
    let sealed: SealedColumn?
    let bound: @Sendable (Record, RecordSeal?) throws -> SQL
    let restore: @Sendable (inout Record, inout Row, RecordSeal?) throws -> Void

    init<Value>(_ name: StaticString, _ path: any WritableKeyPath<Record, Value> & Sendable, _ kind: AttributeKind<Value>) {
        self.name = SQL(stringLiteral: name)
        sealed = nil
        bound = { record, _ in kind.bound(record[keyPath: path]) }
        restore = { record, row, _ in record[keyPath: path] = try kind.restored(&row) }
    }

    /// A column that holds nothing where there is nothing, and otherwise what only the key opens.
    init<Value>(_ column: SealedColumn, _ path: any WritableKeyPath<Record, Value> & Sendable, _ kind: AttributeKind<Value>) {
        name = column.nameInStatements
        sealed = column
        bound = { record, seal in "\(try seal.given().close(kind.codes(record[keyPath: path]).first, column))" }
        restore = { record, row, seal in
            record[keyPath: path] = try kind.value(try seal.given().open(try row.next(), column).map { [$0] } ?? [])
        }
    }
}

/// By what the personal fields of one record are sealed and opened.
package struct RecordSeal: Sendable {
    private let protection: any FieldProtection
    private let record: [UInt8]

    package init<Noun>(_ protection: any FieldProtection, of id: Identifier<Noun>) {
        (self.protection, record) = (protection, id.bytes)
    }

    fileprivate func close(_ text: String?, _ column: SealedColumn) throws -> [UInt8]? {
        try text.map { try protection.seal($0, field: column.field, record: record) }
    }

    fileprivate func open(_ sealed: [UInt8]?, _ column: SealedColumn) throws -> String? {
        try sealed.map { try protection.open($0, field: column.field, record: record) }
    }
}

extension RecordSeal? {
    fileprivate func given() throws -> RecordSeal {
        guard let self else { throw StorageError.broken("a record with personal fields was read or written without its seal") }
        return self
    }
}

extension DeclaredRecord {
    /// For `SELECT` out of a table called `t`; `init(row:)` reads them in this order.
    package static var columns: SQL { attributes.columns.map { "t.\($0.name)" }.joinedByComma() }

    /// For `INSERT`, with `values` for the same.
    package static var columnNames: SQL { attributes.columns.map(\.name).joinedByComma() }

    package func values(_ seal: RecordSeal? = nil) throws -> SQL {
        try Self.attributes.columns.map { try $0.bound(self, seal) }.joinedByComma()
    }

    /// For `UPDATE`.
    package func assignments(_ seal: RecordSeal? = nil) throws -> SQL {
        try Self.attributes.columns.map { "\($0.name) = \(try $0.bound(self, seal))" }.joinedByComma()
    }

    package init(row: inout Row, _ seal: RecordSeal? = nil) throws {
        var record = Self.blank
        for column in Self.attributes.columns { try column.restore(&record, &row, seal) }
        self = record
    }
}
