import Authority
import Doors
import Markup
import Storage

/// 参数设置 (CONF-04): what holds for the own agency, what those above demand, and the own setting.
package enum ParameterPages {
    static let menu = [
        MenuEntry(.system, "参数设置", "/parameters", icon: "gear", .needs(.manageParameters))
    ]

    static let routes: [Route] = [
        .read("/parameters", .needs(.manageParameters), "参数列表", as: ParameterList.self) { try await list($0) },
        .read("/parameters/{parameter}", .needs(.manageParameters), "设置参数页", as: ParameterRow.self, changeable: fields) { try await form($0, nil) },
        .act("/parameters/{parameter}", .needs(.manageParameters), "设置参数", version: .byNoun("本机构对该参数的设定"), form: fields, again: { try await form($0, $1) }) {
            try await set($0)
        },
    ]

    private static let fields = [
        Field("value", "本机构设定", .integer(0...1000), hint: "留空则不另行设定，按上级规定执行"), Field("version", "版本", .hidden),
    ]

    private static func list(_ call: Call) async throws -> Page {
        let agency = try call.actor().organization
        let rows = try await call.read { transaction in
            try Parameter.allCases.map { ParameterRow(try $0.standing(of: agency, in: transaction)) }
        }
        return Page("参数设置", ParameterList(rows: rows)) { model, html in
            html.pageHead("参数设置", note: "下级只能在上级规定的范围内从严设置；本机构的设定对下级机构同样有效")
            html.card { html in
                html.table("参数", [
                    Column("参数", .fill) { .link($0.label, href: "/parameters/" + $0.parameter, note: $0.explanation) },
                    Column("现行值", .small) { .text($0.inForce) }, Column("上级规定", .small) { .text($0.fromAbove) },
                    Column("本机构设定", .small) { .text($0.own.isEmpty ? "未设定" : $0.own) },
                    Column("操作", .small) { .link("设定", href: "/parameters/" + $0.parameter) },
                ], rows: model.rows, empty: "没有参数")
            }
        }
    }

    private static func parameter(_ call: Call) throws -> Parameter {
        guard let parameter = Parameter(rawValue: call.parameters["parameter"] ?? "") else { throw NotFound() }
        return parameter
    }

    private static func form(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (parameter, agency) = (try parameter(call), try call.actor().organization)
        let standing = try await call.read { try parameter.standing(of: agency, in: $0) }
        let row = ParameterRow(standing)
        let values = problems == nil
            ? Values(["value": standing.own.map { "\($0)" } ?? "", "version": "\(standing.version)"]) : call.form
        let token = call.login?.formToken
        return Page(row.label, row) { row, html in
            html.crumbs([("参数设置", "/parameters")], here: row.label)
            html.pageHead(row.label, note: row.explanation)
            html.card { $0.record([("现行值", row.inForce), ("上级规定", row.fromAbove), ("可设范围", row.range)]) }
            html.form(
                action: "/parameters/" + row.parameter, parts: [FormPart(fields: fields)], values: values, problems: problems,
                formToken: token, submit: [SubmitButton("保存")], back: ("返回", "/parameters"))
        }.changeable(fields, values)
    }

    private static func set(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, fields)
        try reading.finish()
        let setting = ParameterSetting(
            try parameter(call), to: reading.integer("value"), version: reading.integer("version") ?? 0)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try setting.make(by: actor, at: now, in: transaction)
            return Done("参数已保存", goTo: "/parameters")
        }
    }
}

struct ParameterList: Codable, Sendable {
    let rows: [ParameterRow]
}

struct ParameterRow: Codable, Sendable {
    let parameter: String
    let label: String
    let explanation: String
    let inForce: String
    let fromAbove: String
    /// Empty without a setting of the agency's own.
    let own: String
    let range: String

    init(_ standing: ParameterStanding) {
        let parameter = standing.parameter
        self.parameter = parameter.rawValue
        label = parameter.label
        explanation = parameter.explanation
        inForce = "\(standing.value)\(parameter.unit)"
        fromAbove = "\(standing.fromAbove)\(parameter.unit)"
        own = standing.own.map { "\($0)\(parameter.unit)" } ?? ""
        range = "\(parameter.range.lowerBound)至\(parameter.range.upperBound)\(parameter.unit)"
    }
}
