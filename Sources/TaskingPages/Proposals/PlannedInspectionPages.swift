import Authority
import Doors
import Importing
import Registry
import Storage
import Tasking
import Timekeeping

/// 月度检查任务明细, enterprise by enterprise; the planner corrects it here (PLAN-25, PLAN-37).
enum PlannedInspectionPages {
    private static let home = "/plans/{id}/inspections"

    static let routes: [Route] = [
        .read(home, .needs(.readPlans), "月度检查任务明细：逐户的月份、检查类别和频次", query: filters([]), as: ListModel<PlannedInspectionRow>.self) { try await list($0) },
        .act(
            home + "/moves", .needs(.makePlans), "将所选检查安排到某月", version: .notNeeded("所选记录连同所见的版本一起提交，逐条核对"),
            form: [BulkAct.field, month, reason], asks: question, moveEach),
        .act(
            home + "/leaving-out", .needs(.makePlans), "所选检查不安排", version: .notNeeded("所选记录连同所见的版本一起提交，逐条核对"),
            form: [BulkAct.field], leaveOutEach),
    ] + Route.form(
        home + "/new", sentTo: home, .needs(.makePlans), "添加检查", version: .notNeeded("新建一条记录，不改变已有的"), fields: addFields([]),
        draw: { try await form($0) }
    ) { try await add($0) }

    private static let month = Field("month", "月份", .choice((1...12).map { .init("\($0)", "\($0)月") }), required: true)
    private static let reason = Field("reason", "理由", .multiline(maxLength: 500), hint: "超出既定任务量时必填")

    private static func filters(_ categories: [String]) -> [Field] {
        [
            Field("name", "企业名称", placeholder: "请输入企业名称"), Field("month", "月份", .choice((1...12).map { .init("\($0)", "\($0)月") })),
            Field("category", "检查类别", .choice(categories.map { .init($0, $0) })), Field("status", "状态", .choice(PlannedStatus.options)),
        ]
    }

    private static func addFields(_ categories: [String]) -> [Field] {
        [
            Field("subject", "企业", .picker(source: "/options/subjects", many: false), required: true),
            Field("category", "检查类别", .choice(categories.map { .init($0, $0) }), required: true), month, reason,
        ]
    }

    private static func list(_ call: Call) async throws -> Page {
        let opened = try await OpenedProposal.load(call)
        let reading = FormReading(call.query, filters([])), page = call.listPage
        var filter = PlannedInspection.Filter()
        (filter.name, filter.month) = (reading.optional("name"), reading.optional("month").flatMap { Int($0) })
        (filter.category, filter.status) = (reading.optional("category"), reading.choice("status"))
        let wanted = filter
        let (listed, categories) = try await call.read { transaction in
            guard let proposal = opened.proposal else { return (Listed<PlannedInspection>(whole: []), [String]()) }
            return (
                try PlannedInspection.list(wanted, of: proposal.id, page: page, in: transaction),
                try ProposalMonthSummary.categories(of: proposal.id, in: transaction).map(\.name)
            )
        }
        return screen(opened, categories).page(call, listed.map(PlannedInspectionRow.init))
    }

    private static func screen(_ opened: OpenedProposal, _ categories: [String]) -> ListScreen<PlannedInspectionRow> {
        let path = "/plans/\(opened.plan.id)/inspections"
        let isMaker = opened.standing.offers.contains(.correct)
        var screen = ListScreen<PlannedInspectionRow>("月度检查任务明细", path: path, columns: [
            Column("企业名称", .fill) { .link($0.name, href: "/subjects/" + $0.subject, note: $0.code) },
            Column("月份", .narrow) { .text("\($0.month)月") },
            Column("检查类别", over: "频次") { .lines($0.category, $0.frequency) },
            Column("风险和信用", .medium) { .text($0.grades) },
            Column("状态", .small) { .tag($0.status, $0.tone) },
            Column("来源", over: "理由", .small) { .lines($0.origin, $0.reason) },
            Column("检查任务", .small) { row in row.task.map { Cell.link(row.taskNumber, href: "/tasks/" + $0) } ?? Cell.text("—") },
        ])
        screen.filters = filters(categories)
        screen.actions = [Action("逐月合计", "/plans/\(opened.plan.id)/proposal")]
            + (isMaker ? [Action("添加检查", path + "/new", .primary, icon: "plus-lg")] : [])
        screen.summary = "年度计划：\(opened.plan.record.name)（\(opened.plan.record.year)年度）"
        screen.rowActions = { [Action("企业", "/subjects/" + $0.subject)] }
        screen.bulkActs = isMaker ? [BulkAct("安排到月份", path + "/moves", needs: .makePlans), BulkAct("不安排", path + "/leaving-out", needs: .makePlans)] : []
        screen.bulkKey = { $0.task == nil ? BulkAct.key($0.id, $0.version) : nil }
        screen.emptyText = "没有符合条件的检查"
        return screen
    }

