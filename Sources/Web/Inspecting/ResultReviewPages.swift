import Authority
import Inspecting
import Storage
import Tasking

/// 检查结果审核 (INSP-24 to INSP-26).
package enum ResultReviewPages {
    package static let menu = [
        MenuEntry(.work, "检查结果审核", "/result-reviews", icon: "patch-check", .needs(.reviewResults))
    ]

    package static let routes: [Route] = [
        .read("/result-reviews", .needs(.reviewResults), "检查结果审核列表", query: [Field("tab", "页签")] + InspectionPages.filters, as: ListModel<InspectionRow>.self) { call in
            try await list(call)
        },
        .act(
            "/inspections/{id}/review", .needs(.reviewResults), "审核检查结果", version: .checked(Inspection.self), form: fields,
            again: { call, problems in try await InspectionPages.detail(call, problems) }
        ) { call in try await review(call) },
    ]

    static let fields = [
        Field("decision", "审核结果", .choice(ResultReview.Decision.allCases.map { .init($0.rawValue, $0.label) }), required: true),
        Field("reason", "理由", .multiline(maxLength: 500)), Field("round", "录入次数", .hidden, required: true),
    ]

    private static func list(_ call: Call) async throws -> Page {
        let isDone = call.query["tab"] == "done"
        var filter = InspectionPages.filter(call)
        filter.reviewStatuses = isDone ? [.approved, .returned] : [.pending]
        var screen = InspectionPages.screen("检查结果审核", "/result-reviews")
        screen.filters = Array(InspectionPages.filters.prefix(3))
        screen.tabs = [
            Tab("待审核", "/result-reviews", isCurrent: !isDone), Tab("已审核", "/result-reviews?tab=done", isCurrent: isDone),
        ]
        screen.rowActions = { [Action($0.isPending ? "审核" : "查看", "/inspections/\($0.id)" + ($0.isPending ? "#review" : ""))] }
        screen.emptyText = isDone ? "没有已审核的检查结果" : "没有待审核的检查结果"
        return try await InspectionPages.list(screen, filter, scope: try call.actor().scope.ownOnly, call)
    }

    private static func review(_ call: Call) async throws -> Answer {
        let id = try call.id(of: TaskSubject.self)
        let reading = FormReading(call.form, fields)
        try reading.finish()
        guard let decision = reading.choice("decision", as: ResultReview.Decision.self) else { throw NotFound() }
        let (reason, round, now) = (reading.text("reason"), reading.integer("round") ?? 0, call.clock.now())
        let receivers = call.platform.results.all
        return try await call.act { transaction, actor in
            try ResultReview(of: id, decision, reason: reason, round: round).make(by: actor, at: now, telling: receivers, in: transaction)
            return Done(decision == .approved ? "检查结果审核通过" : "检查结果已退回", goTo: "/result-reviews", id: id.description)
        }
    }
}

/// Who takes approved results; put together by the executable.
package struct ApprovedResultReceivers: Sendable {
    package let all: [any ApprovedResultReceiving]
    package init(_ all: [any ApprovedResultReceiving]) { self.all = all }
}
