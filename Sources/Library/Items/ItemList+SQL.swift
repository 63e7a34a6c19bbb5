import Authority
import Importing
import Storage
import Timekeeping

/// A line of the item directory and of every choice of an item.
package struct ItemLine: Sendable, Equatable {
    package let id: Item.ID
    package let version: Int
    package let kind: ItemKind
    package let itemCode: String
    package let name: String
    package let domain: EnforcementDomain
    package let level: AgencyLevel
    package let status: ItemStatus
    package let isClaimed: Bool
    /// Whether an enabled form serves it (ITEM-04).
    package let hasForm: Bool
    package let organization: Organization.ID
    package let organizationName: String
}

/// The directory as a list (ITEM-07).
package struct ItemList: Sendable {
    package struct Filter: Sendable, Codable {
        package var kind: ItemKind?
        /// Any part of the name.
        package var name: String?
        /// The beginning of the code.
        package var code: String?
        package var domain: EnforcementDomain?
        package var isClaimed: Bool?
        package var status: ItemStatus?
        /// As it was at the end of that day (ELEM-06).
        package var asOf: CalendarDate?
        package init(kind: ItemKind? = nil) { self.kind = kind }
    }

    /// - Parameter scope: decides what is seen; “claimed” is meant of its agency.
    package static func load(
        _ filter: Filter, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<ItemLine> {
        try query(filter, scope: scope).load(page, in: transaction) { try ItemLine(&$0) }
    }

    package static func query(_ filter: Filter, scope: Scope) -> ListQuery {
        let agency = scope.organization
        var query = ListQuery(
            "item", columns: ItemLine.columns(agency), lookups: "JOIN organization o ON o.id = t.organization_id")
        query.filter(Item.visible(to: scope))
        query.search(filter.name)
        if let kind = filter.kind { query.filter("t.kind = \(kind)") }
        if let code = filter.code { query.filter("t.item_code >= \(code) AND t.item_code < \(code + "~")") }
        if let domain = filter.domain { query.filter("t.domain = \(domain)") }
        if let status = filter.status { query.filter("t.status = \(status)") }
        switch filter.isClaimed {
        case true?: query.filter(ItemClaim.exists(of: agency))
        case false?: query.filter("NOT \(ItemClaim.exists(of: agency))")
        case nil: break
        }
        if let day = filter.asOf { query.show(asOf: day, words: "t.name") }
        return query
    }
}

/// What plans and tasks ask of the directory.
package enum ItemQueries {
    /// The enabled items that the agency has claimed: all that it may put into plans and tasks (ITEM-05, ITEM-06).
    package static func claimed(
        by agency: Organization.ID, kind: ItemKind, named: String? = nil, page: ListPage = ListPage(size: 100),
        in transaction: Transaction
    ) throws -> Listed<ItemLine> {
        var query = ListQuery(
            "item", columns: ItemLine.columns(agency), lookups: "JOIN organization o ON o.id = t.organization_id")
        query.search(named)
        query.filter("t.kind = \(kind)")
        query.filter("t.status = \(ItemStatus.enabled)")
        query.filter(ItemClaim.exists(of: agency))
        return try query.load(page, in: transaction) { try ItemLine(&$0) }
    }

    /// These items as `agency` sees them, in the order of their codes; also disabled ones, which old plans keep.
    package static func lines(
        _ ids: some Collection<Item.ID>, for agency: Organization.ID, in transaction: Transaction
    ) throws -> [ItemLine] {
        guard !ids.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT \(ItemLine.columns(agency)) FROM item t JOIN organization o ON o.id = t.organization_id
            WHERE t.id IN \(list: Array(ids)) ORDER BY t.item_code
            """
        ) { try ItemLine(&$0) }
    }
}

extension ItemLine {
    package static func columns(_ agency: Organization.ID) -> SQL {
        """
        t.id, t.version, t.kind, t.item_code, t.name, t.domain, t.level, t.status,
        CASE WHEN \(ItemClaim.exists(of: agency)) THEN 1 ELSE 0 END,
        CASE WHEN \(CheckForm.serves("t.id", agency)) THEN 1 ELSE 0 END, t.organization_id, o.name
        """
    }

    package init(_ row: inout Row) throws {
        id = try row.next()
        version = try row.next()
        kind = try row.next()
        itemCode = try row.next()
        name = try row.next()
        domain = try row.next()
        level = try row.next()
        status = try row.next()
        isClaimed = try row.next()
        hasForm = try row.next()
        organization = try row.next()
        organizationName = try row.next()
    }
}

extension ItemClaim {
    /// The condition that `agency` has claimed the item of alias `t`.
    package static func exists(of agency: Organization.ID) -> SQL {
        "EXISTS (SELECT 1 FROM item_claim c WHERE c.item_id = t.id AND c.organization_id = \(agency))"
    }
}

extension Item {
    /// The items that hold these codes, as far as they exist for the caller.
    package static func ids(ofCodes codes: [String], scope: Scope, in transaction: Transaction) throws -> [String: ID] {
        let found = try transaction.all(
            "SELECT t.item_code, t.id FROM item t WHERE t.item_code IN \(list: codes) AND \(visible(to: scope))"
        ) { row in (try row.next(String.self), try row.next(ID.self)) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}
