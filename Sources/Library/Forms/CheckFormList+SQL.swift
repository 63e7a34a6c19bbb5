import Authority
import Importing
import Storage
import Timekeeping

/// A line of 检查表单.
package struct CheckFormLine: Sendable, Equatable {
    package let id: CheckForm.ID
    package let name: String
    package let scopeLevel: AgencyLevel
    package let organizationName: String
    package let modes: Set<InspectionMode>
    package let status: CheckFormStatus
    package let itemCount: Int
    /// Number of the enabled version; nil while there is none.
    package let enabledNumber: Int?
    /// Whether a draft waits to be enabled.
    package let hasDraft: Bool
}

package struct CheckFormList: Sendable {
    package struct Filter: Sendable, Codable {
        package var name: String?
        package var mode: InspectionMode?
        package var status: CheckFormStatus?
        package var item: Item.ID?
        /// As it was at the end of that day (ELEM-06).
        package var asOf: CalendarDate?
        package init() {}
    }

    package static func load(
        _ filter: Filter, agency: Organization.ID, page: ListPage, in transaction: Transaction
    ) throws -> Listed<CheckFormLine> {
        try query(filter, agency: agency).load(page, in: transaction) { try CheckFormLine(&$0) }
    }

    /// The ids of every form in the list, the oldest first, for the export (ITEM-24).
    package static func all(for agency: Organization.ID, in transaction: Transaction) throws -> [CheckForm.ID] {
        try transaction.all(
            """
            SELECT t.id FROM check_form t
            WHERE t.kind = \(CheckFormKind.library) AND \(CheckForm.visible("t.organization_id", to: agency)) ORDER BY t.serial
            """
        ) { try $0.next() }
    }

    /// The enabled forms of higher agencies that serve one of the items in one of the modes (ITEM-12).
    package static func higher(
        of record: CheckFormRecord, for agency: Organization.ID, in transaction: Transaction
    ) throws -> [CheckFormLine] {
        var query = query(Filter(), agency: agency)
        query.filter("t.organization_id <> \(agency) AND t.status = \(CheckFormStatus.enabled)")
        query.filter(
            """
            EXISTS (SELECT 1 FROM check_form_item i WHERE i.form_id = t.id AND i.item_id IN \(list: record.items.sorted()))
                AND EXISTS (SELECT 1 FROM check_form_version v
                    WHERE v.form_id = t.id AND v.status = \(CheckFormVersionStatus.enabled))
            """)
        return try query.load(ListPage(size: 100), in: transaction) { try CheckFormLine(&$0) }.rows
            .filter { !$0.modes.isDisjoint(with: record.modes) }
    }

    static func hasHigher(
        of record: CheckFormRecord, for agency: Organization.ID, in transaction: Transaction
    ) throws -> Bool {
        try !higher(of: record, for: agency, in: transaction).isEmpty
    }

    package static func query(_ filter: Filter, agency: Organization.ID) -> ListQuery {
        var query = ListQuery(
            "check_form",
            columns: """
                t.id, t.name, t.scope_level, o.name, t.modes, t.status,
                (SELECT count(*) FROM check_form_item i WHERE i.form_id = t.id),
                (SELECT max(v.number) FROM check_form_version v
                    WHERE v.form_id = t.id AND v.status = \(CheckFormVersionStatus.enabled)),
                (SELECT count(*) FROM check_form_version v
                    WHERE v.form_id = t.id AND v.status = \(CheckFormVersionStatus.draft))
                """,
            joins: "JOIN organization o ON o.id = t.organization_id")
        query.filter("t.kind = \(CheckFormKind.library) AND \(CheckForm.visible("t.organization_id", to: agency))")
        query.search(filter.name)
        if let mode = filter.mode { query.filter(.lists("t.modes", mode.rawValue)) }
        if let status = filter.status { query.filter("t.status = \(status)") }
        if let item = filter.item {
            query.filter("EXISTS (SELECT 1 FROM check_form_item i WHERE i.form_id = t.id AND i.item_id = \(item))")
        }
        if let day = filter.asOf { query.show(asOf: day, words: "t.name") }
        return query
    }
}

extension CheckFormLine {
    package init(_ row: inout Row) throws {
        id = try row.next()
        name = try row.next()
        scopeLevel = try row.next()
        organizationName = try row.next()
        modes = Set(inspectionModes: try row.next())
        status = try row.next()
        itemCount = try row.next()
        enabledNumber = try row.next()
        hasDraft = try row.next()
    }
}
