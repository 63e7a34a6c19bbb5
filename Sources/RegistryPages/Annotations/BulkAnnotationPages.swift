import Authority
import Doors
import Importing
import Ledger
import Library
import Registry
import Storage

/// 批量标注 and 移除 over chosen rows or the whole result of a filter (SUBJ-08).
extension SubjectPages {
    static let bulkRoutes: [Route] = [
        .read("/subjects/annotations", .needs(.manageSubjects), "批量标注页", query: bulkQuery, as: BulkAnnotationModel.self, format: .pageOnly) { try await bulkPage($0, nil) },
        .act("/subjects/annotations", .needs(.manageSubjects), "批量标注或移除标注，逐条报告", version: .notNeeded("逐个对象读取现状后标注，逐条报告"), query: bulkQuery, form: bulkFields(nil) + [chosen], answers: [BulkReportModel.self, Done.self], again: { try await bulkPage($0, $1) }) { try await annotateMany($0) },
    ]

    private static let bulkQuery = SubjectListPage.query.filter { $0.name != PastDay.field.name }
    private static let chosen = Field("subject", "勾选的对象", .picker(source: "/options/subjects", many: true))

    private enum BulkAct: String { case add, remove }

    private static func bulkFields(_ library: AnnotationLibrary?, of subjectClass: SubjectClass? = nil) -> [Field] {
        [
            Field("act", "办理", .choice([.init(BulkAct.add.rawValue, "标注"), .init(BulkAct.remove.rawValue, "移除")]), required: true),
            Field("range", "对象范围", .choice([.init("chosen", "勾选的对象"), .init("all", "全部筛选结果")]), required: true),
        ] + annotationFields(library, of: subjectClass).filter { $0.name != "version" }.map {
            Field($0.name, $0.label, $0.kind, hint: $0.name == "jurisdiction" ? "不改变时留空" : $0.hint)
        }
    }

    private static func bulkPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (actor, query) = (try call.actor(), call.query)
        let subjectClass = query["tab"].flatMap(SubjectClass.init(rawValue:)) ?? .organization
        let filter = SubjectListPage.filter(query, subjectClass, agency: actor.organization)
        let (library, listed) = try await call.read { transaction in
            (
                try AnnotationLibrary.load(for: actor.organization, in: transaction),
                try SubjectList.load(filter, scope: actor.scope, page: ListPage(size: 100), in: transaction)
            )
        }
        var values = call.form
        if problems == nil {
            values.set("act", BulkAct.add.rawValue)
            values.set("range", "chosen")
        }
        let model = BulkAnnotationModel(
            subjectClass: subjectClass.libraryLabel, back: "/subjects?" + query.urlEncoded,
            action: "/subjects/annotations?" + query.urlEncoded, total: listed.total.map { "\($0)" } ?? "10000+",
            rows: listed.rows.map { SubjectRow($0, for: actor) })
        let (fields, typed, token) = (bulkFields(library, of: subjectClass), values, call.login?.formToken)
        return Page("批量标注", model) { $1.bulkAnnotation($0, fields: fields, values: typed, problems: problems, formToken: token) }
    }

    private static func annotateMany(_ call: Call) async throws -> Answer {
        let actor = try call.actor()
        let subjectClass = call.query["tab"].flatMap(SubjectClass.init(rawValue:)) ?? .organization
        let filter = SubjectListPage.filter(call.query, subjectClass, agency: actor.organization)
        let (change, takesAll) = try bulkChange(call.form)
        let chosen = call.form.all("subject").compactMap { RegulatedSubject.ID($0) }
        guard takesAll || !chosen.isEmpty else { throw Problems(general: "请勾选监管对象") }
        let (now, protection) = (call.clock.now(), call.platform.protection)
        if takesAll, try await isMany(filter, actor.scope, call) {
            return try await submitJob(AnnotationSubmission(filter, change), call)
        }
        let report = try await call.database.write { transaction in
            let subjects = takesAll ? try everything(filter, actor.scope, in: transaction) : chosen
            return try BulkAnnotation(of: subjects, change).make(by: actor, at: now, protection: protection, in: transaction)
        }
        let model = BulkReportModel(report, back: "/subjects?" + call.query.urlEncoded)
        return .page(Page("批量标注结果", model) { $1.bulkReport($0) })
    }

    /// More than one transaction takes.
    private static func isMany(_ filter: SubjectList.Filter, _ scope: Scope, _ call: Call) async throws -> Bool {
        let total = try await call.read { try SubjectList.load(filter, scope: scope, page: ListPage(), in: $0).total }
        return total.map { $0 > BulkAnnotation.most } ?? true
    }

    /// With an `Idempotency-Key` the same call again is the same job.
    private static func submitJob(_ submission: AnnotationSubmission, _ call: Call) async throws -> Answer {
        let (now, job) = (call.clock.now(), try call.platform.service(AnnotationJob.self))
        let answer = try await call.act { transaction, actor in
            let id = try submission.make(by: actor, at: now, job: job, in: transaction)
            return Done("正在批量标注", goTo: "/jobs/\(id)", id: id.description)
        }
        try call.platform.service(JobRunner.self).wake()
        return answer
    }

    private static func bulkChange(_ values: Values) throws -> (AnnotationChange, takesAll: Bool) {
        let reading = FormReading(values, bulkFields(nil))
        try reading.finish()
        var change = AnnotationChange()
        let items = Set(reading.all("items").compactMap { Item.ID($0) }), tags = Set(tags(reading.text("tags")))
        let area = reading.optional("area").flatMap { RegulatoryArea.ID($0) }
        switch reading.choice("act", as: BulkAct.self) ?? .add {
        case .add:
            (change.addedItems, change.addedTags) = (items, tags)
            change.area = area.map(AnnotationChange.Area.set) ?? .keep
            change.jurisdiction = reading.optional("jurisdiction").flatMap { Organization.ID($0) }
        case .remove:
            (change.removedItems, change.removedTags) = (items, tags)
            change.area = area == nil ? .keep : .clear
        }
        return (change, reading.text("range") == "all")
    }

    /// The ids of the whole result, as far as a bulk act takes them.
    private static func everything(
        _ filter: SubjectList.Filter, _ scope: Scope, in transaction: Transaction
    ) throws -> [RegulatedSubject.ID] {
        var ids: [RegulatedSubject.ID] = []
        var page = ListPage(size: 100)
        while ids.count <= BulkAnnotation.most {
            let listed = try SubjectList.load(filter, scope: scope, page: page, in: transaction)
            ids += listed.rows.map(\.id)
            guard listed.hasNext, let last = listed.lastSerial else { break }
            page.place = .after(last)
        }
        return ids
    }
}

struct BulkAnnotationModel: Codable, Sendable {
    let subjectClass: String
    let back: String
    let action: String
    let total: String
    let rows: [SubjectRow]
}

/// “成功n条，失败n条” with the reasons.
struct BulkReportModel: Codable, Sendable {
    struct Failure: Codable, Sendable {
        let name: String
        let reason: String
    }

    let message: String
    let isGood: Bool
    let failures: [Failure]
    let back: String

    init(_ report: BulkAnnotation.Report, back: String) {
        message = report.words
        isGood = report.failed.isEmpty
        failures = report.failed.map { Failure(name: $0.name, reason: $0.reason) }
        self.back = back
    }
}
