import Authority
import Doors
import Importing
import Library
import Markup
import Registry
import Storage
import Timekeeping

extension LawPages {
    static let actRoutes: [Route] = [
        .read("/laws/new", .needs(.manageLaws), "新增法律法规的表单", as: ItemForm.self, format: .pageOnly) { newPage($0, nil) },
        .act(
            "/laws", .needs(.manageLaws), "新增法律法规", version: .notNeeded("新建一条记录，不改变已有的"), form: LawForms.new, bodyLimit: 4 << 20, again: { newPage($0, $1) }
        ) { try await add($0) },
        .read("/laws/{id}/edit", .needs(.manageLaws), "修改法律法规的表单", as: ItemForm.self, format: .pageOnly) {
            try await editPage($0, nil)
        },
        .act(
            "/laws/{id}", .needs(.manageLaws), "修改法律法规", version: .checked(Statute.self), form: changed,
            again: { try await editPage($0, $1) }
        ) { try await change($0) },
        .act("/laws/{id}/repeal", .needs(.manageLaws), "废止法律法规", version: .checked(Statute.self), form: repealFields) { try await repeal($0) },
    ]

    static let repealFields = [Field("from", Statute.Label.repealedOn, .date, required: true, hint: "不再施行的第一天"), LawForms.version]

    private static func newPage(_ call: Call, _ problems: Problems?) -> Page {
        let model = ItemForm(title: "新增法律法规", kind: "law", action: "/laws", back: "/laws", values: call.form.listed)
        return model.page(under: [(label: "法律法规", href: "/laws")], LawForms.new, problems, call)
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let statute = try await kept(call)
        let path = "/laws/\(statute.id)"
        let values = problems == nil ? LawForms.values(statute) : call.form
        let model = ItemForm(title: "修改" + statute.record.title, kind: "law", action: path, back: path, values: values.listed)
        return model.page(under: [(label: "法律法规", href: "/laws")], changed, problems, call)
    }

    /// - Throws: `StatuteRefused.notMaintainer` before anything is typed in vain.
    package static func kept(_ call: Call) async throws -> Statute {
        let actor = try call.actor()
        let id = try call.id(of: Statute.self)
        return try await call.read { transaction in
            let statute = try Statute.load(id, scope: actor.scope, in: transaction)
            guard try statute.isKept(by: actor, in: transaction) else {
                throw StatuteRefused.notMaintainer(agency: statute.organizationName)
            }
            return statute
        }
    }

    private static func add(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, LawForms.new)
        try reading.finish()
        let record = try LawForms.record(reading)
        let articles: [StatuteText.Article]
        do {
            articles = try StatuteText.articles(of: reading.text("text"), record.kind)
        } catch {
            throw Problems("text", error.messages.joined(separator: "；"))
        }
        let replaces = reading.all("replaces").compactMap { Statute.ID($0) }
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let id = try StatuteAddition(StatuteText(record, articles: articles), replaces: replaces)
                .make(by: actor, at: now, in: transaction)
            return Done("已新增，共\(articles.count)条", goTo: "/laws/\(id)", id: id.description)
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Statute.self)
        let reading = FormReading(call.form, LawForms.record)
        try reading.finish()
        let record = try LawForms.record(reading)
        let (version, now) = (reading.integer("version") ?? 0, call.clock.now())
        return try await call.act { transaction, actor in
            try StatuteChange(of: id, version: version, to: record).make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: "/laws/\(id)", id: id.description)
        }
    }

    private static func repeal(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Statute.self)
        let reading = FormReading(call.form, repealFields)
        try reading.finish()
        guard let from = reading.date("from") else { throw Problems("from", "请填写" + Statute.Label.repealedOn) }
        let (version, now) = (reading.integer("version") ?? 0, call.clock.now())
        return try await call.act { transaction, actor in
            try StatuteRepeal(of: id, version: version, from: from).make(by: actor, at: now, in: transaction)
            return Done("已废止", goTo: "/laws/\(id)", id: id.description)
        }
    }
}
