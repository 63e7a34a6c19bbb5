import Authority
import Storage

/// What the acts on a task look at: its state, how far its objects are, and who asks.
package struct TaskStanding: ActStanding {
    let status: TaskStatus
    /// Of the agency that made it.
    let isMaker: Bool
    let drawsSubjects: Bool
    /// Draws officers at an agency that has objects without any.
    let assigns: Bool
    /// Executes the task, and chooses objects.
    let addsSubjects: Bool
    let addition: TaskAddition
    let hasOpenDraw: Bool
    let hasOpenSubjects: Bool
    /// Of several agencies, with the answers of those that are invited (section 8).
    let isJoint: Bool
    let invitations: [TaskInvitation]

    package init(
        _ task: InspectionTask, _ agencies: [TaskAgency], _ invitations: [TaskInvitation], hasOpenDraw: Bool, _ actor: Actor
    ) {
        (isJoint, self.invitations) = (task.span == .crossAgency, invitations)
        let isOwn = task.organization == actor.organization
        status = task.status
        isMaker = isOwn && actor.may(.makeTasks)
        drawsSubjects = isOwn && actor.may(.drawSubjects)
        let own = agencies.first { $0.organization == actor.organization }
        assigns = actor.may(.drawOfficers) && own?.hasOfficers == false
        addsSubjects = actor.may(.drawSubjects) && (isOwn || own != nil)
        addition = TaskAddition(task)
        self.hasOpenDraw = hasOpenDraw
        hasOpenSubjects = agencies.contains { $0.open > 0 }
    }

    package static func of(
        _ task: InspectionTask, _ agencies: [TaskAgency]? = nil, for actor: Actor, in transaction: Transaction
    ) throws -> TaskStanding {
        TaskStanding(
            task, try agencies ?? task.agencies(in: transaction), try task.invitations(in: transaction),
            hasOpenDraw: try !DrawRecord.underWay(among: [task.id], in: transaction).isEmpty, actor)
    }

    /// What the platform does by itself, and what partners do, is no act of somebody at the page of the task.
    package func isCallers(_ act: TaskAct) -> Bool {
        switch act {
        case .change, .delete, .close, .attach, .detach: isMaker
        case .confirm: isMaker && !isJoint
        case .invite, .abolish, .establish, .extend: isMaker && isJoint
        case .fixSubjects: drawsSubjects
        case .addSubjects: addsSubjects
        case .assignOfficers: assigns
        case .partnersAgreed, .partnersRefused, .officersComplete, .firstResult, .allFinished, .purge: false
        }
    }

    private func has(_ status: InvitationStatus) -> Bool { invitations.contains { $0.status == status } }

    /// - Throws: TASK-20 once the objects are drawn; the state where the act is out of place otherwise.
    package func permit(_ act: TaskAct) throws(TaskRefused) -> TaskStatus {
        switch act {
        case .change: if status.hasSubjects { throw .subjectsFixed }
        case .delete:
            if status.hasSubjects { throw .subjectsFixed }
            if invitations.contains(where: { $0.invitedAt != nil }) { throw .invitationsSent }
        case .abolish: if has(.accepted) { throw .partnerAgreed }
        case .detach: if status.hasSubjects { throw .attachmentsFixed }
        case .addSubjects: return try addition.permit()
        case .confirm, .close, .attach, .fixSubjects, .assignOfficers, .invite, .extend, .partnersAgreed, .partnersRefused, .establish,
            .officersComplete, .firstResult, .allFinished, .purge:
            break
        }
        guard let next = status.next(after: act) else { throw .wrongState(status, act) }
        switch act {
        // the list of a draw is fixed, and the draw must come to an end that is on record (DRAW-20)
        case .change, .delete: if hasOpenDraw { throw .drawUnderWay }
        case .close: if hasOpenSubjects { throw .openSubjects }
        // with everybody's answer there is nobody to wait for
        case .extend: if status == .awaitingEstablishment, !has(.expired) { throw .wrongState(status, act) }
        case .confirm, .attach, .detach, .fixSubjects, .addSubjects, .assignOfficers, .invite, .partnersAgreed, .partnersRefused, .abolish, .establish,
            .officersComplete, .firstResult, .allFinished, .purge:
            break
        }
        return next
    }
}
