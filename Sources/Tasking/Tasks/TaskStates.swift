import Authority
import Storage

/// 执行状态 of a task (E.5). 已逾期 is a flag, not a state (TASK-28); “待本部门确认” is how partners see
/// `awaitingPartners`.
package enum TaskStatus: String, Labelled, Codable, SQLConvertible {
    case draft, awaitingPartners, awaitingEstablishment, invitationRefused, abolished
    case awaitingSubjects, awaitingOfficers, pending, inProgress, completed, purged

    package var label: String {
        switch self {
        case .draft: "暂存"
        case .awaitingPartners: "待联合部门确认"
        case .awaitingEstablishment: "待任务成立"
        case .invitationRefused: "邀约未达成"
        case .abolished: "已废除"
        case .awaitingSubjects: "待选定对象"
        case .awaitingOfficers: "待选派人员"
        case .pending: "待执行"
        case .inProgress: "执行中"
        case .completed: "已完成"
        case .purged: "已清除"
        }
    }

    /// Whether objects have been drawn or chosen, so that the task stands (TASK-20).
    package var hasSubjects: Bool {
        switch self {
        case .awaitingOfficers, .pending, .inProgress, .completed: true
        case .draft, .awaitingPartners, .awaitingEstablishment, .invitationRefused, .abolished, .awaitingSubjects,
            .purged: false
        }
    }

    /// Whether nothing more happens with the task.
    package var isFinal: Bool {
        switch self {
        case .abolished, .completed, .purged: true
        case .draft, .awaitingPartners, .awaitingEstablishment, .invitationRefused, .awaitingSubjects,
            .awaitingOfficers, .pending, .inProgress: false
        }
    }

    /// The life cycle of E.5; nil where the act is not possible. After `delete` the task is gone.
    package func next(after act: TaskAct) -> TaskStatus? {
        switch act {
        case .confirm: self == .draft ? .awaitingSubjects : nil
        case .invite: self == .draft ? .awaitingPartners : nil
        // JOIN-07: who let the deadline pass may be asked again also where others agreed
        case .extend: self == .awaitingPartners || self == .invitationRefused || self == .awaitingEstablishment ? .awaitingPartners : nil
        case .partnersAgreed: self == .awaitingPartners ? .awaitingEstablishment : nil
        case .partnersRefused: self == .awaitingPartners ? .invitationRefused : nil
        case .abolish: self == .invitationRefused ? .abolished : nil
        case .establish: self == .awaitingEstablishment ? .awaitingSubjects : nil
        case .change, .delete: self == .draft || self == .awaitingSubjects ? self : nil
        case .fixSubjects: self == .awaitingSubjects ? .awaitingOfficers : nil
        case .officersComplete: self == .awaitingOfficers ? .pending : nil
        case .firstResult: self == .pending ? .inProgress : nil
        case .allFinished: self == .inProgress ? .completed : nil
        case .close: self == .pending || self == .inProgress ? .completed : nil
        // also of objects that came into a task that runs (TASK-38)
        case .assignOfficers: takesAdditions ? self : nil
        case .addSubjects: takesAdditions ? self : nil
        case .attach: self == .abolished ? nil : self
        case .detach: hasSubjects || self == .abolished ? nil : self
        case .purge: self == .purged ? nil : .purged
        }
    }
}

package enum TaskAct: String, OfferedAct {
    /// 本机构: contents and forms are complete.
    case confirm
    /// 跨机构 (section 8).
    case invite, partnersAgreed, partnersRefused, abolish, establish
    /// The deadline of the invitations is extended, and agencies are asked again (JOIN-07).
    case extend
    case change, delete
    /// 确定并下发, or the draw is done.
    case fixSubjects
    case officersComplete, firstResult, allFinished
    /// An executing agency draws or names officers for its objects (DRAW-24).
    case assignOfficers
    /// 补充检查对象, by an executing agency; also 加入专项任务 by an officer (TASK-25, TASK-38).
    case addSubjects
    /// 附件 (TASK-37)
    case attach, detach
    /// 结束任务 (TASK-26).
    case close
    /// The end of a test task (TASK-08).
    case purge

    package var label: String {
        switch self {
        case .confirm: "确认任务"
        case .invite: "发起邀约"
        case .extend: "延长邀约截止日期"
        case .partnersAgreed: "达成邀约"
        case .partnersRefused: "邀约未达成"
        case .abolish: "废除任务"
        case .establish: "确认联合任务"
        case .change: "修改"
        case .delete: "删除"
        case .fixSubjects: "选定检查对象"
        case .officersComplete: "选派人员"
        case .firstResult: "录入检查结果"
        case .allFinished: "完成"
        case .close: "结束任务"
        case .assignOfficers: "选派人员"
        case .addSubjects: "补充检查对象"
        case .attach: "添加附件"
        case .detach: "删除附件"
        case .purge: "清除"
        }
    }
}
