import Authority
import Doors
import Library
import Registry
import Storage

/// 片区/商圈 of the own agency (SUBJ-06).
package enum AreaPages {
    static let routes: [Route] = [
        .read("/areas", .needs(.readSubjects), "本机构的片区/商圈", as: AreaListModel.self) { try await page($0, nil) },
        .act("/areas", .needs(.manageSubjects), "添加片区/商圈", version: .notNeeded("新建一条记录，不改变已有的"), form: addFields, again: { try await page($0, $1) }) { try await add($0) },
        .act("/areas/{id}", .needs(.manageSubjects), "修改片区/商圈", version: .checked(RegulatoryArea.self), form: changeFields, again: { try await page($0, $1) }) { try await change($0) },
    ]

    static let addFields = [Field("name", "片区/商圈名称", .text(maxLength: 50), required: true)]
    static let changeFields = addFields + [Field("enabled", "启用", .flag), Field("version", "版本", .hidden)]

    private static func page(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        let areas = try await call.read { try RegulatoryArea.all(of: actor.organization, in: $0) }
        let (refused, token) = (problems.map { RefusedForm(call, $0) }, call.login?.formToken)
        let model = AreaListModel(agency: actor.organizationName, areas: areas.map(AreaRow.init))
        return Page("片区/商圈", model) { $1.areas($0, refused, formToken: token) }
    }

    private static func add(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, addFields)
        try reading.finish()
        let (addition, now) = (AreaAddition(reading.text("name")), call.clock.now())
        return try await call.act { transaction, actor in
            let id = try addition.make(by: actor, at: now, in: transaction)
            return Done("片区/商圈已添加", goTo: "/areas", id: id.description)
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatoryArea.self)
        let reading = FormReading(call.form, changeFields)
        try reading.finish()
        let change = AreaChange(
            of: id, version: reading.integer("version") ?? 0, name: reading.text("name"), isEnabled: reading.flag("enabled"))
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try change.make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: "/areas", id: id.description)
        }
    }
}

struct AreaListModel: Codable, Sendable {
    let agency: String
    let areas: [AreaRow]
}

struct AreaRow: Codable, Sendable {
    let id: String
    let version: Int
    let name: String
    let isEnabled: Bool

    init(_ area: RegulatoryArea) {
        (id, version, name, isEnabled) = (area.id.description, area.version, area.name, area.isEnabled)
    }
}
