import Storage
import Tasking

extension VisitDataKeeping {
    static func visits(of task: InspectionTask.ID, in transaction: Transaction) throws -> [TaskSubject.ID] {
        try transaction.all("SELECT id FROM task_subject WHERE task_id = \(task) ORDER BY serial") { try $0.next() }
    }

    static func deleteResults(of visit: TaskSubject.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM inspection_measure WHERE problem_id IN (SELECT id FROM inspection_problem WHERE inspection_id = \(visit))")
        try transaction.execute("DELETE FROM inspection_problem WHERE inspection_id = \(visit)")
        try transaction.execute("DELETE FROM evidence WHERE inspection_id = \(visit)")
        try transaction.execute("DELETE FROM handwritten_signature WHERE inspection_id = \(visit)")
        try transaction.execute("DELETE FROM result_review WHERE inspection_id = \(visit)")
        try transaction.execute("DELETE FROM returned_result WHERE inspection_id = \(visit)")
        try transaction.execute("DELETE FROM inspection WHERE id = \(visit)")
        try transaction.execute("DELETE FROM visit_opening WHERE visit_id = \(visit)")
        try transaction.execute("DELETE FROM field_file WHERE visit_id = \(visit)")
    }

    /// The content goes; place and hash stay, because each phone's events are one chain over all its visits and the next
    /// event must fit onto the last.
    static func emptyEvents(of visit: TaskSubject.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE field_event SET payload_sealed = \([] as [UInt8]) WHERE visit_id = \(visit)")
    }
}
