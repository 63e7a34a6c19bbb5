import Authority
import Storage
import Timekeeping

/// 确定并下发 for a task whose objects are chosen by hand: what is left of the list goes to the agencies that have
/// jurisdiction over it (DRAW-12).
package struct SubjectIssuing: Sendable {
    package let task: InspectionTask.ID

    package init(of task: InspectionTask.ID) { self.task = task }

    struct Standing {
        var selection: SelectionMode
        var ruleIsChosen: Bool
        /// Issued without objects there is nothing to exclude (TASK-19).
        var isEmpty: Bool

        func permit() throws(ChoosingRefused) {
            guard selection == .manual else { throw .onlyDrawn }
            guard ruleIsChosen || isEmpty else { throw .ruleMissing }
        }
    }

    /// - Returns: the number of objects issued.
    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Int {
        let choosing = try Choosing.lock(task, of: actor, in: transaction)
        try Standing(
            selection: choosing.task.record.subjectSelection,
            ruleIsChosen: try ExclusionRule.load(of: task, in: transaction) != nil,
            isEmpty: try choosing.task.allowsZeroSubjects && SamplingCategory.all(of: task, in: transaction).isEmpty
        ).permit()
        try SoloInspection.permit(choosing.task, in: transaction)
        let subjects = try IssuedSubject.remaining(of: task, in: transaction)
        try TaskIssuing(of: task, to: subjects).make(by: actor, at: now, in: transaction)
        return subjects.count
    }
}
