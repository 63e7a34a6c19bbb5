import Authority
import Doors
import Storage
import Tasking
import Timekeeping

/// A line of the task lists (TASK-05, DRAW-01, DRAW-24).
package struct TaskRow: Codable, Sendable {
    package let id: String
    package let version: Int
    package let number: String
    package let name: String
    package let source: String
    package let span: String
    package let status: String
    let statusTone: Tone
    /// Days left of the term, or that it is over (TASK-07, TASK-28).
    package let term: String
    let termNote: String
    let isOverdue: Bool
    let isTest: Bool
    package let organization: String
    package let leadDomain: String
    let partners: String
    let subjectSelection: String
    let officerSelection: String
    let subjectState: String
    let officerState: String
    package let agencies: String
    package let subjectClasses: String
    package let subjects: Int
    package let partnerDomains: String
    /// Whether the caller has something to decide in 确认联合任务.
    let isToConfirm: Bool
    let mayCopy: Bool
    package let acts: [TaskAct]

    package init(_ line: TaskLine, for actor: Actor, today: CalendarDate) {
        let task = line.task
        id = task.id.description
        version = task.version
        number = task.number
        name = task.record.name
        source = task.record.source.label(task.mode)
        span = task.span.label
        let answers = line.invitations.filter { $0.agency == actor.organization }
            .flatMap { InvitationStanding($0, of: task, actor, on: today).offers }
        status = task.statusText(today, answering: !answers.isEmpty)
        statusTone = task.status.tone
        isOverdue = task.isOverdue(today)
        term = task.record.endDate.description
        termNote = isOverdue ? "已逾期" : task.status.isFinal ? "" : task.daysLeft(today).map { "剩余\($0)天" } ?? ""
        isTest = task.record.nature == .test
        organization = line.organizationName
        leadDomain = task.record.leadDomain?.label ?? ""
        partners = line.invitations.map(\.agencyName).joined(separator: "、")
        partnerDomains = line.partnerDomains.labels
        subjectSelection = task.record.subjectSelection.label
        officerSelection = task.record.officerSelection.label
        subjectState = (task.status.hasSubjects ? SubjectSelectionState.selected : .awaited).label
        officerState = task.officerState
        agencies = line.agencies.map(\.name).joined(separator: "、")
        subjectClasses = line.subjectClasses.labels
        subjects = line.subjects
        mayCopy = task.organization == actor.organization && actor.may(.makeTasks) && task.mode.founding == .planner
        acts = TaskStanding(task, line.agencies, line.invitations, hasOpenDraw: line.hasOpenDraw, actor).offers
        isToConfirm = !answers.isEmpty || acts.contains { JointModel.leadActs.contains($0) }
    }
}

extension InspectionTask {
    /// “待执行 7天” (TASK-07); an agency that has not answered yet reads 待本部门确认 (JOIN-02).
    func statusText(_ today: CalendarDate, answering: Bool) -> String {
        if answering { return "待本部门确认" }
        guard status == .pending, let days = daysLeft(today) else { return status.label }
        return "\(status.label) \(days)天"
    }

    /// 人员选派状态 (DRAW-24)
    var officerState: String {
        switch status {
        case .draft, .awaitingPartners, .awaitingEstablishment, .invitationRefused, .abolished, .awaitingSubjects, .purged: ""
        case .awaitingOfficers: record.officerSelection == .random ? "待抽取" : "待指派"
        case .pending, .inProgress, .completed: "已选派"
        }
    }
}

extension TaskStatus {
    package var tone: Tone {
        switch self {
        case .draft, .abolished, .purged: .mute
        case .awaitingPartners, .awaitingEstablishment, .awaitingSubjects, .awaitingOfficers: .info
        case .invitationRefused: .bad
        case .pending, .inProgress: .warn
        case .completed: .ok
        }
    }
}

extension TaskSubjectStatus {
    package var tone: Tone {
        switch self {
        case .awaitingOfficers, .awaitingInspection: .mute
        case .inspecting, .awaitingCountersign, .awaitingReview: .info
        case .returned: .bad
        case .completed: .ok
        case .notInspectable: .warn
        }
    }
}
