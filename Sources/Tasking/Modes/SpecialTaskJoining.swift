import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// What a task looks at when a further object is to come into it (TASK-19, TASK-25, TASK-38).
struct TaskAddition {
    let status: TaskStatus
    let fixation: SubjectFixation
    let mode: InspectionMode
    let span: AgencySpan

    init(_ task: InspectionTask) { (status, fixation, mode, span) = (task.status, task.record.fixation, task.mode, task.span) }

    func permit() throws(TaskRefused) -> TaskStatus {
        // whose objects can only be drawn gets none by hand (TASK-21); those of several agencies are common to all (JOIN-09)
        guard fixation == .additionsAllowed, !mode.drawsOnly, span == .singleAgency else { throw .additionsClosed }
        guard let next = status.next(after: .addSubjects) else { throw .wrongState(status, .addSubjects) }
        return next
    }
}

extension TaskStatus {
    /// Whether objects can still come into a task that allows it (TASK-38).
    var takesAdditions: Bool {
        switch self {
        case .awaitingOfficers, .pending, .inProgress: true
        case .draft, .awaitingPartners, .awaitingEstablishment, .invitationRefused, .abolished, .awaitingSubjects, .completed, .purged:
            false
        }
    }
}

/// 加入专项任务 (TASK-24, TASK-25): an officer puts an object into a special task of the agency and inspects it at once, with a
/// second officer. As with 即时检查, the phone gives the id and may begin without network.
package struct SpecialTaskJoining: Sendable {
    package let visit: TaskSubject.ID
    package let task: InspectionTask.ID
    package let subject: SubjectID
    package let officers: Set<Identifier<OfficerMark>>
    package let began: Instant

    package init(
        _ visit: TaskSubject.ID, to task: InspectionTask.ID, of subject: SubjectID, with officers: Set<Identifier<OfficerMark>>, at began: Instant
    ) {
        (self.visit, self.task, self.subject, self.officers, self.began) = (visit, task, subject, officers, began)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.inspect)
        guard let officer = actor.officer else { throw FoundingRefused.notOfficer }
        // first, so that the same call at the same moment waits and then finds what the other has made
        let task = try lock(in: transaction)
        if let known = try TaskSubject.founded(visit, with: officer, in: transaction) {
            guard known.task == task.id, known.isAssigned else { throw FoundingRefused.idTaken }
            return
        }
        guard try task.isExecuted(by: actor.organization, in: transaction) else { throw FoundingRefused.taskUnknown }
        _ = try TaskAddition(task).permit()
        let subject = try IssuedSubject.named(
            subject, for: actor.organization, joining: .joinedSpecialTask, visit: visit, scope: actor.scope, in: transaction)
        try task.permitClass(of: subject, in: transaction)
        let team = VisitTeam(leader: officer, others: officers, agency: actor.organization)
        let found = try team.load(on: min(began, now).beijingDate, in: transaction)
        let added = try task.insert([subject], at: now, in: transaction)
        try task.record(
            TaskFacts.subjectsAdded, by: actor, at: now, details: [subject.detail], values: ["count": "1"], in: transaction)
        for one in added {
            try TaskSubject.lock(one, in: transaction).assign(team.visitors(found), by: actor, at: now, in: transaction)
        }
        try VisitTeam.tell(found, of: task.record.name, subject.name, by: actor, at: now, in: transaction)
    }

    /// What is no special task does not exist here.
    private func lock(in transaction: Transaction) throws -> InspectionTask {
        do {
            let found = try InspectionTask.lock(task, in: transaction)
            guard found.mode == .special else { throw FoundingRefused.taskUnknown }
            return found
        } catch is NotFound {
            throw FoundingRefused.taskUnknown
        }
    }
}

extension InspectionTask {
    func permitClass(of subject: IssuedSubject, in transaction: Transaction) throws {
        let classes = try TaskItem.subjectClasses(of: id, in: transaction)
        guard classes.contains(subject.subjectClass) else { throw FoundingRefused.classNotCovered }
    }

    /// Further objects of a task that runs; each goes through the same steps as the others (TASK-38).
    func insert(_ subjects: [IssuedSubject], at now: Instant, in transaction: Transaction) throws -> [TaskSubject.ID] {
        let ids = try subjects.map { try TaskSubject.insert($0, by: $0.agency, into: id, at: now, in: transaction) }
        try insertAgencies(Set(subjects.map(\.agency)), in: transaction)
        return ids
    }
}

extension IssuedSubject {
    /// For the fact: what came into the task, and how.
    var detail: FactDetail { FactDetail("检查对象", before: nil, after: "\(name)（\(joining.label)）") }
}
