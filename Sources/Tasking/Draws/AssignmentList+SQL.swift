import Authority
import Storage

/// 选派人员 (DRAW-24): the tasks whose objects an agency has to name officers for.
package struct AssignmentList: Sendable {
    package struct Row: Sendable {
        package let task: InspectionTask.ID
        package let number: String
        package let name: String
        package let mode: InspectionMode
        package let source: TaskSource
        package let selection: SelectionMode
        package let status: TaskStatus
        package let makerName: String
        package let subjects: Int
        package let waiting: Int

        /// 人员选派状态
        package var state: String {
            if waiting == 0 { return "已选派" }
            switch selection {
            case .manual: return "待指派"
            case .random: return "待抽取"
            }
        }
    }

    /// What of a task an agency names officers for: the versions of its visits together, which only grow, with what they
    /// lacked to do so where a visit went to another agency.
    package static func version(
        of task: InspectionTask.ID, for agency: Organization.ID, in transaction: Transaction
    ) throws -> Int {
        try transaction.value(
            """
            SELECT CAST(coalesce(sum(version), 0) AS BIGINT) + coalesce(
                (SELECT a.adjusted FROM task_agency a WHERE a.task_id = \(task) AND a.agency_id = \(agency)), 0)
            FROM task_subject WHERE task_id = \(task) AND agency_id = \(agency)
            """) ?? 0
    }

    /// To be called under the lock of the task.
    /// - Throws: `overtaken` where the agency's visits are no longer those that were seen (OPS-04).
    static func require(
        _ seen: Int?, of task: InspectionTask.ID, for agency: Organization.ID, in transaction: Transaction
    ) throws {
        guard let seen else { return }
        guard try version(of: task, for: agency, in: transaction) == seen else { throw StorageError.overtaken }
    }

    package static func load(
        for agency: Organization.ID, waitingOnly: Bool, words: String?, page: ListPage, in transaction: Transaction
    ) throws -> Listed<Row> {
        var query = ListQuery(
            "inspection_task",
            columns: """
                t.id, t.task_no, t.name, t.mode, t.source, t.officer_selection, t.status, o.name,
                (SELECT count(*) FROM task_subject v WHERE v.task_id = t.id AND v.agency_id = \(agency)),
                (SELECT count(*) FROM task_subject v WHERE v.task_id = t.id AND v.agency_id = \(agency)
                    AND v.status = \(TaskSubjectStatus.awaitingOfficers) AND v.is_ready = 0)
                """,
            joins: "JOIN organization o ON o.id = t.organization_id")
        let issued = TaskStatus.allCases.filter(\.hasSubjects)
        query.filter("t.status IN \(list: issued)")
        query.filter("EXISTS (SELECT 1 FROM task_agency a WHERE a.agency_id = \(agency) AND a.task_id = t.id)")
        if waitingOnly {
            // also objects that came into a task that runs (TASK-38)
            query.filter(
                """
                EXISTS (SELECT 1 FROM task_subject v WHERE v.task_id = t.id AND v.agency_id = \(agency)
                    AND v.status = \(TaskSubjectStatus.awaitingOfficers))
                """)
        }
        query.search(words)
        return try query.load(page, in: transaction) { row in
            try Row(
                task: row.next(), number: row.next(), name: row.next(), mode: row.next(), source: row.next(),
                selection: row.next(), status: row.next(), makerName: row.next(), subjects: row.next(), waiting: row.next())
        }
    }
}
