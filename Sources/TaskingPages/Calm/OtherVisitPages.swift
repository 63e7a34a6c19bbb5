import Authority
import Doors
import Storage
import Tasking
import Timekeeping

/// 同期检查: what other agencies inspect at the enterprises of a task, so that both go together, or say why not (CALM-03, CALM-06,
/// BEY-31).
enum OtherVisitPages {
    static let routes: [Route] = Route.form(
        "/tasks/{id}/other-visits", sentTo: "/tasks/{id}/solo-reason", .needs(.drawSubjects), looking: .needs(.readTasks), "写明单独检查的理由",
        of: "同期检查：其他机构对同一企业的检查", version: .checked(InspectionTask.self), fields: [reason], draw: { try await page($0) }
    ) { call in
        let id = try call.id(of: InspectionTask.self), now = call.clock.now()
        let order = SoloExplanation(of: id, because: try call.text(reason))
        return try await call.act { transaction, actor in
            try order.make(by: actor, at: now, in: transaction)
            return Done("单独检查的理由已保存", goTo: "/tasks/\(id)/subjects?step=draw")
        }
    }

    private static let reason = Field("reason", "单独检查的理由", .multiline(maxLength: 500), required: true)

    private static func page(_ call: Call) async throws -> FormPage<OtherVisitModel> {
        let actor = try call.actor(), id = try call.id(of: InspectionTask.self), now = call.clock.now()
        let model = try await call.read { try OtherVisitModel.load(id, for: actor, at: now, in: $0) }
        let actions = model.jointHref.map { [Action("发起联合检查", $0, .primary, icon: "people")] } ?? []
        return FormPage(
            "同期检查", model, note: model.taskName, crumbs: [("检查任务", "/tasks"), (model.taskName, TaskLinks.detail(model.task))], actions: actions,
            parts: model.mayExplain ? [FormPart(
                "单独检查", note: "能合并的检查应当合并、能联合的应当联合；确需单独检查的，写明理由。", fields: [reason], columns: 1)] : [],
            values: Values(["version": "\(model.version)", "reason": model.soloReason ?? ""]), submit: [SubmitButton("保存理由")],
            back: ("返回", TaskLinks.subjects(model.task))
        ) { html, _ in
            if let solo = model.soloReason, !model.mayExplain { html.notice(.info, "单独检查的理由：" + solo) }
            html.card("其他机构的检查") { html in
                html.div(.class("card-body")) { $0.p(.class("hint"), text: model.hint) }
                html.table("其他机构的检查", [
                    Column("企业", .fill) { .link($0.name, href: "/subjects/" + $0.subject) }, Column("机构", .wide) { .text($0.agency) },
                    Column("检查期限", .wide) { .text($0.term) }, Column("进展", .small) { .tag($0.stage, $0.tone) },
                ], rows: model.rows, empty: "没有其他机构在同一时期检查本任务的企业")
            }
        }
    }
}

/// What others inspect, agency and dates alone: what it is about stays theirs.
package struct OtherVisitModel: Codable, Sendable {
    package struct Row: Codable, Sendable {
        let subject: String
        package let name: String
        package let agency: String
        let term: String
        let stage: String
        let tone: Tone
    }

    package let task: String
    package let version: Int
    let taskName: String
    package let rows: [Row]
    let hint: String
    package let soloReason: String?
    let mayExplain: Bool
    /// The agencies of the rows, by id.
    let partners: [String]
    /// The form of a task of several agencies, filled in as far as this task says; nil for others than its maker.
    package let jointHref: String?

    /// How many a page shows.
    private static let shown = 100

    static func load(_ id: InspectionTask.ID, for actor: Actor, at now: Instant, in transaction: Transaction) throws -> OtherVisitModel {
        let task = try InspectionTask.load(id, scope: actor.scope, in: transaction)
        let days = try Parameter.multiAgencyDays.value(for: task.organization, in: transaction)
        let others = task.status.hasSubjects
            ? try OtherVisit.near(task, since: now.advanced(days: Int64(-days)), limit: shown, in: transaction)
            : try OtherVisit.joinable(with: task, limit: shown, among: OtherVisit.lookedAt, in: transaction)
        let hasOpenDraw = try DrawRecord.all(of: id, in: transaction).contains { $0.kind == .subjects && $0.status.isOpen }
        let mayChoose = ChoosingStanding(task, hasOpenDraw: hasOpenDraw, actor).offers.contains(.choose)
        return OtherVisitModel(
            task, others, solo: try SoloInspection.load(of: id, in: transaction), days: days, mayExplain: mayChoose && !others.isEmpty,
            mayJoin: !others.isEmpty && task.organization == actor.organization && actor.may(.makeTasks))
    }

    private init(
        _ task: InspectionTask, _ others: [OtherVisit], solo: SoloInspection?, days: Int, mayExplain: Bool, mayJoin: Bool
    ) {
        self.task = task.id.description
        version = task.version
        taskName = task.record.name
        rows = others.map(Row.init).sorted { ($0.name, $0.agency) < ($1.name, $1.agency) }
        hint = task.status.hasSubjects
            ? "本任务的企业，其他机构待查、在查或\(days)天内检查过的。"
            : "名单中的企业（最多看前\(OtherVisit.lookedAt)个），其他机构在本任务期限内待查、在查或拟检查的；下发时核对全部名单。"
        soloReason = solo?.reason
        partners = Set(others.map(\.agency)).sorted().map(\.description)
        self.mayExplain = mayExplain
        jointHref = mayJoin ? "/tasks/new?mode=\(task.mode.rawValue)&joint=\(task.id)" : nil
    }
}

extension OtherVisitModel.Row {
    init(_ visit: OtherVisit) {
        subject = visit.subject.description
        name = visit.subjectName
        agency = visit.agencyName
        term = "\(visit.from) 至 \(visit.to)"
        stage = visit.stage.label
        tone = switch visit.stage {
        case .planned: .mute
        case .open: .warn
        case .finished: .ok
        }
    }
}
