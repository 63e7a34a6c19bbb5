import Authority
import Markup
import Storage
import Timekeeping

/// How a value is shown in a table cell. Tone and words are decided in the page model, never in the view.
package enum Cell: Sendable {
    /// One line, cut off where the column ends.
    case text(String)
    /// As many lines as the words need.
    case words(String)
    /// Two lines: the main one and a note below.
    case lines(String, String)
    case link(String, href: String, note: String? = nil)
    case tag(String, Tone)
    /// A–D; nothing shown for nil.
    case risk(String?)
    /// A date with its lateness (the tag shows the status, this cell the lateness).
    case due(String, note: String, Tone)
    case number(Int)
    /// Articles of the law library, one a line.
    case citations([CitationLink])
}

package enum Tone: String, Sendable, Codable, CaseIterable { case ok, warn, bad, info, mute }

package struct Column<Row: Sendable>: Sendable {
    package typealias Width = ColumnWidth

    package let title: String
    /// What the second line of the cells is, where that is a column of its own by the requirements.
    package let second: String?
    package let width: Width
    package let cell: @Sendable (Row) -> Cell
    /// What the list is sorted by at the first and at the second heading.
    private(set) var sorts: (first: String?, second: String?) = (first: nil, second: nil)

    package init(_ title: String, over second: String? = nil, _ width: Width = .medium, _ cell: @escaping @Sendable (Row) -> Cell) {
        (self.title, self.second, self.width, self.cell) = (title, second, width, cell)
    }

    /// The headings sort the list.
    package func sorted<Order: ListOrder>(by first: Order?, second: Order? = nil) -> Column {
        var column = self
        column.sorts = (first: first?.rawValue, second: second?.rawValue)
        return column
    }
}

package enum ColumnWidth: String, Sendable { case serial, narrow, small, medium, time, wide, fill }

/// A link or a button; a button is a form of its own that posts to `href`.
package struct Action: Sendable {
    /// `aside` posts as `post` does, and is not what one comes to the page for.
    package enum Kind: Sendable { case link, primary, post, aside, danger }
    package let label: String
    package let href: String
    package let kind: Kind
    package let icon: StaticString?
    package let permission: Permission?
    /// What was seen of the record, for acts that name it (OPS-04).
    package let version: Int?

    package init(
        _ label: String, _ href: String, _ kind: Kind = .link, icon: StaticString? = nil, needs permission: Permission? = nil,
        version: Int? = nil
    ) {
        self.label = label
        self.href = href
        self.kind = kind
        self.icon = icon
        self.permission = permission
        self.version = version
    }

    package func isOffered(to actor: Actor?) -> Bool {
        guard let permission else { return true }
        return actor?.may(permission) ?? false
    }
}

package struct Tab: Sendable {
    package let label: String
    package let href: String
    package let count: Int?
    package let isCurrent: Bool
    package init(_ label: String, _ href: String, count: Int? = nil, isCurrent: Bool) {
        (self.label, self.href, self.count, self.isCurrent) = (label, href, count, isCurrent)
    }
}

