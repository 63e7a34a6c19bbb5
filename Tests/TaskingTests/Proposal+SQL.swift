import Registry
import Storage

@testable import Tasking

extension PlanProposal {
    static func someSubject(rated grade: String, in transaction: Transaction) throws -> SubjectID? {
        try transaction.value("SELECT id FROM regulated_subject WHERE risk_level = \(grade) ORDER BY serial LIMIT 1")
    }

    static func rows(in transaction: Transaction) throws -> Int {
        try transaction.value("SELECT (SELECT count(*) FROM plan_proposal) + (SELECT count(*) FROM planned_inspection)") ?? -1
    }

    /// The first objects of the task are finished.
    static func finish(_ count: Int, of task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE task_subject SET status = \(TaskSubjectStatus.completed), finished_at = updated_at WHERE serial IN
                (SELECT serial FROM task_subject WHERE task_id = \(task) ORDER BY serial LIMIT \(count))
            """)
    }

    static func writeOff(_ subject: SubjectID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE regulated_subject SET status = 'writtenOff' WHERE id = \(subject)")
    }
}
