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

    package init(_ task: InspectionTask, _ agencies: [TaskAgency], hasOpenDraw: Bool, _ actor: Actor) {
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
            task, try agencies ?? task.agencies(in: transaction),
            hasOpenDraw: try !DrawRecord.underWay(among: [task.id], in: transaction).isEmpty, actor)
    }

    /// What the platform does by itself, and what partners do, is no act of somebody at the page of the task.
    package func isCallers(_ act: TaskAct) -> Bool {
        switch act {
        case .confirm, .change, .delete, .close, .attach, .detach: isMaker
        case .fixSubjects: drawsSubjects
        case .addSubjects: addsSubjects
        case .assignOfficers: assigns
        case .invite, .partnersAgreed, .partnersRefused, .abolish, .establish, .officersComplete, .firstResult, .allFinished, .purge:
            false
        }
    }

    /// - Throws: TASK-20 once the objects are drawn; the state where the act is out of place otherwise.
    package func permit(_ act: TaskAct) throws(TaskRefused) -> TaskStatus {
        switch act {
        case .change, .delete: if status.hasSubjects { throw .subjectsFixed }
        case .detach: if status.hasSubjects { throw .attachmentsFixed }
        case .addSubjects: return try addition.permit()
        case .confirm, .close, .attach, .fixSubjects, .assignOfficers, .invite, .partnersAgreed, .partnersRefused, .abolish, .establish,
            .officersComplete, .firstResult, .allFinished, .purge:
            break
        }
        guard let next = status.next(after: act) else { throw .wrongState(status, act) }
        switch act {
        // the list of a draw is fixed, and the draw must come to an end that is on record (DRAW-20)
        case .change, .delete: if hasOpenDraw { throw .drawUnderWay }
        case .close: if hasOpenSubjects { throw .openSubjects }
        case .confirm, .attach, .detach, .fixSubjects, .addSubjects, .assignOfficers, .invite, .partnersAgreed, .partnersRefused, .abolish, .establish,
            .officersComplete, .firstResult, .allFinished, .purge:
            break
        }
        return next
    }
}
