import Authority
import Doors
import Markup
import Storage

/// 内设机构 of one organisation (ORG-06).
package enum DepartmentPages {
    static let routes: [Route] = Route.form(
        "/organizations/{id}/departments", sentTo: "/organizations/{id}/departments", .needs(.manageOrganizations), "新增内设机构", of: "内设机构",
        version: .notNeeded("新建一条记录，不改变已有的"), fields: newFields, draw: { try await list($0) }
    ) { try await found($0) } + Route.form(
        "/departments/{id}", sentTo: "/departments/{id}", .needs(.manageOrganizations), "修改内设机构", version: .checked(Department.self),
        fields: fields, draw: { try await editPage($0) }
    ) { try await change($0) } + [
        .options("/options/departments", .signedIn, "按关键字选择本机构及下级机构的内设机构") { try await options($0) }
    ]

    /// A new one is in use.
    private static let newFields = DepartmentRecord.fields(\.name)
    private static let fields = DepartmentRecord.fields

    private static func list(_ call: Call) async throws -> FormPage<DepartmentList> {
        let (id, scope, protection) = (try call.id(of: Organization.self), try call.actor().scope, call.platform.protection)
        let model = try await call.read { transaction in
            let organization = try Organization.load(id, scope: scope, protection: protection, in: transaction)
            let rows = try Department.all(of: id, in: transaction).map(DepartmentRow.init)
            return DepartmentList(organization: organization.record.name, href: "/organizations/\(id)", rows: rows)
        }
        return FormPage(
            "内设机构", model, note: model.organization, crumbs: [("机构管理", "/organizations"), (model.organization, model.href)],
            parts: [FormPart("新增内设机构", fields: newFields)], submit: [SubmitButton("新增")], back: ("返回", model.href)
        ) { html, _ in
            html.card { html in
                html.table("内设机构", [
                    Column(DepartmentRecord.label(\.name), .fill) { .link($0[\.name], href: "/departments/" + $0.id) },
                    Column(DepartmentRecord.label(\.status), .small) { .tag($0[\.status], $0.isEnabled ? .ok : .mute) },
                ], rows: model.rows, empty: "还没有内设机构")
            }
        }
    }

    private static func found(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Organization.self)
        let founding = DepartmentFounding(in: id, try call.record(newFields))
        return try await call.make { act in
            let department = try founding.make(in: act)
            return Done("内设机构已新增", goTo: "/organizations/\(id)/departments", id: department.description)
        }
    }

    private static func editPage(_ call: Call) async throws -> FormPage<DepartmentRow> {
        let (id, scope) = (try call.id(of: Department.self), try call.actor().scope)
        let department = try await call.read { try Department.load(id, scope: scope, in: $0) }
        let list = "/organizations/\(department.organization)/departments"
        return FormPage(
            department.record.name, DepartmentRow(department), crumbs: [("内设机构", list)], parts: [FormPart(fields: fields)],
            values: Values(of: department.record, version: department.version), back: ("返回", list))
    }

    private static func change(_ call: Call) async throws -> Answer {
        let change = DepartmentChange(of: try call.id(), version: call.seenVersion, to: try call.record(fields))
        return try await call.make { act in
            let changed = try change.make(in: act)
            return Done("已保存", goTo: "/organizations/\(changed.organization)/departments", id: changed.id.description)
        }
    }

    private static func options(_ call: Call) async throws -> Answer {
        let (scope, typed) = (try call.actor().scope, call.query["q"] ?? "")
        let rows = try await call.read { try Department.options(typed, scope: scope, in: $0) }
        return .json(try JSONText.encode(rows.map {
            OptionRow(value: $0.department.id.description, label: $0.department.record.name, note: $0.organization)
        }))
    }
}

struct DepartmentList: Codable, Sendable {
    let organization: String
    let href: String
    let rows: [DepartmentRow]
}

typealias DepartmentRow = Resource<DepartmentRecord, DepartmentState>

struct DepartmentState: Codable, Sendable {
    let id: String
    let version: Int
    let isEnabled: Bool
}

extension DepartmentRow {
    init(_ department: Department) {
        self.init(department.record, DepartmentState(
            id: department.id.description, version: department.version, isEnabled: department.record.status == .enabled))
    }
}
