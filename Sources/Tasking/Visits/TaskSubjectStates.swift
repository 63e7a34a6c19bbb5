import Authority
import Library
import Storage

/// The state of an object in a task (E.7).
package enum TaskSubjectStatus: String, Labelled, Codable, SQLConvertible {
    case awaitingOfficers, awaitingInspection, inspecting, awaitingCountersign, awaitingReview, returned
    case completed, notInspectable

    package var label: String {
        switch self {
        case .awaitingOfficers: "待抽取"
        case .awaitingInspection: "待检查"
        case .inspecting: "检查中"
        case .awaitingCountersign: "待会签"
        case .awaitingReview: "待审核"
        case .returned: "已退回"
        case .completed: "已完成"
        case .notInspectable: "无法开展检查"
        }
    }

    /// 无法开展检查 is finished, but not counted for coverage (INSP-14).
    package var isFinished: Bool {
        switch self {
        case .completed, .notInspectable: true
        case .awaitingOfficers, .awaitingInspection, .inspecting, .awaitingCountersign, .awaitingReview, .returned: false
        }
    }

    /// The life cycle of E.7; nil where the act is not possible.
    package func next(after act: TaskSubjectAct, mode: InspectionMode) -> TaskSubjectStatus? {
        switch act {
        case .assignOfficers: self == .awaitingOfficers ? .awaitingInspection : nil
        case .begin: self == .awaitingInspection ? .inspecting : nil
        case .finishEntry: self == .inspecting ? .awaitingCountersign : nil
        case .refuseCountersign: self == .awaitingCountersign ? .inspecting : nil
        case .agreeCountersign:
            self == .awaitingCountersign ? (mode.hasResultReview ? .awaitingReview : .completed) : nil
        case .approveResult: self == .awaitingReview ? .completed : nil
        case .returnResult: self == .awaitingReview ? .returned : nil
        case .enterAgain: self == .returned ? .inspecting : nil
        case .declareNotInspectable: self == .awaitingInspection || self == .inspecting ? .notInspectable : nil
        }
    }
}

package enum TaskSubjectAct: String, OfferedAct {
    /// Every participating agency has its officers.
    case assignOfficers
    /// The entry gate is passed, where the mode has one; the first result is entered.
    case begin
    /// Everything is answered, submitted and signed.
    case finishEntry
    case refuseCountersign
    /// All countersigners agreed, or there are none.
    case agreeCountersign
    case approveResult, returnResult, enterAgain, declareNotInspectable

    package var label: String {
        switch self {
        case .assignOfficers: "选派人员"
        case .begin: "开始检查"
        case .finishEntry: "提交检查结果"
        case .refuseCountersign: "拒绝会签"
        case .agreeCountersign: "同意会签"
        case .approveResult: "审核通过"
        case .returnResult: "审核退回"
        case .enterAgain: "重新录入"
        case .declareNotInspectable: "标记无法开展检查"
        }
    }
}

/// 加入方式 (A.14).
package enum SubjectJoining: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case chosen, drawn, imported, joinedSpecialTask

    package var label: String {
        switch self {
        case .chosen: "选定"
        case .drawn: "抽取"
        case .imported: "导入"
        case .joinedSpecialTask: "加入专项任务"
        }
    }
}
