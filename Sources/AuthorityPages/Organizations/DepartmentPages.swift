import Authority
import Doors
import Markup
import Storage

/// 内设机构 of one organisation (ORG-06).
package enum DepartmentPages {
    static let routes: [Route] = [
        .read("/organizations/{id}/departments", .needs(.manageOrganizations), "内设机构", as: DepartmentList.self) {
            try await page($0, nil)
        },
        .act(
            "/organizations/{id}/departments", .needs(.manageOrganizations), "新增内设机构", version: .notNeeded("新建一条记录，不改变已有的"), form: newFields,
            again: { try await page($0, $1) }
        ) { try await found($0) },
        .read("/departments/{id}", .needs(.manageOrganizations), "修改内设机构页", as: DepartmentRow.self) { try await editPage($0, nil) },
        .act("/departments/{id}", .needs(.manageOrganizations), "修改内设机构", version: .checked(Department.self), form: fields, again: { try await editPage($0, $1) }) {
            try await change($0)
        },
        .options("/options/departments", .signedIn, "按关键字选择本机构及下级机构的内设机构") { try await options($0) },
    ]

    /// A new one is in use.
    private static let newFields = DepartmentRecord.fields(\.name)
    private static let fields = DepartmentRecord.fields

    private static func page(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (id, scope, protection) = (try call.id(of: Organization.self), try call.actor().scope, call.platform.protection)
        let model = try await call.read { transaction in
            let organization = try Organization.load(id, scope: scope, protection: protection, in: transaction)
            let rows = try Department.all(of: id, in: transaction).map(DepartmentRow.init)
            return DepartmentList(organization: organization.record.name, href: "/organizations/\(id)", rows: rows)
        }
        let (values, token) = (call.form, call.login?.formToken)
        return Page("内设机构", model) { model, html in
            html.crumbs([("机构管理", "/organizations"), (model.organization, model.href)], here: "内设机构")
            html.pageHead("内设机构", note: model.organization)
            html.card { html in
                html.table("内设机构", [
                    Column(DepartmentRecord.label(\.name), .fill) { .link($0[\.name], href: "/departments/" + $0.id) },
                    Column(DepartmentRecord.label(\.status), .small) { .tag($0[\.status], $0.isEnabled ? .ok : .mute) },
                ], rows: model.rows, empty: "还没有内设机构")
            }
            html.form(
                action: model.href + "/departments", parts: [FormPart("新增内设机构", fields: newFields)], values: values,
                problems: problems, formToken: token, submit: [SubmitButton("新增")], back: ("返回", model.href))
        }
    }

    private static func found(_ call: Call) async throws -> Answer {
        let (id, now) = (try call.id(of: Organization.self), call.clock.now())
        let founding = DepartmentFounding(in: id, try call.record(newFields))
        return try await call.act { transaction, actor in
            let department = try founding.make(by: actor, at: now, in: transaction)
            return Done("内设机构已新增", goTo: "/organizations/\(id)/departments", id: department.description)
        }
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (id, scope) = (try call.id(of: Department.self), try call.actor().scope)
        let department = try await call.read { try Department.load(id, scope: scope, in: $0) }
        let row = DepartmentRow(department)
        let values = problems == nil ? Values(of: department.record, version: department.version) : call.form
        let (token, back) = (call.login?.formToken, "/organizations/\(department.organization)/departments")
        return Page(row[\.name], row) { row, html in
            html.crumbs([("内设机构", back)], here: row[\.name])
            html.pageHead(row[\.name])
            html.form(
                action: "/departments/" + row.id, parts: [FormPart(fields: fields + [.version])], values: values, problems: problems,
                formToken: token, submit: [SubmitButton("保存")], back: ("返回", back))
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let (id, scope, now) = (try call.id(of: Department.self), try call.actor().scope, call.clock.now())
        let change = DepartmentChange(of: id, version: call.seenVersion, to: try call.record(fields))
        return try await call.act { transaction, actor in
            let department = try Department.load(id, scope: scope, in: transaction)
            try change.make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: "/organizations/\(department.organization)/departments", id: id.description)
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
