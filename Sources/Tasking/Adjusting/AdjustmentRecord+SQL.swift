import Authority
import Storage
import Timekeeping

extension AdjustmentRecord {
    /// The newest first.
    package static func all(of visit: TaskSubject.ID, in transaction: Transaction) throws -> [AdjustmentRecord] {
        try transaction.all(
            """
            SELECT t.way, t.from_name, t.to_name, t.reason, t.adjusted_by_name, t.adjusted_at, t.draw_id, d.draw_number,
                t.from_officer_id, t.to_officer_id
            FROM task_subject_adjustment t LEFT JOIN draw d ON d.id = t.draw_id
            WHERE t.task_subject_id = \(visit) ORDER BY t.serial DESC
            """
        ) { row in
            try AdjustmentRecord(
                way: row.next(), fromName: row.next(), toName: row.next(), reason: row.next(), person: row.next(), at: row.next(),
                draw: row.next(), drawNumber: row.next(), fromOfficer: row.next(), toOfficer: row.next())
        }
    }

    func insert(
        for visit: TaskSubject.ID, from: Organization.ID, to: Organization.ID, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO task_subject_adjustment (id, task_subject_id, from_id, from_name, to_id, to_name, reason,
                adjusted_by_name, adjusted_at, way, draw_id, from_officer_id, to_officer_id)
            VALUES (\(ID(at: at)), \(visit), \(from), \(fromName), \(to), \(toName), \(reason), \(person), \(at), \(way),
                \(draw), \(fromOfficer), \(toOfficer))
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
