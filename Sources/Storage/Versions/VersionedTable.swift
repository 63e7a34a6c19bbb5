/// A record that people change: whoever changes it names the version that was seen (OPS-04).
package protocol Versioned {
    static var versions: VersionedTable { get }
}

/// Where the versions of one kind of record stand.
package struct VersionedTable: Sendable {
    let table: SQL
    let key: SQL

    package init(_ table: SQL, key: SQL = "id") { (self.table, self.key) = (table, key) }

    /// The version that stands now; it stays until the transaction ends. Nil where there is no such record.
    package func lock<Record>(_ id: Identifier<Record>, in transaction: Transaction) throws -> Int? {
        try transaction.locked("SELECT version FROM \(table) WHERE \(key) = \(id)") { try $0.next() }
    }
}
