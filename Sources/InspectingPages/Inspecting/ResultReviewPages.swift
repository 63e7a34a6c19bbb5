import Authority
import Doors
import Inspecting
import Storage
import Tasking

/// 检查结果审核 (INSP-24 to INSP-26).
package enum ResultReviewPages {
    static let menu = [
        MenuEntry(.work, "检查结果审核", "/result-reviews", icon: "patch-check", .needs(.reviewResults), also: ["/inspections"])
    ]

    /// - Parameter receivers: who takes approved results (PUB-07); without them results would end in silence.
    static func routes(telling receivers: [any ApprovedResultReceiving]) -> [Route] { [
        .read("/result-reviews", .needs(.reviewResults), "检查结果审核列表", query: [Field("tab", "页签"), InspectionPages.sorting] + InspectionPages.filters, as: ListModel<InspectionRow>.self) { call in
            try await list(call)
        },
        .act(
            "/inspections/{id}/review", .needs(.reviewResults), "审核检查结果", version: .checked(Inspection.self), form: fields,
            again: { call, problems in try await InspectionPages.detail(call, problems) }
        ) { call in try await review(call, receivers) },
        .act(
            "/result-reviews/approvals", .needs(.reviewResults), "审核通过多个检查结果", version: .notNeeded("所选检查结果连同所见的版本和录入次数一起提交，逐条核对"),
            form: [BulkAct.entryField], asks: approvalsQuestion
        ) { call in try await reviewEach(call, .approved, receivers) },
        .act(
            "/result-reviews/returns", .needs(.reviewResults), "审核不通过多个检查结果，理由相同",
            version: .notNeeded("所选检查结果连同所见的版本和录入次数一起提交，逐条核对"), form: [BulkAct.entryField, reason], asks: returnsQuestion
        ) { call in try await reviewEach(call, .returned, receivers) },
    ] }

    package static let fields = [
        Field("decision", "审核结果", .choice(ResultReview.Decision.options), required: true),
        Field("reason", "理由", .multiline(maxLength: 500), hint: "不通过的须说明理由"), Field("round", "录入次数", .hidden, required: true),
    ]

    private static let reason = Field("reason", "不通过的理由", .multiline(maxLength: 500), required: true)

    private static func list(_ call: Call) async throws -> Page {
        let isDone = call.query["tab"] == "done"
        var filter = InspectionPages.filter(call)
        filter.reviewStatuses = isDone ? [.approved, .returned] : [.pending]
        var screen = InspectionPages.screen("检查结果审核", "/result-reviews")
        screen.filters = Array(InspectionPages.filters.prefix(3))
        screen.tabs = [
            Tab("待审核", "/result-reviews", isCurrent: !isDone), Tab("已审核", "/result-reviews?tab=done", isCurrent: isDone),
        ]
        screen.rowActions = { [Action($0.isPending ? "审核" : "查看", "/inspections/" + $0.id)] }
        screen.bulkActs = isDone ? [] : [
            BulkAct("通过所选", "/result-reviews/approvals", needs: .reviewResults),
            BulkAct("不通过所选", "/result-reviews/returns", needs: .reviewResults),
        ]
        screen.bulkKey = { $0.isPending ? BulkAct.key($0.id, $0.version, round: $0.round) : nil }
        screen.emptyText = isDone ? "没有已审核的检查结果" : "没有待审核的检查结果"
        return try await InspectionPages.list(screen, filter, scope: try call.actor().scope.ownOnly, call)
    }

    private static func approvalsQuestion(_ call: Call) async throws -> Confirmation {
        let results = try BulkAct.chosen(call, TaskSubject.self)
        return Confirmation(
            "审核通过 \(results.count) 个检查结果？",
            ["以下检查结果将审核通过，此后不能修改或退回，可以公示；请确认均已看过内容"] + (try await call.named(results, title)), act: "审核通过")
    }

    private static func returnsQuestion(_ call: Call) async throws -> Confirmation {
        let results = try BulkAct.chosen(call, TaskSubject.self)
        return Confirmation(
            "\(results.count) 个检查结果审核不通过？",
            ["以下检查结果退回执法人员重新录入，他们会看到下面的理由"] + (try await call.named(results, title)), act: "审核不通过",
            words: [.init(reason.name, reason.label)])
    }

    /// As each would be decided on its own page; what was entered anew meanwhile stays undecided.
    private static func reviewEach(
        _ call: Call, _ decision: ResultReview.Decision, _ receivers: [any ApprovedResultReceiving]
    ) async throws -> Answer {
        let (results, now) = (try BulkAct.chosen(call, TaskSubject.self), call.clock.now())
        let reason = try call.text(Self.reason)
        let rounds = Dictionary(results.map { ($0.id, $0.round ?? 0) }, uniquingKeysWith: { first, _ in first })
        return try await call.actOnEach(results, versions: Inspection.versions, goTo: call.begunOn ?? "/result-reviews", name: title) { transaction, actor, id in
            try ResultReview(of: id, decision, reason: reason, round: rounds[id] ?? 0)
                .make(by: actor, at: now, telling: receivers, in: transaction)
        }
    }

    @Sendable
    private static func title(_ transaction: Transaction, _ actor: Actor, _ id: TaskSubject.ID) throws -> String {
        try InspectionList.title(of: id, scope: actor.scope, in: transaction)
    }

    private static func review(_ call: Call, _ receivers: [any ApprovedResultReceiving]) async throws -> Answer {
        let id = try call.id(of: TaskSubject.self)
        let reading = FormReading(call.form, fields)
        try reading.finish()
        guard let decision = reading.choice("decision", as: ResultReview.Decision.self) else { throw NotFound() }
        let (reason, round, now) = (reading.text("reason"), reading.integer("round") ?? 0, call.clock.now())
        return try await call.act { transaction, actor in
            try ResultReview(of: id, decision, reason: reason, round: round).make(by: actor, at: now, telling: receivers, in: transaction)
            return Done(decision == .approved ? "检查结果审核通过" : "检查结果已退回", goTo: "/result-reviews", id: id.description)
        }
    }
}
