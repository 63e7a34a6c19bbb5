import Authority
import Importing
import Ledger
import Library
import Registry
import Storage
import Timekeeping

/// What the objects of a task say about it.
struct TaskCourse: Equatable {
    var status: TaskStatus
    var allowsAdditions: Bool
    /// An object, or an agency, has no officers yet.
    var lacksOfficers: Bool
    var hasStarted: Bool
    var hasOpenSubjects: Bool

    /// The next act that happens by itself (E.5, TASK-27); nil when the task waits for somebody.
    var nextAct: TaskAct? {
        switch status {
        case .awaitingOfficers: lacksOfficers ? nil : .officersComplete
        case .pending: hasStarted ? .firstResult : nil
        // a task that allows additions goes on until 结束任务
        case .inProgress: hasOpenSubjects || allowsAdditions ? nil : .allFinished
        case .draft, .awaitingPartners, .awaitingEstablishment, .invitationRefused, .abolished, .awaitingSubjects,
            .completed, .purged:
            nil
        }
    }
}

extension InspectionTask {
    /// Moves the task as far as its objects carry it, and its plan with it (TASK-27, PLAN-09). The task is locked, so
    /// that of two objects that finish at once one sees the other finished.
    package static func settle(_ id: ID, at now: Instant, in transaction: Transaction) throws {
        let task = try lock(id, in: transaction)
        var course = try task.course(in: transaction)
        while let act = course.nextAct, let next = course.status.next(after: act) {
            course.status = next
            try task.setStatus(next, at: now, in: transaction)
            try task.record(TaskFacts.moved, by: nil, at: now, values: ["status": next.label], in: transaction)
        }
        if course.status != task.status, let plan = task.record.plan {
            try AnnualPlan.settleExecution(of: plan, at: now, in: transaction)
        }
    }
}

extension IssuedSubject {
    /// Whoever has jurisdiction (DRAW-12). Where that is a cooperating agency, which visits the object for itself, the lead goes.
    func executing(for task: InspectionTask, _ partners: [Organization.ID]) -> Organization.ID {
        partners.contains(agency) ? task.organization : agency
    }

    /// The visit of the lead's side and one of each cooperating agency (JOIN-09, JOIN-10).
    /// - Returns: the lead's.
    func insert(
        into task: InspectionTask, _ partners: [Organization.ID], at now: Instant, in transaction: Transaction
    ) throws -> TaskSubject.ID {
        let id = try TaskSubject.insert(self, by: executing(for: task, partners), into: task.id, at: now, in: transaction)
        for partner in partners {
            _ = try TaskSubject.insert(self, by: partner, for: partner, into: task.id, at: now, in: transaction)
        }
        return id
    }
}

extension InspectionTask {
    /// Whether it may be issued with no objects yet, which its agencies add (TASK-19).
    package var allowsZeroSubjects: Bool { record.fixation == .additionsAllowed && span == .singleAgency && mode.allowsZeroSubjectIssue }
}

/// 确定并下发, or the end of a draw: the objects of the task are fixed and given to the executing agencies (DRAW-12).
package struct TaskIssuing: Sendable {
    package let task: InspectionTask.ID
    package let subjects: [IssuedSubject]

    package init(of task: InspectionTask.ID, to subjects: [IssuedSubject]) { (self.task, self.subjects) = (task, subjects) }

    struct Standing {
        var status: TaskStatus
        var mode: InspectionMode
        var fixation: SubjectFixation
    }

    func permit(_ standing: Standing) throws(TaskRefused) -> TaskStatus {
        guard let next = standing.status.next(after: .fixSubjects) else {
            throw standing.status.hasSubjects ? .subjectsFixed : .wrongState(standing.status, .fixSubjects)
        }
        if subjects.isEmpty {
            guard standing.fixation == .additionsAllowed, standing.mode.allowsZeroSubjectIssue else { throw .subjectsMissing }
        }
        guard Set(subjects.map(\.subject)).count == subjects.count else { throw .subjectTwice }
        return next
    }

    /// - Parameter actor: who draws or issues; the caller has asked for the permission of the draw.
    /// - Returns: the entries in the order of `subjects`.
    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> [TaskSubject.ID] {
        let before = try InspectionTask.lock(task, in: transaction)
        let next = try permit(Standing(status: before.status, mode: before.mode, fixation: before.record.fixation))
        try before.requireDynamicForm(in: transaction)
        let partners = try before.invitations(in: transaction).filter { $0.status == .accepted }.map(\.agency)
        let executing = Set(subjects.map { $0.executing(for: before, partners) }).union(partners)
        let agencies = subjects.isEmpty ? executing.union([before.organization]) : executing
        try CapCheck.takeTurn(among: agencies, year: before.record.year, in: transaction)
        var ids: [TaskSubject.ID] = []
        for subject in subjects {
            ids.append(try subject.insert(into: before, partners, at: now, in: transaction))
        }
        try CapCheck.permit(.issued, of: before, in: transaction)
        try CapExemption.use(for: task, at: now, in: transaction)
        try before.insertAgencies(agencies, in: transaction)
        try before.setStatus(next, at: now, in: transaction)
        try before.setIssued(at: now, in: transaction)
        try before.record(TaskFacts.issued, by: actor, at: now, values: ["count": "\(subjects.count)"], in: transaction)
        try InspectionTask.settle(task, at: now, in: transaction)
        try tell(partners, before, at: now, in: transaction)
        try MultiAgencyNotice(task: try InspectionTask.lock(task, in: transaction)).send(at: now, in: transaction)
        return ids
    }

    private func tell(
        _ partners: [Organization.ID], _ task: InspectionTask, at now: Instant, in transaction: Transaction
    ) throws {
        let people = try partners.flatMap { try ActingAgency.people(of: $0, who: .drawOfficers, in: transaction) }
        try Message.send(
            to: people.map(\.id), kind: .taskAssigned, title: "请选派检查人员：\(task.record.name)",
            text: "联合任务“\(task.record.name)”已下发，检查对象\(subjects.count)个，请选派本机构的检查人员",
            link: "/tasks/\(task.id)/officers", at: now, in: transaction)
    }
}

/// No more objects are to be added: 结束任务 (TASK-26).
package struct TaskClosing: Sendable {
    package let task: InspectionTask.ID

    package init(of task: InspectionTask.ID) { self.task = task }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction)
        let next = try TaskStanding.of(before, for: actor, in: transaction).admit(.close)
        try before.setStatus(next, at: now, in: transaction)
        try before.record(TaskFacts.closed, by: actor, at: now, in: transaction)
        if let plan = before.record.plan { try AnnualPlan.settleExecution(of: plan, at: now, in: transaction) }
    }
}
