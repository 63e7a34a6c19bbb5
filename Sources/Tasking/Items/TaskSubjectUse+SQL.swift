import Importing
import Library
import Registry
import Storage

/// An object is not written off while a visit of it is open, or while it is a candidate of a task that has not been
/// issued (SUBJ-19).
package struct TaskSubjectUse: SubjectUse {
    package init() {}

    package func hasOpenMatters(_ subject: RegulatedSubject.ID, in transaction: Transaction) throws -> Bool {
        let finished = TaskSubjectStatus.allCases.filter(\.isFinished)
        let gone = TaskStatus.allCases.filter(\.isFinal)
        return try transaction.value(
            """
            SELECT 1 FROM task_subject v JOIN inspection_task t ON t.id = v.task_id
            WHERE v.subject_id = \(subject) AND v.status NOT IN \(list: finished) AND t.status NOT IN \(list: gone) LIMIT 1
            """, as: Int.self) != nil
            || transaction.value(
                """
                SELECT 1 FROM task_candidate k JOIN inspection_task t ON t.id = k.task_id
                WHERE k.subject_id = \(subject) AND k.excluded = 0 AND t.status = \(TaskStatus.awaitingSubjects) LIMIT 1
                """, as: Int.self) != nil
    }
}
