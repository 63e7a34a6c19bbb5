/// A column that holds sealed values (SEC-06), with what each value was sealed for. By these a change of the sealing key
/// finds every value; a column whose name ends in `_sealed` and that is none of them stops it.
package struct SealedColumn: Sendable {
    package let table: String
    package let column: String
    /// The column with the id of the record that a value belongs to.
    let key: String
    package let field: StaticString

    package init(_ table: StaticString, _ column: StaticString, of field: StaticString, key: StaticString = "id") {
        (self.table, self.column, self.key, self.field) = (table.description, column.description, key.description, field)
    }

    private init(former column: SealedColumn) {
        (table, self.column, key, field) = (column.table + "_former", column.column, column.key, column.field)
    }

    package var name: String { table + "." + column }

    /// The column alone, as statements name it: it was written by us, as everything that can be made into one of these.
    package var nameInStatements: SQL { SQL(made: column) }

    /// These, and the same columns of former states (ELEM-06) where those are kept.
    package static func present(_ columns: [SealedColumn], in transaction: Transaction) throws -> [SealedColumn] {
        let there = Set(try StoreTable.all(in: transaction).flatMap { table in table.columns.map { table.name + "." + $0 } })
        let all = (columns + columns.map(SealedColumn.init(former:))).filter { there.contains($0.name) }
        let unknown = there.filter { $0.hasSuffix("_sealed") }.subtracting(all.map(\.name))
        guard unknown.isEmpty else {
            throw StorageError.broken("不知道这些密文列属于什么：\(unknown.sorted().joined(separator: "、"))")
        }
        return all.sorted { $0.name < $1.name }
    }

    /// What a column is called says nothing for sure; what lies in it does.
    /// - Throws: with the names of the columns that hold sealed values and are none of these.
    package static func requireAll(_ columns: [SealedColumn], sealedBy protection: any FieldResealing, in transaction: Transaction) throws {
        try transaction.liftTimeLimit()
        let known = Set(try present(columns, in: transaction).map(\.name))
        let strangers = try StoreTable.all(in: transaction).flatMap { table in
            try table.columns.filter { column in
                guard !known.contains(table.name + "." + column) else { return false }
                let some = try transaction.all(SQL(made: "SELECT \(column) FROM \(table.name) WHERE \(column) IS NOT NULL LIMIT 20")) { row in
                    if case .bytes(let value) = try row.nextValue() { value } else { [UInt8]() }
                }.filter { !$0.isEmpty }
                return !some.isEmpty && some.allSatisfy { protection.isSealed($0) }
            }.map { table.name + "." + $0 }
        }
        guard strangers.isEmpty else {
            throw StorageError.broken("这些列中有密文，却没有登记，更换密钥会漏掉它们：\(strangers.joined(separator: "、"))")
        }
    }

    /// Seals anew what the next records hold, as far as it was not sealed with the key of today.
    /// - Parameter id: the last record of the time before; empty at the beginning.
    /// - Returns: the last record, nil behind the end, and how many values were sealed.
    package func reseal(
        after id: [UInt8], most: Int, with protection: any FieldResealing, in transaction: Transaction
    ) throws -> (last: [UInt8]?, count: Int) {
        let from = id.isEmpty ? [UInt8](repeating: 0, count: 16) : id
        var values = try read("> ?", from, most, in: transaction)
        guard let last = values.last?.record else { return (nil, 0) }
        // further rows of the last record may lie behind the end of this part
        if values.count == most { values += try read("= ?", last, Int.max, in: transaction) }
        var count = 0
        // nothing at all is kept where there is nothing to seal
        for (record, sealed) in values where !sealed.isEmpty && !protection.isCurrent(sealed) {
            let fresh = try protection.seal(try protection.open(sealed, field: field, record: record), field: field, record: record)
            count += try transaction.execute(SQL(
                made: "UPDATE \(table) SET \(column) = ? WHERE \(key) = ? AND \(column) = ?",
                [.bytes(fresh), .bytes(record), .bytes(sealed)]))
        }
        return (last, count)
    }

    private func read(
        _ condition: String, _ record: [UInt8], _ most: Int, in transaction: Transaction
    ) throws -> [(record: [UInt8], sealed: [UInt8])] {
        try transaction.all(SQL(
            made: "SELECT \(key), \(column) FROM \(table) WHERE \(key) \(condition) AND \(column) IS NOT NULL ORDER BY \(key) LIMIT ?",
            [.bytes(record), .integer(Int64(most))])
        ) { (record: try $0.next(), sealed: try $0.next()) }
    }
}

/// What can tell an old seal from one of today.
package protocol FieldResealing: FieldProtection {
    func isCurrent(_ sealed: [UInt8]) -> Bool
    /// Whether a value looks like one of its seals, with whichever of its keys.
    func isSealed(_ value: [UInt8]) -> Bool
}
