import Authority
import Doors
import Library
import Registry
import Spreadsheets
import Storage
import Tasking

/// 检查对象名单: what is done with the objects of the list, and lists handed in as a file (DRAW-07, 09, 10, 11, 23).
package enum CandidateListPages {
    static let routes: [Route] = [
        .file("/candidate-lists/template.xlsx", .needs(.drawSubjects), "下载检查对象名单模板", types: [.xlsx]) { _ in try template(.xlsx) },
        .file("/candidate-lists/template.csv", .needs(.drawSubjects), "下载检查对象名单模板（CSV）", types: [.csv]) { _ in try template(.csv) },
        .act(
            "/tasks/{id}/subjects/list", .needs(.drawSubjects), "导入检查对象", version: .checked(InspectionTask.self), form: ChoosingForms.list,
            bodyLimit: Route.uploadLimit, again: ChoosingPages.again(.range)
        ) { try await take($0) },
        .act("/tasks/{id}/subjects/marks", .needs(.drawSubjects), "标记排除或不排除", version: .checked(InspectionTask.self), form: marks, again: ChoosingPages.again(.exclusion)) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            let subjects = call.form.all("subject").compactMap { SubjectID($0) }
            let mark = call.form["mark"].flatMap(CandidateMarking.Mark.init(rawValue:)) ?? .exclude
            return try await call.act { transaction, actor in
                if call.form["mark"] == "remove" {
                    let count = try CandidateRemoval(of: subjects, from: id).make(by: actor, at: now, in: transaction)
                    return Done("已从名单删除\(count)个检查对象", goTo: "/tasks/\(id)/subjects?step=exclusion")
                }
                try CandidateMarking(of: id, subjects: subjects, as: mark).make(by: actor, at: now, in: transaction)
                return Done("已标记", goTo: "/tasks/\(id)/subjects?step=exclusion")
            }
        },
    ]

    private static let marks = [
        Field("subject", "检查对象", .picker(source: "/options/subjects", many: true), required: true),
        Field("mark", "标记", .choice([.init("exclude", "标记排除"), .init("keep", "标记不排除"), .init("remove", "删除")]), required: true),
    ]

    private static func template(_ format: SheetFormat) throws -> Answer {
        .file(try SheetFile.made(CandidateSheet.layout, format, named: "检查对象名单模板") { _ in })
    }

    private static func take(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), now = call.clock.now(), protection = call.platform.protection
        let reading = FormReading(call.form, ChoosingForms.list)
        try reading.finish()
        guard let sheet = try uploaded(call) else { throw Problems("list", "请选择名单文件") }
        let order = CandidateImport(of: sheet, to: id, as: reading.text("category"), acceptsGood: reading.flag("good"))
        return try await call.act { transaction, actor in
            let outcome = try order.make(by: actor, at: now, protection: protection, in: transaction)
            let left = outcome.complaint.map { "；\($0)，这些行没有导入" } ?? ""
            return Done("已添加\(outcome.added)个检查对象\(left)" + ChoosingForms.beyondCap(outcome.leftOut), goTo: "/tasks/\(id)/subjects?step=range")
        }
    }

    /// The list in the field `list`, if a file was chosen.
    static func uploaded(_ call: Call) throws -> CandidateSheet? {
        guard let file = call.files.first(where: { $0.field == "list" }) else { return nil }
        let kept = try TemporaryFile(holding: file.bytes)
        return try withExtendedLifetime(kept) { try CandidateSheet.read(path: kept.path, named: file.name) }
    }
}
