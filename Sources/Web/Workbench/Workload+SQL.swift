import Authority
import AuthorityPages
import Disclosure
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import TaskingPages
import Timekeeping

extension Workload {
    static func planReviews(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT id, name, plan_no FROM annual_plan
            WHERE reviewer_id = \(actor.account) AND review_status = \(PlanReviewStatus.pendingReview)
            ORDER BY serial DESC LIMIT \(limit)
            """
        ) { try matter(.planReview, PlanReviewStatus.pendingReview.label, &$0) }
    }

    /// Requests for visits beyond the cap, of the agency's others (BEY-30).
    static func capExemptions(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT id, subject_name, task_name FROM cap_exemption WHERE organization_id = \(actor.organization)
                AND status = \(CapExemptionStatus.pending) AND requested_by <> \(actor.account)
            ORDER BY serial DESC LIMIT \(limit)
            """
        ) { try matter(.capExemption, CapExemptionStatus.pending.label, &$0) }
    }

    /// Own plans that were refused, and wait to be changed and submitted again (PLAN-14).
    static func returnedPlans(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT id, name, plan_no FROM annual_plan
            WHERE creator_id = \(actor.account) AND review_status = \(PlanReviewStatus.rejected)
            ORDER BY serial DESC LIMIT \(limit)
            """
        ) { try matter(.planReturn, PlanReviewStatus.rejected.label, &$0) }
    }

    /// Plans issued to the agency that wait for its answer (PLAN-16).
    static func planReceipts(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT t.id, t.name, t.plan_no FROM plan_receipt r JOIN annual_plan t ON t.id = r.plan_id
            WHERE r.organization_id = \(actor.organization) AND r.status = \(PlanReceiptStatus.notReceived)
                AND t.review_status = \(PlanReviewStatus.approvedIssued)
            ORDER BY t.serial DESC LIMIT \(limit)
            """
        ) { try matter(.planReceipt, PlanReceiptStatus.notReceived.label, &$0) }
    }

    /// 确认联合任务: invitations that wait for the agency's answer, and its own tasks whose partners have answered (JOIN-02…04).
    static func jointTasks(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        let decided: [TaskStatus] = [.awaitingEstablishment, .invitationRefused]
        let own = try transaction.all(
            """
            SELECT id, name, task_no, invitation_deadline, status FROM inspection_task
            WHERE organization_id = \(actor.organization) AND status IN \(list: decided) ORDER BY serial DESC LIMIT \(limit)
            """
        ) { row in
            Matter(
                kind: .joint, id: try row.next(InspectionTask.ID.self).description, title: try row.next(), note: try row.next(),
                due: try row.next(), status: try row.next(TaskStatus.self).label)
        }
        let invited = try transaction.all(
            """
            SELECT t.id, t.name, t.task_no, t.invitation_deadline FROM task_invitation n
            JOIN inspection_task t ON t.id = n.task_id AND t.status = \(TaskStatus.awaitingPartners)
            WHERE n.agency_id = \(actor.organization) AND n.status = \(InvitationStatus.pending) ORDER BY t.serial DESC LIMIT \(limit)
            """
        ) { row in
            Matter(
                kind: .joint, id: try row.next(InspectionTask.ID.self).description, title: try row.next(), note: try row.next(),
                due: try row.next(), status: "待本部门确认")
        }
        return own + invited
    }

    /// Received plans that the agency has made no task from yet (PLAN-17), as long as it can.
    static func plansWithoutTask(of actor: Actor, on today: CalendarDate, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT t.id, t.name, t.plan_no, t.term_end FROM plan_receipt r JOIN annual_plan t ON t.id = r.plan_id
            WHERE r.organization_id = \(actor.organization) AND r.status = \(PlanReceiptStatus.received)
                AND t.review_status = \(PlanReviewStatus.approvedIssued) AND t.term_end >= \(today)
                AND NOT EXISTS (SELECT 1 FROM inspection_task k WHERE k.plan_id = t.id AND k.organization_id = \(actor.organization)
                    AND k.nature = \(TaskNature.formal) AND k.status NOT IN \(list: [TaskStatus.abolished, .purged]))
            ORDER BY t.serial DESC LIMIT \(limit)
            """
        ) { row in
            let id: Identifier<Never> = try row.next()
            let title: String = try row.next(), number: String = try row.next()
            return Matter(
                kind: .planTask, id: id.description, title: title, note: number, due: try row.next(), status: PlanExecutionStatus.pending.label)
        }
    }

    /// Tasks of the agency whose objects are not chosen yet.
    static func subjectChoices(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT id, name, task_no, end_date FROM inspection_task
            WHERE organization_id = \(actor.organization) AND status = \(TaskStatus.awaitingSubjects)
            ORDER BY serial DESC LIMIT \(limit)
            """
        ) { try task(.drawSubjects, .awaitingSubjects, &$0) }
    }

    /// Tasks, also of other agencies, in which visits of the agency wait for officers (DRAW-24).
    static func officerChoices(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT k.id, k.name, k.task_no, k.end_date FROM inspection_task k
            WHERE k.status = \(TaskStatus.awaitingOfficers) AND EXISTS (SELECT 1 FROM task_agency a
                    WHERE a.task_id = k.id AND a.agency_id = \(actor.organization))
                AND EXISTS (SELECT 1 FROM task_subject v WHERE v.task_id = k.id AND v.agency_id = \(actor.organization)
                    AND v.status = \(TaskSubjectStatus.awaitingOfficers) AND v.is_ready = 0)
            ORDER BY k.serial DESC LIMIT \(limit)
            """
        ) { try task(.drawOfficers, .awaitingOfficers, &$0) }
    }

    private static func task(_ kind: Kind, _ status: TaskStatus, _ row: inout Row) throws -> Matter {
        let id: InspectionTask.ID = try row.next()
        return Matter(
            kind: kind, id: id.description, title: try row.next(), note: try row.next(), due: try row.next(),
            status: status.label)
    }

    /// Approved results that wait to be published (PUB-07).
    static func publications(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT inspection_id, subject_name, task_name FROM publishable_result
            WHERE organization_id = \(actor.organization) AND status = \(PublicationStatus.unpublished)
            ORDER BY serial DESC LIMIT \(limit)
            """
        ) { try matter(.publication, PublicationStatus.unpublished.label, &$0) }
    }

    /// Applications of enterprises for an account that wait for somebody who looks at them (ORG-25).
    static func enterprises(of actor: Actor, in transaction: Transaction) throws -> [Matter] {
        try transaction.all(
            """
            SELECT t.id, t.enterprise_name, t.code FROM enterprise_account t JOIN regulated_subject s ON s.id = t.subject_id
            WHERE t.status = \(EnterpriseAccount.Status.pendingVerification) AND \(actor.scope.condition("s.jurisdiction_id"))
            ORDER BY t.serial DESC LIMIT \(limit)
            """
        ) { try matter(.enterprise, EnterpriseAccount.Status.pendingVerification.label, &$0) }
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

    /// Of those that all wait in one state: id, title, note.
    private static func matter(_ kind: Kind, _ status: String, _ row: inout Row) throws -> Matter {
        let id: Identifier<Never> = try row.next()
        return Matter(kind: kind, id: id.description, title: try row.next(), note: try row.next(), due: nil, status: status)
    }

    private static func matter(_ kind: Kind, _ row: inout Row) throws -> Matter {
        let id: TaskSubject.ID = try row.next()
        let (subject, task): (String, String) = (try row.next(), try row.next())
        let due: CalendarDate = try row.next()
        let status: TaskSubjectStatus = try row.next()
        return Matter(kind: kind, id: id.description, title: subject, note: task, due: due, status: status.label)
    }
}
