import Authority
import Storage
import Timekeeping

extension AdjustmentRecord {
    /// The newest first.
    package static func all(of visit: TaskSubject.ID, in transaction: Transaction) throws -> [AdjustmentRecord] {
        try transaction.all(
            """
            SELECT from_name, to_name, reason, adjusted_by_name, adjusted_at FROM task_subject_adjustment
            WHERE task_subject_id = \(visit) ORDER BY serial DESC
            """
        ) { row in
            AdjustmentRecord(
                fromName: try row.next(), toName: try row.next(), reason: try row.next(), person: try row.next(), at: try row.next())
        }
    }

    func insert(
        for visit: TaskSubject.ID, from: Organization.ID, to: Organization.ID, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO task_subject_adjustment (id, task_subject_id, from_id, from_name, to_id, to_name, reason,
                adjusted_by_name, adjusted_at)
            VALUES (\(ID(at: at)), \(visit), \(from), \(fromName), \(to), \(toName), \(reason), \(person), \(at))
            """)
    }

    static func deleteAll(of task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM task_subject_adjustment WHERE task_subject_id IN
                (SELECT s.id FROM task_subject s WHERE s.task_id = \(task))
            """)
    }
}
