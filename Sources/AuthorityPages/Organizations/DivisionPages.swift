import Authority
import Doors
import Storage

/// 行政区划 (STD-03): the table of national codes, and the choice of one for organisations and addresses.
package enum DivisionPages {
    static let menu = [
        MenuEntry(.system, "行政区划", "/divisions", icon: "geo-alt", .needs(.manageOrganizations), also: ["/imports/divisions"])
    ]

    static let routes: [Route] = [
        .read("/divisions", .needs(.manageOrganizations), "行政区划列表", query: filters, as: ListModel<DivisionRow>.self) {
            try await list($0)
        },
        .read("/divisions/tree", .needs(.manageOrganizations), "行政区划树，逐级展开", query: [under], as: DivisionTree.self) {
            try await tree($0)
        },
        .options("/options/divisions", .signedIn, "按代码或名称选择行政区划") { try await options($0) },
    ]

    private static let filters = [
        Field("q", "代码或名称", placeholder: "请输入代码开头或名称"),
        Field("level", "级别", .choice(AgencyLevel.options)),
    ]

    private static func list(_ call: Call) async throws -> Page {
        let reading = FormReading(call.query, filters)
        let (words, level, page) = (reading.optional("q"), reading.choice("level", as: AgencyLevel.self), call.listPage)
        let listed = try await call.read { transaction in
            let found = try AdministrativeDivision.list(words, level: level, page: page, in: transaction)
            let names = try AdministrativeDivision.fullNames(of: found.rows.map(\.code), in: transaction)
            return found.map { DivisionRow($0, fullName: names[$0.code] ?? $0.name) }
        }
        var screen = ListScreen<DivisionRow>("行政区划", path: "/divisions", columns: [
            Column(DivisionCode.label) { .text($0.code) }, Column("名称", .wide) { .text($0.name) },
            Column("全称", .fill) { .text($0.fullName) }, Column("级别", .small) { .text($0.level) },
            Column("状态", .small) { .tag($0.status, $0.isEnabled ? .ok : .mute) },
        ])
        screen.filters = filters
        // one table for all agencies, so the agency at the top keeps it
        if try call.actor().scope.isEverything {
            screen.actions = [Action("导入", "/imports/divisions", .primary, icon: "upload", needs: .manageOrganizations)]
        }
        screen.actions.insert(Action("按层级查看", "/divisions/tree", icon: "diagram-3"), at: 0)
        screen.emptyText = "还没有行政区划；请由最上级机构的系统管理员导入国家行政区划代码表"
        return screen.page(call, listed)
    }

    private static let under = Field("under", "展开到", .text(maxLength: 12))

    private static func tree(_ call: Call) async throws -> Page {
        let opened = call.query["under"].flatMap { DivisionCode($0) }
        let model = try await call.read { try DivisionTree.load(opened, in: $0) }
        return Page("行政区划", model) { $1.divisionTree($0) }
    }

    private static func options(_ call: Call) async throws -> Answer {
        let typed = call.query["q"].flatMap { $0.isEmpty ? nil : $0 }
        let rows = try await call.read { transaction in
            let found = try typed.map { try AdministrativeDivision.offered($0, limit: 20, in: transaction) }
                ?? AdministrativeDivision.below(nil, in: transaction).filter { $0.status == .enabled }
            let names = try AdministrativeDivision.fullNames(of: found.map(\.code), in: transaction)
            return found.map { OptionRow(value: $0.code.description, label: names[$0.code] ?? $0.name, note: $0.code.description) }
        }
        return .json(try JSONText.encode(rows))
    }
}

package struct DivisionRow: Codable, Sendable {
    package let code: String
    package let name: String
    package let fullName: String
    package let level: String
    package let status: String
    let isEnabled: Bool

    package init(_ division: AdministrativeDivision, fullName: String) {
        code = division.code.description
        name = division.name
        self.fullName = fullName
        level = division.code.level.label
        status = division.status.label
        isEnabled = division.status == .enabled
    }
}
