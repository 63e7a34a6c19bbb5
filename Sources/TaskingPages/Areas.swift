import Doors
import Library
import Tasking

/// What this target brings along.
extension Area {
    package static let tasks = Area(
        facts: PlanFacts.all + TaskFacts.all + JointFacts.all + AttachmentFacts.all,
        routes: PlanPages.routes + PlanReviewPages.routes + PlanOptions.routes + TaskPages.routes + TaskContentPages.routes + TaskOptions.routes + AttachmentPages.routes + JointPages.routes + VerificationPages.routes,
        menu: PlanPages.menu + PlanReviewPages.menu + TaskPages.menu,
        codes: [
            CodeList("计划类别", PlanFamily.self, \.label), CodeList("内容分级", ContentLevel.self, \.label),
            CodeList("检查方式", InspectionWay.self, \.label), CodeList("信用规则要求", CreditRuleRequirement.self, \.label),
            CodeList("计划来源", PlanSource.self, \.label), CodeList("计划审核状态", PlanReviewStatus.self, \.label),
            CodeList("计划执行状态", PlanExecutionStatus.self, \.label),
            CodeList("计划接收状态", PlanReceiptStatus.self, \.label), CodeList("计划类型", AgencySpan.self, \.label),
            CodeList("任务状态", TaskStatus.self, \.label), CodeList("任务性质", TaskNature.self, \.label),
            CodeList("测试任务有效期", TestExpiry.self, \.label),
            CodeList("任务来源", TaskSource.self) { source in Set(InspectionMode.allCases.map { source.label($0) }).sorted().joined(separator: "/") },
            CodeList("对象确定方式", SubjectFixation.self, \.label), CodeList("选择方式", SelectionMode.self, \.label),
            CodeList("任务事项来源", TaskItemOrigin.self, \.label), CodeList("任务对象状态", TaskSubjectStatus.self, \.label),
            CodeList("邀约状态", InvitationStatus.self, \.label), CodeList("检查内容确定方式", TaskContentMode.self, \.label),
        ],
        exports: [PlanExport()],
        smallTables: [
            "annual_plan", "annual_plan_search", "annual_plan_item", "annual_plan_agency", "plan_receipt",
            "inspection_task", "inspection_task_search", "task_invitation", "annual_plan_partner_item",
        ])

    package static let assignment = Area(routes: AssignmentPages.routes, menu: AssignmentPages.menu)

    package static let adjusting = Area(
        routes: AdjustmentPages.routes + OfficerAdjustmentPages.routes, menu: AdjustmentPages.menu,
        codes: [CodeList("调整方式", AdjustmentWay.self, \.label)])

    package static let inspectionCaps = Area(InspectionCapPages.library, codes: [CodeList("不受检查频次上限约束的检查", CapExemptKind.self, \.label)])

    package static let calm = Area(
        facts: CapExemptionFacts.all,
        routes: CapExemptionPages.routes + OtherVisitPages.routes,
        menu: CapExemptionPages.menu,
        codes: [CodeList("超频次检查审批状态", CapExemptionStatus.self, \.label)],
        smallTables: ["cap_exemption", "delivered_cap"])

    package static let choosing = Area(
        facts: ChoosingFacts.all,
        routes: ChoosingPages.routes + CandidateListPages.routes + SupplementPages.routes,
        codes: [
            CodeList("对象加入方式", SubjectJoining.self, \.label), CodeList("分类方式", Categorization.self, \.label),
            CodeList("排除方式", ExclusionWay.self, \.label), CodeList("排除的企业状态", ExcludedStatus.self, \.label),
            CodeList("排除原因", ExclusionReason.self, \.label),
        ],
        exports: [CandidateExport()],
        smallTables: ["sampling_category"])

    package static let draws = Area(
        facts: DrawFacts.all,
        routes: DrawPages.routes + PublicDrawPages.routes + WitnessedDrawPages.routes,
        menu: DrawPages.menu + WitnessedDrawPages.menu,
        codes: [
            CodeList("抽取种类", DrawKind.self, \.label), CodeList("抽取状态", DrawStatus.self, \.label),
        ],
        smallTables: ["draw", "draw_search", "draw_stratum"])
}
