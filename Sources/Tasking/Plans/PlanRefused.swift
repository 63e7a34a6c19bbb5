import Authority
import Storage

/// Why an act on an annual plan is refused.
package enum PlanRefused: Refusal, Equatable {
    case missing(MissingField)
    case termInverted
    case itemUnknown
    case itemDisabled
    case itemNotClaimed
    case partnerItemUnknown
    case partnerItemOfOtherDomain
    case partnerItemIsOwn
    case townshipCannotIssue
    case issueScopeNotBelow
    case notCreator
    case reviewerMissing
    case reviewerIsCreator
    case reviewerUnsuitable
    case alreadyReviewed
    /// PLAN-38
    case alreadyIssued
    case attachmentsFixed
    case underReview
    case executionBegun
    case rejectionReasonMissing
    case receiptReasonMissing
    case alreadyAnswered
    case notFinished
    case evaluationMissing
    case coverageWrong
    case wrongState(PlanReviewStatus, PlanAct)

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .termInverted: "tasking.plan.termInverted"
        case .itemUnknown: "tasking.plan.itemUnknown"
        case .itemDisabled: "tasking.plan.itemDisabled"
        case .itemNotClaimed: "tasking.plan.itemNotClaimed"
        case .partnerItemUnknown: "tasking.plan.partnerItemUnknown"
        case .partnerItemOfOtherDomain: "tasking.plan.partnerItemOfOtherDomain"
        case .partnerItemIsOwn: "tasking.plan.partnerItemIsOwn"
        case .townshipCannotIssue: "tasking.plan.townshipCannotIssue"
        case .issueScopeNotBelow: "tasking.plan.issueScopeNotBelow"
        case .notCreator: "tasking.plan.notCreator"
        case .reviewerMissing: "tasking.plan.reviewerMissing"
        case .reviewerIsCreator: "tasking.plan.reviewerIsCreator"
        case .reviewerUnsuitable: "tasking.plan.reviewerUnsuitable"
        case .alreadyReviewed: "tasking.plan.alreadyReviewed"
        case .alreadyIssued: "tasking.plan.alreadyIssued"
        case .attachmentsFixed: "tasking.attachment.planIsFixed"
        case .underReview: "tasking.plan.underReview"
        case .executionBegun: "tasking.plan.executionBegun"
        case .rejectionReasonMissing: "tasking.plan.rejectionReasonMissing"
        case .receiptReasonMissing: "tasking.plan.receiptReasonMissing"
        case .alreadyAnswered: "tasking.plan.alreadyAnswered"
        case .notFinished: "tasking.plan.notFinished"
        case .evaluationMissing: "tasking.plan.evaluationMissing"
        case .coverageWrong: "tasking.plan.coverageWrong"
        case .wrongState: "tasking.plan.wrongState"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .termInverted: "计划期限的结束日期不能早于开始日期"
        case .itemUnknown: "所选事项不存在，或不属于本类计划的事项"
        case .itemDisabled: "所选事项已禁用，不能添加"
        case .itemNotClaimed: "只能选择本机构已认领的事项"
        case .partnerItemUnknown: "所选配合领域监管事项不存在，或不属于本类计划的事项"
        case .partnerItemOfOtherDomain: "配合领域监管事项应属于所选的联合领域"
        case .partnerItemIsOwn: "同一事项不能既是监管事项又是配合领域监管事项"
        case .townshipCannotIssue: "乡级机构不能下发计划"
        case .issueScopeNotBelow: "下发范围只能选择下级机构"
        case .notCreator: "只有计划的创建人可以进行该操作"
        case .reviewerMissing: "请选择审核人员"
        case .reviewerIsCreator: "审核人员不能是计划的创建人"
        case .reviewerUnsuitable: "审核人员应为本部门具有计划审核权限的人员"
        case .alreadyReviewed: "计划已审核，不能撤回"
        case .alreadyIssued: "计划已审核下发，不能修改或删除"
        case .attachmentsFixed: "计划已提交审核，不能更改附件；请先撤回审核，或修改计划"
        case .underReview: "请先撤回审核"
        case .executionBegun: "仅待执行状态的年度计划允许修改/删除"
        case .rejectionReasonMissing: "请输入拒绝理由"
        case .receiptReasonMissing: "请输入理由"
        case .alreadyAnswered: "该计划已答复，不能更改"
        case .notFinished: "计划尚未完成，不能评估"
        case .evaluationMissing: "请填写评估结果"
        case .coverageWrong: "覆盖率应为0至100的整数"
        case .wrongState(let status, let act): "计划审核状态为“\(status.label)”，不能\(act.label)"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .termInverted: "termEnd"
        case .itemUnknown, .itemDisabled, .itemNotClaimed: "items"
        case .partnerItemUnknown, .partnerItemOfOtherDomain, .partnerItemIsOwn: "partnerItems"
        case .townshipCannotIssue, .issueScopeNotBelow: "issueScope"
        case .reviewerMissing, .reviewerIsCreator, .reviewerUnsuitable: "reviewer"
        case .rejectionReasonMissing, .receiptReasonMissing: "reason"
        case .evaluationMissing: "result"
        case .coverageWrong: "coverage"
        case .notCreator, .alreadyReviewed, .alreadyIssued, .attachmentsFixed, .underReview, .executionBegun, .alreadyAnswered,
            .notFinished, .wrongState:
            nil
        }
    }
}
