import Authority
import Storage

/// 调整检查人员 (ADJ-06): the objects of the caller's agency that have officers and no result yet.
package struct OfficerAdjustmentList: Sendable {
    package struct Row: Sendable {
        package let visit: TaskSubject
        package let taskName: String
        package let taskNumber: String
        package let standing: AdjustmentStanding
        package let adjustments: Int
        package fileprivate(set) var officers: [VisitOfficer] = []
    }

    package struct Filter: Sendable {
        package var subjectName: String?
        package var taskNumber: String?
        package var officerName: String?
        package var mode: InspectionMode?
        package init() {}
    }

    package static func load(
        _ filter: Filter, for actor: Actor, page: ListPage, in transaction: Transaction
    ) throws -> Listed<Row> {
        var query = ListQuery(
            "task_subject",
            columns: """
                \(TaskSubject.columns), k.name, k.task_no, k.organization_id,
                (SELECT count(*) FROM task_subject_adjustment j WHERE j.task_subject_id = t.id)
                """,
            joins: "JOIN inspection_task k ON k.id = t.task_id")
        query.filter("t.agency_id = \(actor.organization)")
        query.filter("t.status = \(TaskSubjectStatus.awaitingInspection)")
        if let name = filter.subjectName { query.filter(.contains("t.subject_name", name)) }
        if let number = filter.taskNumber { query.filter(.contains("k.task_no", number)) }
        if let name = filter.officerName {
            query.filter(
                """
                EXISTS (SELECT 1 FROM task_subject_officer f WHERE f.task_subject_id = t.id AND \(.contains("f.officer_name", name)))
                """)
        }
        if let mode = filter.mode { query.filter("k.mode = \(mode)") }
        let listed = try query.load(page, in: transaction) { row in
            let visit = try TaskSubject(row: &row)
            let name: String = try row.next(), number: String = try row.next(), maker: Organization.ID = try row.next()
            return Row(
                visit: visit, taskName: name, taskNumber: number,
                standing: AdjustmentStanding(visit, of: maker, isBeingDrawn: false, isCovered: true, actor),
                adjustments: try row.next())
        }
        return try listed.map { row in
            var row = row
            row.officers = try TaskSubject.officers(of: row.visit.id, in: transaction)
            return row
        }
    }
}
