import Authority
import Registry
import Storage
import Tasking
import Timekeeping

extension Workload {
    static func planReviews(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT id, name, plan_no FROM annual_plan
            WHERE reviewer_id = \(actor.account) AND review_status = \(PlanReviewStatus.pendingReview)
            ORDER BY serial DESC LIMIT \(limit)
            """
        ) { row in
            let id: AnnualPlan.ID = try row.next()
            let (name, number): (String, String) = (try row.next(), try row.next())
            return Matter(
                kind: .planReview, id: id.description, title: name, note: number, due: nil,
                status: PlanReviewStatus.pendingReview.label)
        }
    }

    static func tasks(of actor: Actor, _ kind: Kind, in transaction: Transaction) throws -> [Matter] {
        let status: TaskStatus = kind == .drawSubjects ? .awaitingSubjects : .awaitingOfficers
        return try transaction.all(
            """
            SELECT id, name, task_no, end_date FROM inspection_task
            WHERE organization_id = \(actor.organization) AND mode = \(InspectionMode.doubleRandom) AND status = \(status)
            ORDER BY serial DESC LIMIT \(limit)
            """
        ) { row in
            let id: InspectionTask.ID = try row.next()
            return Matter(
                kind: kind, id: id.description, title: try row.next(), note: try row.next(), due: try row.next(),
                status: status.label)
        }
    }

    static func visits(of officer: Identifier<OfficerMark>, in transaction: Transaction) throws -> [Matter] {
        let open: [TaskSubjectStatus] = [.awaitingInspection, .inspecting, .returned]
        return try transaction.all(
            """
            SELECT t.id, t.subject_name, k.name, k.end_date, t.status
            FROM task_subject_officer v JOIN task_subject t ON t.id = v.task_subject_id
                JOIN inspection_task k ON k.id = t.task_id
            WHERE v.officer_id = \(officer) AND t.status IN \(list: open)
            ORDER BY t.serial DESC LIMIT \(limit)
            """
        ) { try matter(.visit, &$0) }
    }

    static func resultReviews(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT t.id, t.subject_name, k.name, k.end_date, t.status
            FROM task_subject t JOIN inspection_task k ON k.id = t.task_id
            WHERE t.agency_id = \(actor.organization) AND t.status = \(TaskSubjectStatus.awaitingReview)
            ORDER BY t.serial DESC LIMIT \(limit)
            """
        ) { try matter(.resultReview, &$0) }
    }

    static func finished(by agency: Organization.ID, since start: Instant, in transaction: Transaction) throws -> Int {
        try transaction.value(
            """
            SELECT count(*) FROM (
                SELECT finished_at FROM task_subject
                WHERE agency_id = \(agency) AND status = \(TaskSubjectStatus.completed)
                ORDER BY serial DESC LIMIT 1000) recent
            WHERE finished_at >= \(start)
            """) ?? 0
    }

    private static func matter(_ kind: Kind, _ row: inout Row) throws -> Matter {
        let id: TaskSubject.ID = try row.next()
        let (subject, task): (String, String) = (try row.next(), try row.next())
        let due: CalendarDate = try row.next()
        let status: TaskSubjectStatus = try row.next()
        return Matter(kind: kind, id: id.description, title: subject, note: task, due: due, status: status.label)
    }
}
