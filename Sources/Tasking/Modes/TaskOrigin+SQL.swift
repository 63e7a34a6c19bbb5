import Authority
import Storage
import Timekeeping

extension TaskOrigin {
    package static func find(of task: InspectionTask.ID, in transaction: Transaction) throws -> TaskOrigin? {
        try transaction.first("SELECT kind, words, number, visit_id FROM task_origin WHERE task_id = \(task)") { row in
            TaskOrigin(try row.next(), try row.next(), number: try row.next(), visit: try row.next())
        }
    }

    func insert(of task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO task_origin (task_id, kind, words, number, visit_id)
            VALUES (\(task), \(kind), \(words), \(number), \(visit))
            """)
    }

    /// Of the task itself; a verification of its inspections keeps its words and loses the link (TASK-08).
    static func delete(of task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM task_origin WHERE task_id = \(task)")
        try transaction.execute(
            "UPDATE task_origin SET visit_id = NULL WHERE visit_id IN (SELECT s.id FROM task_subject s WHERE s.task_id = \(task))")
    }
}

extension TaskOrigin {
    static func creator(of task: InspectionTask.ID, in transaction: Transaction) throws -> Account.ID? {
        try transaction.value("SELECT creator_id FROM inspection_task WHERE id = \(task)")
    }
}

extension VerificationLine {
    /// The verifications of one inspection, the newest first.
    package static func all(of visit: TaskSubject.ID, in transaction: Transaction) throws -> [VerificationLine] {
        try transaction.all(
            """
            SELECT s.id, k.task_no, s.status, o.words, s.finished_at FROM task_origin o
            JOIN inspection_task k ON k.id = o.task_id JOIN task_subject s ON s.task_id = k.id
            WHERE o.visit_id = \(visit) ORDER BY s.serial DESC
            """
        ) { row in
            VerificationLine(
                visit: try row.next(), number: try row.next(), status: try row.next(), words: try row.next(),
                finishedOn: try row.next(Instant?.self)?.beijingDate)
        }
    }
}
