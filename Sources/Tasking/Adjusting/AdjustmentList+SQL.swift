import Authority
import Storage

/// 调整检查机构 (ADJ-03): issued objects without officers, with their agencies, of the tasks that the caller's agency made
/// or that agencies below it execute.
package struct AdjustmentList: Sendable {
    package struct Row: Sendable {
        package let visit: TaskSubject
        package let taskName: String
        package let taskNumber: String
        package let agencyName: String
        package let standing: AdjustmentStanding
        package let adjustments: Int
    }

    package struct Filter: Sendable {
        package var subjectName: String?
        package var taskNumber: String?
        package var agencyName: String?
        package var mode: InspectionMode?
        package init() {}
    }

    package static func load(
        _ filter: Filter, for actor: Actor, page: ListPage, in transaction: Transaction
    ) throws -> Listed<Row> {
        let drawing: SQL = """
            CASE WHEN EXISTS (SELECT 1 FROM draw d WHERE d.task_id = t.task_id AND d.kind = \(DrawKind.officers)
                AND d.organization_id = t.agency_id AND d.status IN ('opened', 'committed')) THEN 1 ELSE 0 END
            """
        var query = ListQuery(
            "task_subject",
            columns: """
                \(TaskSubject.columns), k.name, k.task_no, k.organization_id, o.name, \(drawing),
                CASE WHEN \(actor.scope.condition("t.agency_id")) THEN 1 ELSE 0 END,
                (SELECT count(*) FROM task_subject_adjustment j WHERE j.task_subject_id = t.id)
                """,
            joins: "JOIN inspection_task k ON k.id = t.task_id JOIN organization o ON o.id = t.agency_id")
        query.filter("(k.organization_id = \(actor.organization) OR \(actor.scope.condition("t.agency_id")))")
        // written out, as the index of these objects says it
        query.filter("t.status = 'awaitingOfficers'")
        query.filter("t.finished_at IS NULL")
        query.filter("t.is_ready = 0")
        if let name = filter.subjectName { query.filter(.contains("t.subject_name", name)) }
        if let number = filter.taskNumber { query.filter(.contains("k.task_no", number)) }
        if let name = filter.agencyName { query.filter(.contains("o.name", name)) }
        if let mode = filter.mode { query.filter("k.mode = \(mode)") }
        return try query.load(page, in: transaction) { row in
            let visit = try TaskSubject(row: &row)
            let name: String = try row.next(), number: String = try row.next(), maker: Organization.ID = try row.next()
            let agency: String = try row.next(), isBeingDrawn: Bool = try row.next(), isCovered: Bool = try row.next()
            return Row(
                visit: visit, taskName: name, taskNumber: number, agencyName: agency,
                standing: AdjustmentStanding(visit, of: maker, isBeingDrawn: isBeingDrawn, isCovered: isCovered, actor),
                adjustments: try row.next())
        }
    }
}
