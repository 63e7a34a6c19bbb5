import Authority
import Storage

/// Why an act on a plan or task of several agencies is refused.
package enum JointRefused: Refusal, Equatable {
    case partnersMissing
    case partnerUnknown
    case partnerWithoutItems(String)
    case itemOfNoPartner(String)
    case itemOfLead(String)
    case deadlineMissing
    case deadlinePast
    case deadlineBrought
    case nobodyToInvite
    /// JOIN-03
    case deadlinePassed
    case alreadyAnswered
    case reasonMissing
    case partnersFixed
    case spanFixed
    case contentsByItem

    package var code: String {
        switch self {
        case .partnersMissing: "tasking.joint.partnersMissing"
        case .partnerUnknown: "tasking.joint.partnerUnknown"
        case .partnerWithoutItems: "tasking.joint.partnerWithoutItems"
        case .itemOfNoPartner: "tasking.joint.itemOfNoPartner"
        case .itemOfLead: "tasking.joint.itemOfLead"
        case .deadlineMissing: "tasking.joint.deadlineMissing"
        case .deadlinePast: "tasking.joint.deadlinePast"
        case .deadlineBrought: "tasking.joint.deadlineBrought"
        case .nobodyToInvite: "tasking.joint.nobodyToInvite"
        case .deadlinePassed: "tasking.joint.deadlinePassed"
        case .alreadyAnswered: "tasking.joint.alreadyAnswered"
        case .reasonMissing: "tasking.joint.reasonMissing"
        case .partnersFixed: "tasking.joint.partnersFixed"
        case .spanFixed: "tasking.joint.spanFixed"
        case .contentsByItem: "tasking.joint.contentsByItem"
        }
    }

    package var message: String {
        switch self {
        case .partnersMissing: "请选择配合机构"
        case .partnerUnknown: "所选配合机构不存在，或不是其他启用的执法机构"
        case .partnerWithoutItems(let name): "配合机构“\(name)”没有监管事项，请选择其已认领的配合领域监管事项"
        case .itemOfNoPartner(let name): "配合机构均未认领事项“\(name)”，请更换事项或配合机构"
        case .itemOfLead(let name): "事项“\(name)”已由牵头机构检查，不能同时作为配合领域监管事项"
        case .deadlineMissing: "请填写邀约截止日期"
        case .deadlinePast: "邀约截止日期不能早于今天"
        case .deadlineBrought: "新的邀约截止日期不能早于原截止日期"
        case .nobodyToInvite: "没有等待答复的配合机构，请选择再次邀约的机构或新增配合机构"
        // JOIN-03, exact text
        case .deadlinePassed: "已超过邀约截止日期"
        case .alreadyAnswered: "本机构已答复邀约，不能更改"
        case .reasonMissing: "请输入拒绝理由"
        case .partnersFixed: "已发起邀约，不能更改关联计划、配合机构、配合领域监管事项和邀约截止日期"
        case .spanFixed: "任务已确认，不能更改任务类型"
        case .contentsByItem: "跨机构任务的检查内容请按检查表单选择，各机构使用本机构事项的检查表单"
        }
    }

    package var field: String? {
        switch self {
        case .partnersMissing, .partnerUnknown, .partnersFixed: "partners"
        case .partnerWithoutItems, .itemOfNoPartner, .itemOfLead: "partnerItems"
        case .deadlineMissing, .deadlinePast, .deadlineBrought: "invitationDeadline"
        case .nobodyToInvite: "again"
        case .reasonMissing: "reason"
        case .spanFixed: "taskType"
        case .contentsByItem: "contentMode"
        case .deadlinePassed, .alreadyAnswered: nil
        }
    }
}

/// What is recorded about tasks of several agencies.
package enum JointFacts {
    package static let invited = FactKind(
        code: "tasking.joint.invited", sentence: "{actor}就任务“{name}”邀约{agencies}，截止日期{deadline}")
    package static let extended = FactKind(
        code: "tasking.joint.extended", sentence: "{actor}将任务“{name}”的邀约截止日期改为{deadline}，邀约{agencies}")
    package static let accepted = FactKind(code: "tasking.joint.accepted", sentence: "{actor}代表{agency}同意任务“{name}”的邀约")
    package static let declined = FactKind(
        code: "tasking.joint.declined", sentence: "{actor}代表{agency}拒绝任务“{name}”的邀约：{reason}")
    package static let expired = FactKind(code: "tasking.joint.expired", sentence: "{agency}逾期未确认任务“{name}”的邀约")
    package static let established = FactKind(
        code: "tasking.joint.established", sentence: "{actor}确认联合任务“{name}”成立，参加机构：{agencies}")
    package static let abolished = FactKind(code: "tasking.joint.abolished", sentence: "{actor}废除任务“{name}”")
    package static let officersNamed = FactKind(
        code: "tasking.joint.officersNamed", sentence: "{actor}为检查对象“{subject}”选派检查人员，等待其他参加机构")

    package static let all = [invited, extended, accepted, declined, expired, established, abolished, officersNamed]
}
