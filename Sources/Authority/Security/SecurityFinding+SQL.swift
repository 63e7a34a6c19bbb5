import Storage
import Timekeeping

extension SecurityFinding {
    private static let columns: SQL = "t.id, t.version, t.title, t.severity, t.noted_at, t.noted_by_name, t.remedy, t.closed_at"

    package static func list(scope: Scope, page: ListPage, in transaction: Transaction) throws -> Listed<SecurityFinding> {
        var query = ListQuery("security_finding", columns: columns)
        query.filter(scope.condition("t.organization_id"))
        return try query.load(page, in: transaction) { try SecurityFinding(&$0) }
    }

    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> SecurityFinding {
        let found = try transaction.first(
            "SELECT \(columns) FROM security_finding t WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))"
        ) { try SecurityFinding(&$0) }
        guard let found else { throw NotFound() }
        return found
    }

    private init(_ row: inout Row) throws {
        try self.init(
            id: row.next(), version: row.next(), title: row.next(), severity: row.next(), notedAt: row.next(),
            notedBy: row.next(), remedy: row.next(), closedAt: row.next())
    }
}

extension FindingNote {
    func insert(_ id: SecurityFinding.ID, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO security_finding (id, version, organization_id, title, severity, noted_at, noted_by, noted_by_name)
            VALUES (\(id), 1, \(actor.organization), \(title), \(severity), \(now), \(actor.account), \(actor.name))
            """)
    }
}

extension FindingClosing {
    func update(at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE security_finding SET remedy = \(remedy), closed_at = \(now), version = version + 1
            WHERE id = \(finding) AND version = \(version)
            """)
    }
}
