import Storage
import Timekeeping

extension AgencyEntry {
    private static var table: KeptTable { Record.library.table }
    private static var columns: SQL { "t.id, t.version, t.organization_id, o.name, t.status, \(Record.columns)" }
    private static var joins: SQL { "JOIN organization o ON o.id = t.organization_id" }
    private static var source: SQL { "SELECT \(columns) FROM \(table.sql) t \(joins)" }

    package static func list(
        _ filter: Record.Filter, scope: Scope, page: ListPage, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Listed<AgencyEntry> {
        var query = ListQuery(table.name, columns: columns, lookups: joins)
        query.filter(scope.condition("t.organization_id"))
        Record.narrow(&query, by: filter)
        return try query.load(page, in: transaction) { try AgencyEntry(&$0, protection) }
    }

    package static func load(
        _ id: ID, scope: Scope, protection: (any FieldProtection)?, in transaction: Transaction
    ) throws -> AgencyEntry {
        let found = try transaction.first("\(source) WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))") {
            try AgencyEntry(&$0, protection)
        }
        guard let found else { throw NotFound() }
        return found
    }

    /// The entry of the actor's agency that is told apart by the same.
    package static func known(as record: Record, in act: ActContext) throws -> AgencyEntry? {
        let key = Record.library.key
        guard let column = Record.attributes[key]?.column?.name else { throw StorageError.broken("the key of a library has no column") }
        return try act.transaction.first(
            "\(source) WHERE t.organization_id = \(act.actor.organization) AND t.\(column) = \(record[keyPath: key])"
        ) { try AgencyEntry(&$0, act.protection) }
    }

    package func insert(in act: ActContext) throws {
        try Self.table.insert(id, record, ["organization_id": "\(organization)", "status": "\(status)"], in: act)
        try Self.table.index(id, searchText, in: act)
    }

    package func update(expecting version: Int, in act: ActContext) throws {
        try Self.table.update(id, record, expecting: version, in: act)
        try Self.table.index(id, searchText, in: act)
    }

    package func set(_ status: Organization.Status, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE \(Self.table.sql) SET status = \(status), updated_at = \(now), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
    }

    private init(_ row: inout Row, _ protection: (any FieldProtection)?) throws {
        let id: ID = try row.next()
        (self.id, version, organization) = (id, try row.next(), try row.next())
        (organizationName, status) = (try row.next(), try row.next())
        record = try Record(row: &row, protection.map { RecordSeal($0, of: id) })
    }
}
