import Storage
import Timekeeping

/// A line of 机构管理 and of every choice of an organisation.
package struct OrganizationLine: Sendable, Equatable {
    package let id: Organization.ID
    package let parent: Organization.ID?
    package let name: String
    package let shortName: String
    package let level: AgencyLevel
    package let divisionCode: String
    package let isEnforcementBody: Bool
    package let status: Organization.Status
    package let version: Int
}

extension Organization {
    /// The organisations in scope, newest first; `named` finds any part of a name or code.
    /// - Parameter day: as they were at the end of that day (ELEM-06).
    package static func list(
        scope: Scope, named: String? = nil, status: Status? = nil, asOf day: CalendarDate? = nil, page: ListPage = ListPage(),
        in transaction: Transaction
    ) throws -> Listed<OrganizationLine> {
        var query = ListQuery("organization", columns: OrganizationLine.columns)
        query.filter(scope.condition("t.id"))
        query.search(named)
        if let status { query.filter("t.status = \(status)") }
        if let day { query.show(asOf: day, words: "t.name") }
        return try query.load(page, in: transaction) { try OrganizationLine(&$0) }
    }

    /// The whole tree in scope, parents before their children: for pickers, which need it all.
    package static func tree(scope: Scope, in transaction: Transaction) throws -> [OrganizationLine] {
        try transaction.all(
            """
            SELECT \(OrganizationLine.columns) FROM organization t
            JOIN organization_ancestry depth ON depth.organization_id = t.id
                AND depth.ancestor_id = (SELECT id FROM organization WHERE parent_id IS NULL)
            WHERE \(scope.condition("t.id")) ORDER BY depth.depth, t.division_code, t.serial
            """) { try OrganizationLine(&$0) }
    }

    /// All organisations below `id`, itself first: the range of issuing and of supervision.
    package static func descendants(of id: ID, in transaction: Transaction) throws -> [ID] {
        try transaction.all(
            "SELECT organization_id FROM organization_ancestry WHERE ancestor_id = \(id) ORDER BY depth, organization_id"
        ) { try $0.next() }
    }
}

extension OrganizationLine {
    static let columns: SQL = """
        t.id, t.parent_id, t.name, t.short_name, t.level, t.division_code, t.is_enforcement_body, t.status, t.version
        """

    init(_ row: inout Row) throws {
        id = try row.next()
        parent = try row.next()
        name = try row.next()
        shortName = try row.next()
        level = try row.next()
        divisionCode = try row.next()
        isEnforcementBody = try row.next()
        status = try row.next()
        version = try row.next()
    }
}
