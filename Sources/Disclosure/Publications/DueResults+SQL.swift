import Inspecting
import Registry
import Storage
import Tasking

extension DueResults {
    func origin(of result: ApprovedResult, in transaction: Transaction) throws -> Origin? {
        let items = try transaction.all(
            """
            SELECT i.name FROM task_item t JOIN item i ON i.id = t.item_id JOIN task_subject s ON s.id = \(result.inspection)
            WHERE t.task_id = \(result.task)
                AND (t.participant_id = s.participant_id OR (t.participant_id IS NULL AND s.participant_id IS NULL))
            ORDER BY i.item_code
            """
        ) { try $0.next(String.self) }
        return try transaction.first(
            """
            SELECT t.name, t.task_no, t.nature, r.kind, o.name FROM task_subject s
            JOIN inspection_task t ON t.id = s.task_id JOIN organization o ON o.id = s.agency_id
            LEFT JOIN regulated_subject r ON r.id = s.subject_id
            WHERE s.id = \(result.inspection)
            """
        ) { row in
            Origin(
                taskName: try row.next(), taskNumber: try row.next(), isTest: try row.next(TaskNature.self) == .test,
                subjectKind: try row.next(), agencyName: try row.next(), itemNames: items)
        }
    }
}
