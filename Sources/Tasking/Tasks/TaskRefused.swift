import Authority
import Storage

/// Why an act on a task is refused.
package enum TaskRefused: Refusal, Equatable {
    case missing(MissingField)
    case termInverted
    case planMissing
    case adHocWithPlan
    case planUnknown
    case planNotReceived
    case planCannotBeExecuted
    case planOutOfTerm
    case planOfOtherType
    case termOutsidePlan
    case itemUnknown
    case itemDisabled
    case itemNotClaimed
    case itemWithoutForm
    case itemsMissing
    case itemFromPlan
    case itemFixed
    case formUnknown
    case formsMissing
    case checkItemsMissing
    case dynamicFormMissing
    case notByItem
    case subjectsFixed
    case attachmentsFixed
    case drawUnderWay
    case subjectsMissing
    case subjectTwice
    case additionsClosed
    case openSubjects
    case urgedRecently
    case nothingToUrge
    /// JOIN-08
    case invitationsSent
    /// JOIN-06
    case partnerAgreed
    case wrongState(TaskStatus, TaskAct)

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .termInverted: "tasking.task.termInverted"
        case .planMissing: "tasking.task.planMissing"
        case .adHocWithPlan: "tasking.task.adHocWithPlan"
        case .planUnknown: "tasking.task.planUnknown"
        case .planNotReceived: "tasking.task.planNotReceived"
        case .planCannotBeExecuted: "tasking.task.planCannotBeExecuted"
        case .planOutOfTerm: "tasking.task.planOutOfTerm"
        case .planOfOtherType: "tasking.task.planOfOtherType"
        case .termOutsidePlan: "tasking.task.termOutsidePlan"
        case .itemUnknown: "tasking.task.itemUnknown"
        case .itemDisabled: "tasking.task.itemDisabled"
        case .itemNotClaimed: "tasking.task.itemNotClaimed"
        case .itemWithoutForm: "tasking.task.itemWithoutForm"
        case .itemsMissing: "tasking.task.itemsMissing"
        case .itemFromPlan: "tasking.task.itemFromPlan"
        case .itemFixed: "tasking.task.itemFixed"
        case .formUnknown: "tasking.task.formUnknown"
        case .formsMissing: "tasking.task.formsMissing"
        case .checkItemsMissing: "tasking.task.checkItemsMissing"
        case .dynamicFormMissing: "tasking.task.dynamicFormMissing"
        case .notByItem: "tasking.task.notByItem"
        case .subjectsFixed: "tasking.task.subjectsFixed"
        case .attachmentsFixed: "tasking.attachment.taskIsFixed"
        case .drawUnderWay: "tasking.task.drawUnderWay"
        case .subjectsMissing: "tasking.task.subjectsMissing"
        case .subjectTwice: "tasking.task.subjectTwice"
        case .additionsClosed: "tasking.task.additionsClosed"
        case .openSubjects: "tasking.task.openSubjects"
        case .urgedRecently: "tasking.task.urgedRecently"
        case .nothingToUrge: "tasking.task.nothingToUrge"
        case .invitationsSent: "tasking.task.invitationsSent"
        case .partnerAgreed: "tasking.task.partnerAgreed"
        case .wrongState: "tasking.task.wrongState"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .termInverted: "任务期限的结束日期不能早于开始日期"
        case .planMissing: "请选择关联计划"
        case .adHocWithPlan: "临时任务不能关联计划"
        case .planUnknown: "所选计划不存在，或尚未审核下发"
        case .planNotReceived: "请先在【收到的计划】中接收该计划"
        case .planCannotBeExecuted: "本机构已反馈该计划无法执行"
        case .planOutOfTerm: "计划不在期限内"
        case .planOfOtherType: "计划类型与任务类型不一致"
        case .termOutsidePlan: "任务期限应在计划期限内"
        case .itemUnknown: "所选事项不存在，或不适用于该检查模式"
        case .itemDisabled: "所选事项已禁用，不能添加"
        case .itemNotClaimed: "只能选择本机构已认领的事项"
        case .itemWithoutForm: "该事项未配置检查表单，请先配置"
        case .itemsMissing: "请添加监管事项"
        case .itemFromPlan: "计划带入的抽查事项不允许删除"
        case .itemFixed: "检查对象已抽取，不能删除抽查事项"
        case .formUnknown: "所选检查表单不适用于该事项"
        case .formsMissing: "每个事项至少保留一个检查表单"
        case .checkItemsMissing: "每个监管事项下至少保留一个检查项"
        case .dynamicFormMissing: "请先创建动态表单"
        case .notByItem: "该任务的检查内容按检查表单选择，不使用动态表单"
        case .subjectsFixed: "检查对象已抽取，不能修改或删除"
        case .attachmentsFixed: "检查对象已抽取，附件只能补充，不能删除"
        case .drawUnderWay: "检查对象正在抽取，不能修改或删除；请先停止抽取，或说明理由作废该次抽取"
        case .subjectsMissing: "请选择检查对象"
        case .subjectTwice: "检查对象已在任务中"
        case .additionsClosed: "该任务下发后不允许再添加检查对象"
        case .openSubjects: "存在未完成的检查对象，不能结束任务"
        case .urgedRecently: "对同一机构一小时内只能催办一次"
        case .nothingToUrge: "该机构没有待办事项，无需催办"
        case .invitationsSent: "已发起邀约，不能删除，请使用废除任务"
        case .partnerAgreed: "配合部门已同意邀约，无法废除任务"
        case .wrongState(let status, let act): "任务状态为“\(status.label)”，不能\(act.label)"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .termInverted, .termOutsidePlan: "endDate"
        case .planMissing, .adHocWithPlan, .planUnknown, .planNotReceived, .planCannotBeExecuted, .planOutOfTerm, .planOfOtherType: "plan"
        case .itemUnknown, .itemDisabled, .itemNotClaimed, .itemWithoutForm, .itemsMissing: "items"
        case .formUnknown, .formsMissing: "forms"
        case .checkItemsMissing: "keep"
        case .itemFromPlan, .itemFixed, .dynamicFormMissing, .notByItem, .subjectsFixed, .attachmentsFixed, .drawUnderWay,
            .subjectsMissing, .subjectTwice, .additionsClosed, .openSubjects, .urgedRecently, .nothingToUrge, .invitationsSent,
            .partnerAgreed, .wrongState:
            nil
        }
    }
}
