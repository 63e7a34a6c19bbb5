import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 补充检查对象 (TASK-38): an executing agency puts further objects into a task that was issued with 下发后允许各部门补充检查对象.
/// They go through the same steps as the others, officers first.
package struct SubjectSupplement: Sendable {
    package let task: InspectionTask.ID
    package let subjects: Set<SubjectID>

    package init(of subjects: Set<SubjectID>, to task: InspectionTask.ID) { (self.subjects, self.task) = (subjects, task) }

    /// - Returns: the number of objects added.
    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Int {
        try actor.require(.drawSubjects)
        let task = try InspectionTask.lock(task, withPartOf: actor.organization, in: transaction)
        _ = try TaskStanding.of(task, for: actor, in: transaction).admit(.addSubjects)
        guard !subjects.isEmpty else { throw TaskRefused.subjectsMissing }
        let named = try subjects.sorted().map {
            try IssuedSubject.named($0, for: actor.organization, joining: .chosen, visit: nil, scope: actor.scope, in: transaction)
        }
        for subject in named { try task.permitClass(of: subject, in: transaction) }
        try CapCheck.takeTurn(among: [actor.organization], year: task.record.year, in: transaction)
        for subject in named { try CapCheck.permit(.one(subject.subject), of: task, in: transaction) }
        let added = try task.insert(named, at: now, in: transaction)
        try task.record(
            TaskFacts.subjectsAdded, by: actor, at: now, details: named.map(\.detail), values: ["count": "\(added.count)"],
            in: transaction)
        try InspectionTask.settle(task.id, at: now, in: transaction)
        return added.count
    }
}
