import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// An object in a task (任务检查对象, A.14): one visit. Its inspection has the same id.
package struct TaskSubject: Sendable {
    package typealias ID = Identifier<TaskSubject>

    package let id: ID
    package let version: Int
    package let task: InspectionTask.ID
    package let mode: InspectionMode
    package let subject: SubjectID
    package let name: String
    package let code: String
    package let address: String
    /// 检查机构
    package let agency: Organization.ID
    package let status: TaskSubjectStatus
    /// Place in the draw; nil where objects were chosen.
    package let rank: Int?
    package let category: String
    package let joining: SubjectJoining
    package let startedAt: Instant?
    package let finishedAt: Instant?
    /// Finished after the end of the task's term (TASK-28).
    package let isLate: Bool
    /// Of one agency, or of several, whose visits of the object each have a record of their own (JOIN-10).
    package let span: AgencySpan
    /// The cooperating agency this visit is for; nil where it is the lead's.
    package let participant: Organization.ID?
    /// The agency has officers and waits for the others (JOIN-09).
    package let isReady: Bool

    /// The agency itself has still to draw or name its officers.
    package var lacksOfficers: Bool { status == .awaitingOfficers && !isReady }
}

/// An object that a task is issued with.
package struct IssuedSubject: Sendable {
    package let subject: SubjectID
    package let name: String
    package let code: String
    package let subjectClass: SubjectClass
    package let address: String
    package let agency: Organization.ID
    package let rank: Int?
    package let category: String
    package let joining: SubjectJoining
    /// The id that a phone without network gave the visit; nil where it gets one here.
    package let visit: TaskSubject.ID?

    package init(
        subject: SubjectID, name: String, code: String, subjectClass: SubjectClass, address: String, agency: Organization.ID,
        rank: Int? = nil, category: String = "", joining: SubjectJoining, visit: TaskSubject.ID? = nil
    ) {
        (self.subject, self.name, self.code, self.subjectClass) = (subject, name, code, subjectClass)
        (self.address, self.agency, self.rank, self.category, self.joining) = (address, agency, rank, category, joining)
        self.visit = visit
    }
}

/// An officer on a visit, as named when assigned; later changes of the library don't rewrite it.
package struct VisitOfficer: Sendable, Hashable {
    package let officer: Identifier<OfficerMark>
    package let name: String
    package let certificateNumber: String
    package let agency: Organization.ID
    /// 组长
    package let isLead: Bool

    package init(
        _ officer: Identifier<OfficerMark>, name: String, certificateNumber: String, agency: Organization.ID, isLead: Bool
    ) {
        (self.officer, self.name, self.certificateNumber) = (officer, name, certificateNumber)
        (self.agency, self.isLead) = (agency, isLead)
    }
}

/// Why an object of a task does not move.
package enum TaskSubjectRefused: Refusal, Equatable {
    case wrongState(TaskSubjectStatus, TaskSubjectAct)
    case tooFewOfficers

    package var code: String {
        switch self {
        case .wrongState: "tasking.taskSubject.wrongState"
        case .tooFewOfficers: "tasking.taskSubject.tooFewOfficers"
        }
    }

    package var message: String {
        switch self {
        case .wrongState(let status, let act): "检查对象状态为“\(status.label)”，不能\(act.label)"
        case .tooFewOfficers: "执法人员不得少于两人"
        }
    }

    /// Two officers at least, and they show their certificates.
    package var citation: String? {
        switch self {
        case .wrongState: nil
        case .tooFewOfficers: LegalGround.twoInspectingOfficers
        }
    }
}

extension TaskSubject {
    /// Moves the object on, and with it the task and the plan (TASK-27, PLAN-09). To be called on what `lock` gave.
    /// - Parameter actor: nil where the platform itself moves it.
    @discardableResult
    package func move(_ act: TaskSubjectAct, by actor: Actor?, at now: Instant, in transaction: Transaction) throws -> TaskSubject {
        try move([act], by: actor, at: now, in: transaction)
    }

    /// Several acts in one step: a result that is entered, signed and countersigned at once.
    @discardableResult
    package func move(
        _ acts: [TaskSubjectAct], by actor: Actor?, at now: Instant, in transaction: Transaction
    ) throws -> TaskSubject {
        var passed = [status]
        for act in acts {
            let reached = passed[passed.count - 1]
            guard let next = reached.next(after: act, mode: mode) else { throw TaskSubjectRefused.wrongState(reached, act) }
            passed.append(next)
        }
        let next = passed[passed.count - 1]
        let moved = try setStatus(next, begins: passed.contains(.inspecting), at: now, in: transaction)
        try Fact(
            kind: TaskFacts.subjectMoved, actor: actor, at: now, organization: agency, noun: "TaskSubject",
            record: id.bytes, details: [FactDetail("状态", before: status.label, after: next.label)],
            values: ["subject": name, "status": next.label]
        ).record(in: transaction)
        try InspectionTask.settle(task, at: now, in: transaction)
        return moved
    }

    /// Names the officers of the visit, at least two of each executing agency (DRAW-27), and lets it begin.
    package func assign(_ officers: [VisitOfficer], by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        guard lacksOfficers else {
            throw TaskSubjectRefused.wrongState(status, .assignOfficers)
        }
        guard Set(officers.filter { $0.agency == agency }.map(\.officer)).count >= 2 else { throw TaskSubjectRefused.tooFewOfficers }
        try setOfficers(officers, in: transaction)
        switch span {
        case .singleAgency: try move(.assignOfficers, by: actor, at: now, in: transaction)
        case .crossAgency: try join(by: actor, at: now, in: transaction)
        }
    }

    /// The visits of an object begin together: none before every participating agency has its officers (JOIN-09). Whoever names
    /// officers holds the task, so that of two agencies that do at once one sees the other ready.
    private func join(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try setReady(at: now, in: transaction)
        let visits = try Self.lockVisits(of: subject, in: task, transaction)
        guard visits.allSatisfy({ !$0.lacksOfficers }) else {
            try Fact(
                kind: JointFacts.officersNamed, actor: actor, at: now, organization: agency, noun: "TaskSubject", record: id.bytes,
                values: ["subject": name]
            ).record(in: transaction)
            return
        }
        for visit in visits where visit.status == .awaitingOfficers {
            try visit.move(.assignOfficers, by: actor, at: now, in: transaction)
        }
    }
}
