import Authority
import Storage
import Timekeeping

/// The state of an invitation (E.6).
package enum InvitationStatus: String, Labelled, Codable, SQLConvertible {
    case pending, accepted, declined, expired

    package var label: String {
        switch self {
        case .pending: "待确认"
        case .accepted: "已同意"
        case .declined: "已拒绝"
        case .expired: "逾期未确认"
        }
    }

    /// Nil where it is not possible.
    package func next(after event: InvitationEvent) -> InvitationStatus? {
        switch event {
        case .accept: self == .pending ? .accepted : nil
        case .decline: self == .pending ? .declined : nil
        case .expire: self == .pending ? .expired : nil
        case .inviteAgain: self == .declined || self == .expired ? .pending : nil
        }
    }
}

package enum InvitationEvent: String, CaseIterable, Sendable {
    case accept, decline
    /// The deadline has passed without an answer (JOIN-07).
    case expire
    /// The lead extends the deadline.
    case inviteAgain
}

/// A cooperating agency (配合机构) of a task of several, and its answer (JOIN-01…03).
package struct TaskInvitation: Sendable {
    package let task: InspectionTask.ID
    package let agency: Organization.ID
    package let agencyName: String
    package let status: InvitationStatus
    package let reason: String
    /// Nil while the task is a draft: nobody has been asked yet.
    package let invitedAt: Instant?
    package let answeredByName: String
    package let answeredAt: Instant?
}

/// What an invited agency does with its invitation.
package enum InvitationAct: String, OfferedAct {
    case accept, decline

    var event: InvitationEvent {
        switch self {
        case .accept: .accept
        case .decline: .decline
        }
    }
}

/// What answering an invitation looks at.
package struct InvitationStanding: ActStanding {
    let status: InvitationStatus
    let isAsked: Bool
    let deadline: CalendarDate?
    let today: CalendarDate

    package init(_ invitation: TaskInvitation, of task: InspectionTask, _ actor: Actor, on today: CalendarDate) {
        status = invitation.status
        isAsked = invitation.agency == actor.organization && invitation.invitedAt != nil && actor.may(.makeTasks)
        (deadline, self.today) = (task.record.invitationDeadline, today)
    }

    package func isCallers(_ act: InvitationAct) -> Bool { isAsked }

    /// The deadline day is the last to answer on (JOIN-03).
    package func permit(_ act: InvitationAct) throws(JointRefused) -> InvitationStatus {
        switch status {
        case .accepted, .declined: throw .alreadyAnswered
        case .expired: throw .deadlinePassed
        case .pending: break
        }
        if let deadline, today > deadline { throw .deadlinePassed }
        guard let next = status.next(after: act.event) else { throw .alreadyAnswered }
        return next
    }
}
