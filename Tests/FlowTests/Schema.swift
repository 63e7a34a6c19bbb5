import Storage

/// Tables, columns, indexes and foreign keys of a store, in words that mean the same on both engines. What the
/// full-text search adds differs by design and is left out.
struct Schema: Sendable {
    struct Column: Hashable, Sendable, CustomStringConvertible {
        let table: String
        let name: String
        let kind: String
        let isRequired: Bool
        var description: String { "\(table).\(name) \(kind)\(isRequired ? " NOT NULL" : "")" }
    }

    struct Key: Hashable, Sendable, CustomStringConvertible {
        let table: String
        let columns: [String]
        var description: String { table + "(" + columns.joined(separator: ", ") + ")" }
    }

    var columns: Set<Column> = []
    /// Of every index, primary and unique ones too, in order.
    var indexes: Set<Key> = []
    /// Of the indexes that were given a name.
    var indexNames: Set<String> = []
    var foreignKeys: Set<Key> = []

    init(of transaction: Transaction) throws {
        switch transaction.engine {
        case .sqlite: try readSQLite(transaction)
        case .postgresql: try readPostgreSQL(transaction)
        }
    }

    /// Deleting or changing the row that is referred to would read the whole table.
    var keysWithoutIndex: [String] {
        foreignKeys.filter { key in
            !indexes.contains { $0.table == key.table && Set($0.columns.prefix(key.columns.count)) == Set(key.columns) }
        }.map(\.description).sorted()
    }
}
