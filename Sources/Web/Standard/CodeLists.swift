import Authority
import Disclosure
import Doors
import Inspecting
import Ledger
import Paperwork
import Registry
import Tasking

extension CodeList {
    /// Every list that stands in records; a test looks for enums that are stored and not named here.
    package static let all: [CodeList] = (ofAgencies + ofLibraries + ofLaws + ofPlans + ofTasks + ofInspections + ofWork)
        .sorted { $0.identifier < $1.identifier }

    private static let ofAgencies = [
        CodeList("机构级别", AgencyLevel.self, \.label), CodeList("机构类型", OrganizationKind.self, \.label),
        CodeList("执法领域", EnforcementDomain.self, \.label), CodeList("机构状态", Organization.Status.self, \.label),
        CodeList("账号状态", AccountStatus.self, \.label), CodeList("角色", Role.self, \.label),
        CodeList("权限", Permission.self, \.label), CodeList("登录端", Channel.self, \.label),
        CodeList("系统用途", InstallationPurpose.self, \.label), CodeList("参数", Parameter.self, \.label), CodeList("安全隐患等级", SecurityFinding.Severity.self, \.label),
        CodeList("企业账号类型", EnterpriseAccount.Kind.self, \.label), CodeList("企业账号状态", EnterpriseAccount.Status.self, \.label),
    ]

    private static let ofLibraries = [
        CodeList("对象大类", SubjectClass.self, \.label), CodeList("对象类型", SubjectKind.self, \.label),
        CodeList("主体类型", EntityKind.self, \.label), CodeList("登记状态", RegistrationStatus.self, \.label),
        CodeList("等级", Grade.self, \.label), CodeList("对象状态", SubjectStatus.self, \.label),
        CodeList("数据来源", SubjectSource.self, \.label), CodeList("安全生产要素", SafetyElement.self, \.label),
        CodeList("企业类别", EnterpriseCategory.self, \.label), CodeList("专项行业类型", ProgrammeTrade.self, \.label),
        CodeList("生产单元", ProductionUnit.self, \.label), CodeList("涉及场所", WorkshopPremise.self, \.label),
        CodeList("设备种类", EquipmentKind.self, \.label), CodeList("执法人员类别", OfficerQualification.self, \.label),
        CodeList("执法人员状态", OfficerStatus.self, \.label), CodeList("执法装备类型", EnforcementEquipmentKind.self, \.label),
        CodeList("执法装备状态", EnforcementEquipmentStatus.self, \.label), CodeList("事项种类", ItemKind.self, \.label),
        CodeList("事项状态", ItemStatus.self, \.label), CodeList("检查方式（表单）", InspectionMode.self, \.label),
        CodeList("答案尺度", AnswerScale.self, \.label), CodeList("表单状态", CheckFormStatus.self, \.label),
        CodeList("表单版本状态", CheckFormVersionStatus.self, \.label),
        CodeList("检查内容来源", CheckMatterOrigin.self, \.label), CodeList("表单种类", CheckFormKind.self, \.label),
    ]

    private static let ofLaws = [
        CodeList("法规类别", StatuteKind.self, \.label), CodeList("法规书架", LawShelf.self, \.label),
        CodeList("法规效力", StatuteStanding.self, \.label), CodeList("规则核对情况", LegalVerification.self, \.label),
        CodeList("法规文件导入结果", StatuteFileOutcome.self, \.label),
    ]

    private static let ofPlans = [
        CodeList("计划类别", PlanFamily.self, \.label), CodeList("内容分级", ContentLevel.self, \.label),
        CodeList("检查方式", InspectionWay.self, \.label), CodeList("信用规则要求", CreditRuleRequirement.self, \.label),
        CodeList("计划来源", PlanSource.self, \.label), CodeList("计划审核状态", PlanReviewStatus.self, \.label),
        CodeList("计划执行状态", PlanExecutionStatus.self, \.label), CodeList("计划接收状态", PlanReceiptStatus.self, \.label),
        CodeList("计划类型", AgencySpan.self, \.label),
    ]

    private static let ofTasks = [
        CodeList("任务状态", TaskStatus.self, \.label), CodeList("任务性质", TaskNature.self, \.label),
        CodeList("测试任务有效期", TestExpiry.self, \.label), CodeList("任务来源", TaskSource.self) { source in
            Set(InspectionMode.allCases.map { source.label($0) }).sorted().joined(separator: "/")
        },
        CodeList("对象确定方式", SubjectFixation.self, \.label), CodeList("选择方式", SelectionMode.self, \.label),
        CodeList("任务事项来源", TaskItemOrigin.self, \.label), CodeList("任务对象状态", TaskSubjectStatus.self, \.label),
        CodeList("对象加入方式", SubjectJoining.self, \.label), CodeList("分类方式", Categorization.self, \.label),
        CodeList("排除方式", ExclusionWay.self, \.label), CodeList("排除的企业状态", ExcludedStatus.self, \.label),
        CodeList("排除原因", ExclusionReason.self, \.label), CodeList("抽取种类", DrawKind.self, \.label),
        CodeList("抽取状态", DrawStatus.self, \.label), CodeList("检查内容确定方式", TaskContentMode.self, \.label),
    ]

    private static let ofInspections = [
        CodeList("总体结果", OverallResult.self, \.label), CodeList("检查项答案", AnswerMark.self) { mark in AnswerScale.allCases.map { $0.word(for: mark) }.joined(separator: "/") },
        CodeList("执法措施", MeasureKind.self, \.label), CodeList("处置方式", Disposal.self, \.label),
        CodeList("无法开展检查的原因", NotInspectableReason.self, \.label), CodeList("结果数据来源", ResultSource.self, \.label),
        CodeList("结果审核状态", ReviewStatus.self, \.label), CodeList("审核决定", ResultReview.Decision.self, \.label),
        CodeList("公示状态", PublicationStatus.self, \.label), CodeList("文书种类", DocumentKind.self, \.label),
        CodeList("文书状态", DocumentStatus.self, \.label),
    ]

    private static let ofWork = [
        CodeList("后台任务状态", JobState.self, \.label), CodeList("消息种类", MessageKind.self, \.label),
    ]
}

extension AnswerScale {
    fileprivate func word(for mark: AnswerMark) -> String {
        switch mark {
        case .pass: pass
        case .fail: fail
        case .notApplicable: notApplicable
        }
    }
}
