import Authority
import Doors
import Storage
import Tasking

/// 超频次检查: asked for where objects are chosen, decided by the approver, and kept for everybody who reads tasks (BEY-30).
enum CapExemptionPages {
    static let menu = [MenuEntry(.work, "超频次检查审批", "/cap-exemptions", icon: "patch-check", .needs(.readTasks))]

    static let routes: [Route] = [
        .read("/cap-exemptions", .needs(.readTasks), "超频次检查的申请与审批", query: filters, as: ListModel<CapExemptionRow>.self) { try await list($0) },
        .act(
            "/tasks/{id}/subjects/exemptions", .needs(.drawSubjects), "申请超频次检查", version: .checked(InspectionTask.self), form: request,
            again: ChoosingPages.again(.range)
        ) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            let reading = FormReading(call.form, request)
            try reading.finish()
            let order = CapExemptionRequest(for: id, at: SubjectID(reading.text("subject")), because: reading.text("reason"))
            return try await call.act { transaction, actor in
                let made = try order.make(by: actor, at: now, in: transaction)
                return Done("已提交审批；批准后再添加该检查对象", goTo: "/tasks/\(id)/subjects?step=range", id: made.description)
            }
        },
    ] + Route.form(
        "/cap-exemptions/{id}", sentTo: "/cap-exemptions/{id}/decision", .needs(.approveVisits), looking: .needs(.readTasks), "审批超频次检查",
        of: "超频次检查申请", version: .checked(CapExemption.self), fields: decision, draw: { try await detail($0) }
    ) { try await decide($0) }

    /// The form where objects are chosen.
    static let request = [
        Field("subject", "检查对象", .picker(source: "/options/subjects", many: false), required: true, hint: "已达到年度检查频次上限的企业"),
        Field("reason", "超频次检查理由", .multiline(maxLength: 500), required: true),
    ]

    private static let filters = [Field("status", "审批状态", .choice(CapExemptionStatus.options))]
    private static let decision = [
        Field("decision", "审批结果", .choice([.init(CapExemptionAct.approve.rawValue, "批准"), .init(CapExemptionAct.reject.rawValue, "不批准")]), required: true),
        Field("opinion", "审批意见", .multiline(maxLength: 500), hint: "不批准的必须填写"),
    ]

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor(), page = call.listPage
        let status: CapExemptionStatus? = FormReading(call.query, filters).choice("status")
        let listed = try await call.read { try CapExemption.list(status: status, scope: actor.scope, page: page, in: $0) }
        var screen = ListScreen<CapExemptionRow>("超频次检查审批", path: "/cap-exemptions", columns: [
            Column("检查对象", .fill) { .link($0.subject, href: $0.path, note: "信用等级\($0.grade)") },
            Column("检查任务", over: "任务编号", .wide) { .lines($0.taskName, $0.taskNumber) },
            Column("检查频次", over: "检查机构", .wide) { .lines($0.frequency, $0.agency) },
            Column("申请人", over: "申请时间") { .lines($0.requester, $0.requestedAt) },
            Column("审批状态", .small) { .tag($0.status, $0.tone) },
        ])
        screen.filters = filters
        screen.rowActions = { [Action($0.acts.isEmpty ? "查看" : "审批", $0.path)] }
        screen.emptyText = "没有超频次检查的申请"
        return screen.page(call, listed.map { CapExemptionRow($0, for: actor) })
    }

    private static func detail(_ call: Call) async throws -> FormPage<CapExemptionRow> {
        let actor = try call.actor(), id = try call.id(of: CapExemption.self)
        let found = try await call.read { try CapExemption.load(id, scope: actor.scope, in: $0) }
        let row = CapExemptionRow(found, for: actor)
        return FormPage(
            "超频次检查申请", row, note: row.subject, tag: (row.status, row.tone), crumbs: [("超频次检查审批", "/cap-exemptions")],
            parts: row.acts.isEmpty ? [] : [FormPart("审批", fields: decision, columns: 1)], values: Values(["version": "\(row.version)"]),
            submit: [SubmitButton("提交审批")], back: ("返回", "/cap-exemptions")
        ) { html, _ in
            html.card("申请") { html in
                html.record([
                    (label: "检查对象", value: row.subject), (label: "信用等级", value: row.grade), (label: "检查频次", value: row.frequency),
                    (label: "检查机构", value: row.agency), (label: "检查任务", value: row.taskName), (label: "任务编号", value: row.taskNumber),
                    (label: "申请机构", value: row.organization), (label: "申请人", value: row.requester), (label: "申请时间", value: row.requestedAt),
                    (label: "超频次检查理由", value: row.reason), (label: "审批人", value: row.decider), (label: "审批时间", value: row.decidedAt),
                    (label: "审批意见", value: row.opinion), (label: "使用时间", value: row.usedAt),
                ])
            }
            if let closed = row.closedBecause { html.notice(.info, closed) }
        }
    }

    private static func decide(_ call: Call) async throws -> Answer {
        let id = try call.id(of: CapExemption.self), now = call.clock.now()
        let reading = FormReading(call.form, decision)
        try reading.finish()
        let act: CapExemptionAct = reading.choice("decision") ?? .reject
        let order = CapExemptionDecision(on: id, act, opinion: reading.text("opinion"))
        return try await call.act { transaction, actor in
            try order.make(by: actor, at: now, in: transaction)
            return Done("已审批", goTo: "/cap-exemptions/\(id)", id: id.description)
        }
    }
}

extension ChoosingModel {
    /// What was asked for beyond the cap, of this task.
    static func exemptions(of task: InspectionTask.ID, for actor: Actor, in transaction: Transaction) throws -> [CapExemptionRow] {
        try CapExemption.all(of: task, in: transaction).map { CapExemptionRow($0, for: actor) }
    }
}