    private static func form(_ call: Call) async throws -> FormPage<FormModel> {
        let (opened, actor) = (try await OpenedProposal.load(call, for: .correct), try call.actor())
        let categories = try await call.read { try InspectionFrequencyRecord.categories(at: actor.organization, in: $0) }
        let path = "/plans/\(opened.plan.id)"
        return FormPage(
            "添加检查", crumbs: [(opened.plan.record.name, path), ("月度检查任务明细", path + "/inspections")],
            parts: [FormPart(fields: addFields(categories))], back: ("取消", path + "/inspections"))
    }

    private static func add(_ call: Call) async throws -> Answer {
        let plan = try await OpenedProposal.load(call, for: .correct).plan.id
        let reading = FormReading(call.form, addFields([]))
        try reading.finish()
        let addition = PlannedAddition(
            to: plan, of: reading.optional("subject").flatMap { RegulatedSubject.ID($0) }, category: reading.text("category"),
            month: reading.optional("month").flatMap { Int($0) } ?? 0, because: reading.text("reason"))
        return try await call.make { act in
            try addition.make(in: act)
            return Done("检查已添加", goTo: "/plans/\(plan)/inspections?month=\(addition.month)")
        }
    }

    @Sendable
    private static func question(_ call: Call) async throws -> Confirmation {
        let opened = try await OpenedProposal.load(call, for: .correct), today = call.clock.today()
        let names = try await call.named(try BulkAct.chosen(call, PlannedInspection.self), name)
        let months = opened.plan.openMonths(on: today).map { Field.Option("\($0)", "\($0)月") }
        return Confirmation(
            "安排 \(call.form.all("id").count) 次检查到哪个月？", ["以下检查安排到所选月份；超出既定任务量的，理由将记入明细"] + names, act: "安排",
            words: [.init(month.name, month.label, options: months), .init(reason.name, reason.label)])
    }

    @Sendable
    private static func moveEach(_ call: Call) async throws -> Answer {
        let plan = try await OpenedProposal.load(call, for: .correct).plan.id
        let (chosen, now) = (try BulkAct.chosen(call, PlannedInspection.self), call.clock.now())
        let reading = FormReading(call.form, [month.optional, reason])
        try reading.finish()
        let (wanted, why) = (reading.optional("month").flatMap { Int($0) } ?? 0, reading.text("reason"))
        return try await call.actOnEach(chosen, versions: PlannedInspection.versions, goTo: call.begunOn ?? "/plans/\(plan)/inspections", name: name) {
            transaction, actor, id in
            try PlannedMove(of: id, in: plan, to: wanted, because: why).make(in: ActContext(actor, at: now, in: transaction))
        }
    }

    @Sendable
    private static func leaveOutEach(_ call: Call) async throws -> Answer {
        let plan = try await OpenedProposal.load(call, for: .correct).plan.id
        let (chosen, now) = (try BulkAct.chosen(call, PlannedInspection.self), call.clock.now())
        return try await call.actOnEach(chosen, versions: PlannedInspection.versions, goTo: call.begunOn ?? "/plans/\(plan)/inspections", name: name) {
            transaction, actor, id in
            try PlannedLeavingOut(of: id, in: plan).make(in: ActContext(actor, at: now, in: transaction))
        }
    }

    @Sendable
    private static func name(_ transaction: Transaction, _ actor: Actor, _ id: PlannedInspection.ID) throws -> String {
        try PlannedInspection.title(of: id, at: actor.organization, in: transaction)
    }
}
