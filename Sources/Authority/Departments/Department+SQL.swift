import Storage
import Timekeeping

extension Department {
    static func load(_ id: ID, in transaction: Transaction) throws -> Department? {
        try transaction.locked(
            "SELECT id, organization_id, name, status, version FROM department WHERE id = \(id)") { try Department(&$0) }
    }

    /// The departments of an organisation, for its page and for choosing.
    package static func all(
        of organization: Organization.ID, enabledOnly: Bool = false, in transaction: Transaction
    ) throws -> [Department] {
        var sql: SQL = "SELECT id, organization_id, name, status, version FROM department WHERE organization_id = \(organization)"
        if enabledOnly { sql += "AND status = \(Organization.Status.enabled)" }
        return try transaction.all(sql + "ORDER BY serial") { try Department(&$0) }
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
        name = try row.next()
        status = try row.next()
        version = try row.next()
    }
}

extension DepartmentFounding {
    func insert(_ id: Department.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO department (id, organization_id, name, status, created_at, version)
            VALUES (\(id), \(organization), \(name), \(Organization.Status.enabled), \(now), 1)
            """)
    }
}

extension DepartmentChange {
    func update(in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE department SET name = \(name), status = \(status), version = version + 1
            WHERE id = \(department) AND version = \(version)
            """)
    }
}
