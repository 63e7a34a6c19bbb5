import Authority
import Importing
import Library
import Storage
import Timekeeping

extension TestingBody {
    private static let columns: SQL = "t.id, t.version, t.organization_id, o.name, t.status, \(TestingBodyRecord.columns)"
    private static let joins: SQL = "JOIN organization o ON o.id = t.organization_id"

    package struct Filter: Codable, Sendable {
        package var words: String?
        package var status: Organization.Status?
        package init() {}
    }

    package static func list(
        _ filter: Filter, scope: Scope, page: ListPage, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Listed<TestingBody> {
        var query = ListQuery("testing_body", columns: columns, lookups: joins)
        query.filter(scope.condition("t.organization_id"))
        query.search(filter.words)
        if let status = filter.status { query.filter("t.status = \(status)") }
        return try query.load(page, in: transaction) { try TestingBody(&$0, protection) }
    }

    package static func load(
        _ id: ID, scope: Scope, protection: any FieldProtection, in transaction: Transaction
    ) throws -> TestingBody {
        let found = try transaction.first(
            "SELECT \(columns) FROM testing_body t \(joins) WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))"
        ) { try TestingBody(&$0, protection) }
        guard let found else { throw NotFound() }
        return found
    }

    static func named(
        _ name: String, of agency: Organization.ID, protection: any FieldProtection, in transaction: Transaction
    ) throws -> TestingBody? {
        try transaction.first(
            "SELECT \(columns) FROM testing_body t \(joins) WHERE t.organization_id = \(agency) AND t.name = \(name)"
        ) { try TestingBody(&$0, protection) }
    }

    package func set(_ status: Organization.Status, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            "UPDATE testing_body SET status = \(status), updated_at = \(now), version = version + 1 WHERE id = \(id) AND version = \(version)")
    }

    private init(_ row: inout Row, _ protection: any FieldProtection) throws {
        (id, version, organization) = (try row.next(), try row.next(), try row.next())
        (organizationName, status) = (try row.next(), try row.next())
        record = try TestingBodyRecord(row: &row, RecordSeal(protection, of: id))
    }
}

extension TestingBodyRecord {
    func insert(
        _ id: TestingBody.ID, of agency: Organization.ID, at now: Instant, _ protection: any FieldProtection,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO testing_body (id, version, organization_id, status, \(Self.columnNames), created_at, updated_at)
            VALUES (\(id), 1, \(agency), \(Organization.Status.enabled), \(values(RecordSeal(protection, of: id))), \(now), \(now))
            """)
        try index(id, in: transaction)
    }

    func update(
        _ id: TestingBody.ID, expecting version: Int, at now: Instant, _ protection: any FieldProtection, in transaction: Transaction
    ) throws {
        try transaction.executeVersioned(
            """
            UPDATE testing_body SET \(assignments(RecordSeal(protection, of: id))), updated_at = \(now), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
        try index(id, in: transaction)
    }

    private func index(_ id: TestingBody.ID, in transaction: Transaction) throws {
        guard let serial: Int64 = try transaction.value("SELECT serial FROM testing_body WHERE id = \(id)") else { return }
        try transaction.index("testing_body", serial: serial, text: name)
    }
}
