import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension TaskSummary {
    package static func of(
        _ mode: InspectionMode, at agency: Organization.ID, year: Int, in transaction: Transaction
    ) throws -> TaskSummary {
        var summary = TaskSummary()
        let lines = try transaction.all(
            """
            SELECT t.year, t.status, t.organization_id, count(*) FROM inspection_task t
            WHERE t.mode = \(mode) AND t.nature = \(TaskNature.formal) AND t.status <> \(TaskStatus.abolished)
                AND (t.organization_id = \(agency) OR EXISTS (SELECT 1 FROM task_agency a
                    WHERE a.task_id = t.id AND a.agency_id = \(agency)))
            GROUP BY t.year, t.status, t.organization_id
            """
        ) { row in
            (year: try row.next(Int.self), status: try row.next(TaskStatus.self),
                organization: try row.next(Organization.ID.self), count: try row.next(Int.self))
        }
        for line in lines {
            summary.add(
                line.status, isOwn: line.organization == agency, year: line.year, current: year, count: line.count)
        }
        return summary
    }

    /// How many tasks are at each step, for the labels of the tabs (TASK-04).
    package static func tabs(_ mode: InspectionMode, scope: Scope, in transaction: Transaction) throws -> [TaskStep: Int] {
        let counts = Dictionary(
            try transaction.all(
                """
                SELECT t.status, count(*) FROM inspection_task t
                WHERE t.mode = \(mode) AND \(InspectionTask.visible(to: scope)) GROUP BY t.status
                """) { (try $0.next(TaskStatus.self), try $0.next(Int.self)) }, uniquingKeysWith: +)
        return Dictionary(uniqueKeysWithValues: TaskStep.allCases.map { step in
            (step, step.statuses.map { counts[$0] ?? 0 }.reduce(0, +))
        })
    }
}
