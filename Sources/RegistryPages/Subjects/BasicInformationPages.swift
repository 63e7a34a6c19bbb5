import Authority
import Doors
import Markup
import Registry
import Spreadsheets
import Storage

/// 基础信息配置排查 (ORG-03): what each organisation in scope has of what its work needs.
package enum BasicInformationPages {
    static let menu = [
        MenuEntry(.system, "基础信息配置排查", "/basic-information", icon: "clipboard-check", access)
    ]

    package static let access = Route.Access.needsAny([.manageOrganizations, .manageOfficers, .readLog])

    static let routes: [Route] = [
        .read("/basic-information", access, "基础信息配置排查", query: filters, as: ListModel<BasicInformationRow>.self) {
            try await list($0)
        },
        .file("/basic-information/export", access, "导出基础信息配置排查", query: filters, types: [.xlsx]) { try await export($0) },
    ]

    private static let filters = [
        Field("q", "机构名称", placeholder: "请输入关键字查询"),
        Field("only", "完整性", .choice([.init("incomplete", "仅显示不完整")])),
    ]

    private static let proofs: [any ConfigurationProof] = [ItemsConfigured(), OfficersConfigured()]

    private static func load(_ call: Call, _ page: ListPage) async throws -> Listed<BasicInformationRow> {
        let reading = FormReading(call.query, filters)
        let (scope, named) = (try call.actor().scope, reading.optional("q"))
        let onlyIncomplete = reading.optional("only") == "incomplete"
        return try await call.read {
            try BasicInformationCheck.list(
                scope: scope, named: named, onlyIncomplete: onlyIncomplete, others: proofs, page: page, in: $0
            ).map(BasicInformationRow.init)
        }
    }

    private static func list(_ call: Call) async throws -> Page {
        let mayOpen = try call.actor().may(.manageOrganizations)
        let ticks = BasicInformationCheck.labels(others: proofs)
        var screen = ListScreen<BasicInformationRow>(
            "基础信息配置排查", path: "/basic-information",
            columns: [Column("机构名称", .fill) { mayOpen ? .link($0.name, href: "/organizations/" + $0.id, note: $0.level) : .lines($0.name, $0.level) }]
                + ticks.enumerated().map { place, label in
                    Column(label, .small) { $0.ticks[place] ? .tag("✓", .ok) : .tag("缺", .bad) }
                })
        screen.filters = filters
        let query = call.query.urlEncoded
        screen.actions = [Action("导出", "/basic-information/export" + (query.isEmpty ? "" : "?" + query), icon: "download")]
        screen.emptyText = "没有符合条件的机构"
        return screen.page(call, try await load(call, call.listPage))
    }

    /// Page by page, so that the whole tree is never held at once.
    private static func export(_ call: Call) async throws -> Answer {
        var rows: [[String]] = []
        var place = ListPage.Place.first
        while true {
            let listed = try await load(call, ListPage(size: 100, place: place))
            rows += listed.rows.map { row in [row.name, row.level] + row.ticks.map { $0 ? "有" : "缺" } }
            guard listed.hasNext, let last = listed.lastSerial else { break }
            place = .after(last)
        }
        let layout = SheetLayout(
            name: "基础信息配置排查", columns: (["机构名称", "机构级别"] + BasicInformationCheck.labels(others: proofs)).map { SheetColumn($0) },
            instructions: [])
        return .file(try FileAnswer(workbook: "基础信息配置排查", layout, rows))
    }
}

package struct BasicInformationRow: Codable, Sendable {
    package let id: String
    package let name: String
    package let level: String
    /// In the order of the page's columns.
    let ticks: [Bool]

    package init(_ line: BasicInformationCheck) {
        id = line.organization.description
        name = line.name
        level = line.level.label
        ticks = line.ticks.map(\.isThere)
    }
}
