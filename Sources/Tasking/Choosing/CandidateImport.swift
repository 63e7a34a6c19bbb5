import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 导入检查对象 (DRAW-11, DRAW-23): the objects of a list become a category. Objects that are already in the list of the
/// task stay where they are; rows of the library's own template are merged with the library by their code.
package struct CandidateImport: Sendable {
    package let task: InspectionTask.ID
    package let category: String
    package let sheet: CandidateSheet
    /// Wrong rows do not stop the good ones.
    package let acceptsGood: Bool

    package init(of sheet: CandidateSheet, to task: InspectionTask.ID, as category: String, acceptsGood: Bool) {
        (self.task, self.category, self.sheet, self.acceptsGood) = (task, category, sheet, acceptsGood)
    }

    package struct Outcome: Sendable {
        package let added: Int
        /// Which the cap left out (`CategoryAddition.Outcome`).
        package let leftOut: String?
        /// About the rows that were left out; nil when there are none.
        package let complaint: String?
    }

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Outcome {
        _ = try Choosing.lock(task, of: actor, in: transaction)
        let found = try sheet.enter(by: actor, at: now, protection: protection, in: transaction)
        let complaint = found.problems.isEmpty ? nil : found.complaint
        if let complaint, !acceptsGood || found.subjects.isEmpty { throw ChoosingRefused.listWrong(complaint) }
        var range = SubjectRange()
        range.picked = found.subjects
        range.list = sheet.name
        let outcome = try CategoryAddition(to: task, name: category, range: range).add(by: actor, at: now, in: transaction)
        return Outcome(added: outcome.added, leftOut: outcome.leftOut, complaint: complaint)
    }
}

/// 批量删除 (DRAW-09): objects leave the list of the task.
package struct CandidateRemoval: Sendable {
    package let task: InspectionTask.ID
    package let subjects: [SubjectID]

    package init(of subjects: [SubjectID], from task: InspectionTask.ID) { (self.task, self.subjects) = (task, subjects) }

    /// - Returns: how many left.
    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Int {
        let choosing = try Choosing.lock(task, of: actor, in: transaction)
        let named = try CandidateMarking(of: task, subjects: subjects, as: .exclude).names(in: transaction)
        guard !named.isEmpty else { throw ChoosingRefused.subjectsMissing }
        try delete(in: transaction)
        try choosing.record(
            ChoosingFacts.removed, by: actor, at: now,
            details: named.prefix(100).map { FactDetail("检查对象", before: $0, after: nil) },
            values: ["count": "\(named.count)"], in: transaction)
        return named.count
    }
}
