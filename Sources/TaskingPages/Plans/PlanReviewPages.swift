import Authority
import Doors
import Storage
import Tasking

/// 年度计划审核 (PLAN-12…15): only what this person is named to review.
enum PlanReviewPages {
    static let menu = [MenuEntry(.work, "年度计划审核", "/plan-reviews", icon: "patch-check", .needs(.reviewPlans))]

    static let reason = Field("reason", "理由", .multiline(maxLength: 500), required: true)

    static let routes: [Route] = [
        .read("/plan-reviews", .needs(.reviewPlans), "年度计划审核：待审核、全部", query: [Field("tab", "页签")], as: ListModel<PlanRow>.self) { call in
            try await list(call)
        },
        .read("/plan-reviews/{id}", .needs(.reviewPlans), "待审核的年度计划", as: PlanDetail.self) { try await review($0) },
        .act(
            "/plans/approvals", .needs(.reviewPlans), "审核通过并下发多个年度计划", version: .notNeeded("所选记录连同所见的版本一起提交，逐条核对"),
            form: [BulkAct.field], asks: TaskingQuestions.planApprovals, PlanActs.approveEach),
        .act("/plans/{id}/approval", .needs(.reviewPlans), "审核通过并下发", version: .checked(AnnualPlan.self), again: { try await review($0, $1) }, PlanActs.approve),
        .act("/plans/{id}/rejection", .needs(.reviewPlans), "拒绝并退回创建人", version: .checked(AnnualPlan.self), form: [reason],
            again: { try await review($0, $1) }, PlanActs.reject),
    ]

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let isAll = call.query["tab"] == "all", page = call.listPage
        let (listed, waiting) = try await call.read { transaction in
            (
                try AnnualPlan.reviews(pendingOnly: !isAll, for: actor, page: page, in: transaction),
                try PlanSummary.waiting(for: actor, in: transaction)
            )
        }
        var screen = ListScreen<PlanRow>("年度计划审核", path: "/plan-reviews", columns: [
            Column("计划名称", over: "计划编号", .fill) { .link($0.name, href: "/plan-reviews/" + $0.id, note: $0.number) },
            Column("计划年度", .narrow) { .number($0.year) },
            Column("监管事项", over: "内容分级") { .lines($0.items, $0.contentLevel) },
            Column("计划类型", over: "计划来源", .small) { .lines($0.span, $0.source) },
            Column("牵头领域", .small) { .text($0.leadDomain) },
            Column("审核状态", .small) { .tag($0.review, $0.reviewTone) },
            Column("接收状态", .small) { .text($0.receipt) },
        ])
        screen.tabs = [
            Tab("待审核", "/plan-reviews", count: waiting, isCurrent: !isAll),
            Tab("全部", "/plan-reviews?tab=all", isCurrent: isAll),
        ]
        screen.rowActions = { [Action($0.acts.contains(.approve) ? "审核" : "详情", "/plan-reviews/" + $0.id)] }
        screen.bulkActs = isAll ? [] : [BulkAct("通过所选", "/plans/approvals", needs: .reviewPlans)]
        screen.bulkKey = { $0.acts.contains(.approve) ? BulkAct.key($0.id, $0.version) : nil }
        screen.emptyText = isAll ? "没有审核过的计划" : "没有待审核的计划"
        return screen.page(call, listed.map { PlanRow($0, for: actor) })
    }

    static func review(_ call: Call, _ problems: Problems? = nil) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: AnnualPlan.self), today = call.clock.today()
        let model = try await call.read { transaction in
            guard try AnnualPlan.isReviewer(actor.account, of: id, in: transaction) else { throw NotFound() }
            return try PlanDetail.load(id, for: actor, today: today, in: transaction)
        }
        let values = call.form, token = call.login?.formToken
        return Page(model[\.name], model) { $1.planReview($0, values: values, problems: problems, formToken: token) }
    }
}
