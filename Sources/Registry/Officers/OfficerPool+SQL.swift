import Authority
import Importing
import Library
import Storage
import Timekeeping

extension OfficerPool {
    private static let columns: SQL = "t.id, t.version, t.organization_id, o.name, t.name, t.status"

    /// One whose agency is in scope.
    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> OfficerPool {
        let found = try transaction.first(
            """
            SELECT \(columns) FROM officer_pool t JOIN organization o ON o.id = t.organization_id
            WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))
            """) { try OfficerPool(&$0) }
        guard let found else { throw NotFound() }
        return found
    }

    package static func list(
        named: String?, status: Organization.Status?, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<(pool: OfficerPool, members: Int, leaders: Int)> {
        var query = ListQuery(
            "officer_pool",
            columns: """
                \(columns), (SELECT count(*) FROM officer_pool_member m WHERE m.pool_id = t.id),
                (SELECT count(*) FROM officer_pool_member m WHERE m.pool_id = t.id AND m.is_leader = 1)
                """,
            lookups: "JOIN organization o ON o.id = t.organization_id")
        query.filter(scope.condition("t.organization_id"))
        query.search(named)
        if let status { query.filter("t.status = \(status)") }
        return try query.load(page, in: transaction) { (try OfficerPool(&$0), try $0.next(), try $0.next()) }
    }

    /// The pools of an agency that a draw can take its candidates from.
    package static func usable(by agency: Organization.ID, in transaction: Transaction) throws -> [OfficerPool] {
        try transaction.all(
            """
            SELECT \(columns) FROM officer_pool t JOIN organization o ON o.id = t.organization_id
            WHERE t.organization_id = \(agency) AND t.status = \(Organization.Status.enabled) ORDER BY t.name
            """) { try OfficerPool(&$0) }
    }

    package static func members(of id: ID, in transaction: Transaction) throws -> [Member] {
        try transaction.all("SELECT officer_id, is_leader FROM officer_pool_member WHERE pool_id = \(id) ORDER BY officer_id") {
            Member(try $0.next(), isLeader: try $0.next())
        }
    }

    private init(_ row: inout Row) throws {
        try self.init(
            id: row.next(), version: row.next(), organization: row.next(), organizationName: row.next(), name: row.next(),
            status: row.next())
    }
}

extension OfficerPoolFounding {
    func insert(_ id: OfficerPool.ID, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let serial: Int64? = try transaction.value(
            """
            INSERT INTO officer_pool (id, version, organization_id, name, status, created_at, created_by, updated_at)
            VALUES (\(id), 1, \(actor.organization), \(name), \(Organization.Status.enabled), \(now), \(actor.account), \(now))
            RETURNING serial
            """)
        if let serial { try transaction.index("officer_pool", serial: serial, text: name) }
    }
}

extension OfficerPoolChange {
    func update(at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE officer_pool SET name = \(name), status = \(status), updated_at = \(now), version = version + 1
            WHERE id = \(pool) AND version = \(version)
            """)
        guard let serial: Int64 = try transaction.value("SELECT serial FROM officer_pool WHERE id = \(pool)") else { return }
        try transaction.index("officer_pool", serial: serial, text: name)
    }

    /// The members that differ from the former ones.
    func replace(_ former: [OfficerPool.Member], in transaction: Transaction) throws {
        let gone = former.filter { members[$0.officer] != $0 }.map(\.officer)
        if !gone.isEmpty {
            try transaction.execute(
                "DELETE FROM officer_pool_member WHERE pool_id = \(pool) AND officer_id IN \(list: gone)")
        }
        for member in members.values.sorted(by: { $0.officer < $1.officer }) where !former.contains(member) {
            try transaction.execute(
                """
                INSERT INTO officer_pool_member (pool_id, officer_id, is_leader)
                VALUES (\(pool), \(member.officer), \(member.isLeader))
                """)
        }
    }
}
