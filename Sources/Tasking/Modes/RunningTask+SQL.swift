import Authority
import Importing
import Library
import Registry
import Storage

extension InspectionTask {
    /// Whether the agency made the task or executes a part of it.
    func isExecuted(by agency: Organization.ID, in transaction: Transaction) throws -> Bool {
        if organization == agency { return true }
        return try transaction.value("SELECT 1 FROM task_agency WHERE task_id = \(id) AND agency_id = \(agency)", as: Int.self) != nil
    }

    /// The special tasks that officers of the agency can put objects into, the newest first (TASK-25).
    package static func joinable(by agency: Organization.ID, in transaction: Transaction) throws -> [JoinableTask] {
        let open = TaskStatus.allCases.filter(\.takesAdditions)
        return try transaction.all(
            """
            SELECT \(columns) FROM inspection_task t
            WHERE t.mode = \(InspectionMode.special) AND t.subject_fixation = \(SubjectFixation.additionsAllowed)
                AND t.status IN \(list: open)
                AND (t.organization_id = \(agency) OR EXISTS
                    (SELECT 1 FROM task_agency a WHERE a.task_id = t.id AND a.agency_id = \(agency)))
            ORDER BY t.serial DESC LIMIT 50
            """, InspectionTask.init(row:)
        ).map { JoinableTask(task: $0, classes: try TaskItem.subjectClasses(of: $0.id, in: transaction)) }
    }
}

/// A task that an object can come into, and the classes of objects that it covers.
package struct JoinableTask: Sendable {
    package let task: InspectionTask
    package let classes: Set<SubjectClass>
}
