import Importing
import Library
import Registry
import Storage

/// Tasks keep the objects and officers they have by their ids, beside the names as they were: what stands in a task has
/// been built on.
package struct TaskRecordUse: RecordUse {
    package init() {}

    package func isUsed(_ record: ImportedRecord.ID, in transaction: Transaction) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM task_subject WHERE subject_id = \(record)
            UNION ALL SELECT 1 FROM task_subject_officer WHERE officer_id = \(record) LIMIT 1
            """, as: Int.self) != nil
    }
}
