import Storage

/// The table of a noun with a declared record: what its statements have in common. Columns that are not declared are named by
/// the noun.
package struct KeptTable: Sendable {
    package let name: StaticString
    let sql: SQL
    /// Whether its rows say when they were last changed.
    private let isStamped: Bool

    package init(_ name: StaticString, isStamped: Bool = true) {
        (self.name, self.isStamped) = (name, isStamped)
        sql = SQL(stringLiteral: name)
    }

    package func insert<Noun>(
        _ id: Identifier<Noun>, _ record: some DeclaredRecord, _ others: KeyValuePairs<SQL, SQL>, in act: ActContext
    ) throws {
        let (names, values) = try Self.row(record, act.seal(of: id), others)
        let stamps: (names: SQL, values: SQL) =
            isStamped ? ("created_at, updated_at", "\(act.now), \(act.now)") : ("created_at", "\(act.now)")
        try act.transaction.execute(
            "INSERT INTO \(sql) (id, version, \(names), \(stamps.names)) VALUES (\(id), 1, \(values), \(stamps.values))")
    }

    /// Under the version that the person saw.
    package func update<Noun>(
        _ id: Identifier<Noun>, _ record: some DeclaredRecord, _ others: KeyValuePairs<SQL, SQL> = [:], expecting version: Int,
        in act: ActContext
    ) throws {
        let stamp: [SQL] = isStamped ? ["updated_at = \(act.now)"] : []
        let assignments = [try record.assignments(act.seal(of: id))] + others.map { "\($0.key) = \($0.value)" } + stamp
        try act.transaction.executeVersioned(
            "UPDATE \(sql) SET \(assignments.joinedByComma()), version = version + 1 WHERE id = \(id) AND version = \(version)")
    }

    package func delete<Noun>(_ id: Identifier<Noun>, expecting version: Int, in act: ActContext) throws {
        try act.transaction.executeVersioned("DELETE FROM \(sql) WHERE id = \(id) AND version = \(version)")
    }

    /// What the row is found by in lists.
    package func index<Noun>(_ id: Identifier<Noun>, _ text: String, in act: ActContext) throws {
        guard let serial: Int64 = try act.transaction.value("SELECT serial FROM \(sql) WHERE id = \(id)") else { return }
        try act.transaction.index(name, serial: serial, text: text)
    }

    private static func row<Record: DeclaredRecord>(
        _ record: Record, _ seal: RecordSeal?, _ others: KeyValuePairs<SQL, SQL>
    ) throws -> (names: SQL, values: SQL) {
        ((others.map(\.key) + [Record.columnNames]).joinedByComma(), (others.map(\.value) + [try record.values(seal)]).joinedByComma())
    }
}

extension ActContext {
    fileprivate func seal<Noun>(of id: Identifier<Noun>) -> RecordSeal? { protection.map { RecordSeal($0, of: id) } }
}
