import Storage
import Timekeeping

extension Department {
    private static let source: SQL = "SELECT t.id, t.organization_id, \(DepartmentRecord.columns), t.version FROM department t"

    static func load(_ id: ID, in transaction: Transaction) throws -> Department? {
        try transaction.locked("\(source) WHERE t.id = \(id)") { try Department(&$0) }
    }

    /// One of an organisation in scope, for its page.
    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> Department {
        let found = try transaction.first("\(source) WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))") { try Department(&$0) }
        guard let found else { throw NotFound() }
        return found
    }

    /// Those in use whose name holds what was typed, with the names of their organisations.
    package static func options(
        _ typed: String, scope: Scope, in transaction: Transaction
    ) throws -> [(department: Department, organization: String)] {
        try transaction.all(
            """
            SELECT t.id, t.organization_id, \(DepartmentRecord.columns), t.version, o.name FROM department t
            JOIN organization o ON o.id = t.organization_id
            WHERE \(scope.condition("t.organization_id")) AND t.status = \(Organization.Status.enabled)
                AND \(.contains("t.name", typed)) ORDER BY t.serial LIMIT 20
            """) { (try Department(&$0), try $0.next()) }
    }

    /// The departments of an organisation, for its page and for choosing.
    package static func all(
        of organization: Organization.ID, enabledOnly: Bool = false, in transaction: Transaction
    ) throws -> [Department] {
        var sql: SQL = "\(source) WHERE t.organization_id = \(organization)"
        if enabledOnly { sql += "AND t.status = \(Organization.Status.enabled)" }
        return try transaction.all(sql + "ORDER BY t.serial") { try Department(&$0) }
    }

    package static func name(of id: ID, in transaction: Transaction) throws -> String? {
        try transaction.value("SELECT name FROM department WHERE id = \(id)")
    }

    static func isUsable(_ id: ID, in organization: Organization.ID, _ transaction: Transaction) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM department
            WHERE id = \(id) AND organization_id = \(organization) AND status = \(Organization.Status.enabled)
            """, as: Int.self) != nil
    }

    private init(_ row: inout Row) throws {
        id = try row.next()
        organization = try row.next()
        record = try DepartmentRecord(row: &row)
        version = try row.next()
    }
}

extension Department {
    private static let table = KeptTable("department", isStamped: false)

    package func insert(in act: ActContext) throws { try Self.table.insert(id, record, ["organization_id": "\(organization)"], in: act) }
    package func update(expecting version: Int, in act: ActContext) throws { try Self.table.update(id, record, expecting: version, in: act) }
}
