import Importing
import Library
import Registry
import Storage
import Synchronization
import Tasking

extension InspectedForm {
    /// The form of a visit: all form versions of its task, of several agencies those of its own participant (JOIN-10).
    package static func load(_ visit: TaskSubject.ID, of task: InspectionTask.ID, in transaction: Transaction) throws -> InspectedForm {
        try load(visit, of: task, versions: try askVersions(for: visit, of: task, in: transaction).all(), in: transaction)
    }

    static func askVersions(
        for visit: TaskSubject.ID, of task: InspectionTask.ID, in transaction: Transaction
    ) throws -> Asked<CheckFormVersion.ID> {
        try transaction.ask(
            """
            SELECT DISTINCT f.form_version_id, v.serial FROM task_form f
                JOIN check_form_version v ON v.id = f.form_version_id
                JOIN task_subject s ON s.id = \(visit)
                LEFT JOIN task_item i ON i.task_id = f.task_id AND i.item_id = f.item_id
            WHERE f.task_id = \(task)
                AND (i.participant_id = s.participant_id OR (i.participant_id IS NULL AND s.participant_id IS NULL))
            ORDER BY v.serial
            """
        ) { try $0.next(CheckFormVersion.ID.self) }
    }

    /// The form as it was when the result was submitted.
    static func load(
        _ visit: TaskSubject.ID, of task: InspectionTask.ID, versions: [CheckFormVersion.ID], in transaction: Transaction
    ) throws -> InspectedForm {
        InspectedForm(visit: visit, task: task, versions: try versions.map { try known($0, in: transaction) })
    }

    /// A version that was once enabled never changes (ITEM-13), so it is taken apart once a process.
    private static func known(_ id: CheckFormVersion.ID, in transaction: Transaction) throws -> CheckFormVersion {
        if let version = shelf.withLock({ $0[id] }) { return version }
        let version = try CheckFormVersion.load(id, in: transaction)
        guard version.status != .draft else { return version }
        shelf.withLock { shelf in
            if shelf.count >= greatestShelf { shelf.removeAll() }
            shelf[id] = version
        }
        return version
    }

    private static let shelf = Mutex<[CheckFormVersion.ID: CheckFormVersion]>([:])
    private static let greatestShelf = 2000
}
