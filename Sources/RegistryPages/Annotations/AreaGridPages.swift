import Authority
import Doors
import Foundation
import Importing
import Ledger
import Library
import Markup
import Registry
import Storage

/// The outline of an area, its words, and who is responsible (网格, ELEM-05). A map is an option: points are typed, tapped
/// on the plain drawing, or read from a GeoJSON file.
package enum AreaGridPages {
    static let routes: [Route] = [
        .read("/areas/{id}", .needs(.readSubjects), "片区/商圈的范围和责任人员", as: AreaGridModel.self, changeable: changed) { try await page($0, nil) },
        .act(
            "/areas/{id}/grid", .needs(.manageSubjects), "划定片区/商圈的范围和责任人员，随后重新划分监管对象", version: .checked(RegulatoryArea.self), form: fields,
            bodyLimit: 2 << 20, again: { try await page($0, $1) }
        ) { try await change($0) },
    ]

    private static let changed = Field.union([AreaPages.changeFields, fields])

    package static let fields = [
        Field("corners", "范围各点", .multiline(maxLength: 20_000), hint: "每行一个点：经度,纬度；按顺序绕一圈，也可以在示意图上点选"),
        Field("geojson", "GeoJSON 文件", .file(accept: ".geojson,.json", many: false), hint: "选择文件时以文件为准"),
        Field("words", "地址关键字", .text(maxLength: 500), hint: "没有经纬度的对象按地址划分；多个用逗号分开，如 云溪路,南塘老街"),
        Field("officers", "责任人员", .picker(source: "/options/officers", many: true)),
        Field("version", "版本", .hidden),
    ]

    private static func page(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (actor, id) = (try call.actor(), try call.id(of: RegulatoryArea.self))
        let (areas, officers, places) = try await call.read { transaction in
            let areas = try RegulatoryArea.all(of: actor.organization, in: transaction)
            guard let area = areas.first(where: { $0.id == id }) else { throw NotFound() }
            let officers = try EnforcementOfficer.lines(area.officers, in: transaction)
            return (areas, officers, try AreaPlace.some(of: actor.organization, in: transaction))
        }
        guard let area = areas.first(where: { $0.id == id }) else { throw NotFound() }
        let model = AreaGridModel(area, of: actor.organizationName, beside: areas.filter { $0.id != id && $0.isEnabled }, places: places)
        var values = call.form
        if problems == nil {
            values.set("name", area.name)
            values.set("enabled", area.isEnabled ? "1" : "0")
            values.set("corners", area.boundary?.text)
            values.set("words", area.addressWords.joined(separator: "，"))
            values.set("officers", all: area.officers.map(\.description))
            values.set("officers_label", all: area.officers.map { officers[$0]?.fullName ?? "" })
            values.set("version", "\(area.version)")
        }
        let (typed, token, mayChange) = (values, call.login?.formToken, actor.may(.manageSubjects))
        let names = area.officers.compactMap { officers[$0]?.fullName }
        return Page(area.name, model) { model, html in
            html.crumbs([("监管对象", "/subjects"), ("片区/商圈", "/areas")], here: model.name)
            html.pageHead(model.name, note: model.agency)
            html.areaMap(model)
            if mayChange {
                html.form(
                    action: "/areas/\(model.id)/grid", parts: [FormPart("范围和责任人员", fields: fields, columns: 1)], values: typed,
                    problems: problems, formToken: token, submit: [SubmitButton("保存并划分监管对象")], back: ("返回", "/areas"))
            } else {
                html.card("责任人员") { $0.record([(label: "责任人员", value: names.joined(separator: "、"))]) }
            }
        }.changeable(changed, typed)
    }

    private static func change(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatoryArea.self)
        let reading = FormReading(call.form, fields)
        try reading.finish()
        let file = call.files.first { $0.field == "geojson" }
        let boundary: AreaBoundary?
        do {
            boundary = try file.map { try AreaBoundary.read(geoJSON: $0.bytes) } ?? AreaBoundary.read(typed: reading.text("corners"))
        } catch let refused as BoundaryRefused {
            throw Problems(file == nil ? "corners" : "geojson", refused.message)
        }
        let words = reading.text("words").split { ",，、\n".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
        let change = AreaGridChange(
            of: id, version: reading.integer("version") ?? 0, boundary: boundary, addressWords: words.filter { !$0.isEmpty },
            officers: reading.all("officers").compactMap { EnforcementOfficer.ID($0) })
        let (now, job) = (call.clock.now(), AreaDivisionJob())
        let answer = try await call.act { transaction, actor in
            let division = try change.make(by: actor, at: now, job: job, in: transaction)
            return Done("已保存，正在划分监管对象", goTo: "/jobs/\(division)", id: id.description)
        }
        try call.platform.service(JobRunner.self).wake()
        return answer
    }
}