/// A list page: filters, columns, pager — section 0 of the requirements, once for all lists.
package struct ListScreen<Row: Codable & Sendable>: Sendable {
    package var title: String
    package var path: String
    package var filters: [Field] = []
    package var moreFilters: [Field] = []
    /// What the list shows of the filters that always have a value, where the address does not say it.
    package var standing: [String: String] = [:]
    /// What the list can be sorted by: `ListSorting.field`, as its route declares it.
    package var sorting: Field?
    package var columns: [Column<Row>]
    package var rowActions: @Sendable (Row) -> [Action] = { _ in [] }
    package var actions: [Action] = []
    /// What can be done to many rows at once, and the record of a row that it can be done to.
    package var bulkActs: [BulkAct] = []
    package var bulkKey: @Sendable (Row) -> String? = { _ in nil }
    package var tabs: [Tab] = []
    /// The line above the table, e.g. the summary of PLAN-08.
    package var summary: String?
    package var emptyText = "没有符合条件的记录"
    package var layout: Page.Layout = .inner

    package init(_ title: String, path: String, columns: [Column<Row>]) {
        (self.title, self.path, self.columns) = (title, path, columns)
    }

    /// The page of what was loaded. A list of a past day says so and offers no acts (ELEM-06).
    package func page(_ call: Call, _ listed: Listed<Row>) -> Page {
        let day = (filters + moreFilters).contains { $0.name == PastDay.field.name } ? PastDay.asked(call) : nil
        let model = ListModel(listed, call: call, path: path, asOf: day)
        let actor = call.login?.actor
        let query = call.query
        let token = call.login?.formToken
        let screen = day == nil ? self : past
        return Page(title, model, layout: layout) { model, html in
            html.list(screen, model, query: query, actor: actor, formToken: token)
        }
    }

    /// Without acts; former states are not sorted.
    private var past: ListScreen {
        var screen = self
        (screen.actions, screen.rowActions, screen.bulkActs, screen.sorting) = ([], { _ in [] }, [], nil)
        return screen
    }
}

/// Lists of elements as they were at the end of a past day (按日期查看, ELEM-06).
package enum PastDay {
    package static let field = Field("asOf", "按日期查看", .date, hint: "该日 24:00 时的状态")

    package static func asked(_ call: Call) -> CalendarDate? {
        call.query[field.name].flatMap { CalendarDate($0) }
    }

    package static func words(_ day: String) -> String { "截至\(day) 24:00的状态，只供查看" }
}

/// A model that holds a page of a list; its route takes `size`, `page`, `after` and `before`.
package protocol Paged {}

/// What a list page shows, and its JSON.
package struct ListModel<Row: Codable & Sendable>: Codable, Sendable, Paged {
    package let rows: [Row]
    /// Missing when there are more than 10,000 and no counter is kept.
    package let total: Int?
    package let size: Int
    /// The number of this page, where it is known.
    package let page: Int?
    package let pages: Int?
    /// Addresses of the neighbouring pages.
    package let previous: String?
    package let next: String?
    package let first: String
    package let last: String
    /// The past day whose end the list shows.
    package let asOf: String?
    /// What the list is sorted by; missing where it runs from the newest on.
    package let sort: String?

    /// No list has more pages; the number of a page comes from outside when the pager went there by key.
    private static var lastNumber: Int { 1_000_000_000 }

    package init(_ listed: Listed<Row>, call: Call, path: String, asOf: CalendarDate? = nil) {
        self.asOf = asOf?.description
        sort = listed.isSorted ? call.query[ListSorting.name] : nil
        rows = listed.rows
        total = listed.total
        size = call.listPage.size
        let known = call.query["page"].flatMap { Int($0) }.map { min(max($0, 1), Self.lastNumber) }
        page = listed.number ?? known
        let size = size
        pages = listed.total.map { max(1, ($0 + size - 1) / size) }
        func address(_ set: (inout Values) -> Void) -> String {
            var query = call.query
            for name in Call.placing { query.set(name, nil) }
            set(&query)
            return (call.wantsJSON ? "/api/v1" : "") + path + (query.isEmpty ? "" : "?" + query.urlEncoded)
        }
        let number = page
        previous = listed.hasPrevious ? listed.firstSerial.map { serial in
            address { $0.set("before", "\(serial)"); $0.set("beside", listed.ends.first); $0.set("page", number.map { "\(max(1, $0 - 1))" }) }
        } ?? address { $0.set("page", number.flatMap { $0 > 2 ? "\($0 - 1)" : nil }) } : nil
        next = listed.hasNext ? listed.lastSerial.map { serial in
            address { $0.set("after", "\(serial)"); $0.set("beside", listed.ends.last); $0.set("page", number.map { "\($0 + 1)" }) }
        } ?? address { $0.set("page", number.map { "\($0 + 1)" }) } : nil
        first = address { _ in }
        last = address { $0.set("page", "last") }
    }
}
