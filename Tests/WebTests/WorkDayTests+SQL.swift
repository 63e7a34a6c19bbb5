import Authority
import Storage
import Tasking
import Timekeeping

/// What a working day brings that the demonstration does not have.
extension DemoServer {
    static func endTests(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET nature = \(TaskNature.test), purge_at = \(now)")
    }

    static func tasks(in transaction: Transaction) throws -> Int {
        try transaction.value("SELECT count(*) FROM inspection_task") ?? 0
    }

    static func visits(in transaction: Transaction) throws -> Int {
        try transaction.value("SELECT (SELECT count(*) FROM inspection) + (SELECT count(*) FROM task_subject)") ?? 0
    }

    /// A plan that asks for an answer, a result to publish, a task that needs officers, an enterprise that applies.
    static func makeWork(for agency: Organization.ID, in transaction: Transaction) throws {
        try issuePlan(to: agency, in: transaction)
        try makeRest(for: agency, in: transaction)
    }

    static func issuePlan(to agency: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO plan_receipt (plan_id, organization_id, status, reason, answered_by_name, created_at)
            SELECT id, \(agency), \(PlanReceiptStatus.notReceived), '', '', 0 FROM annual_plan
            WHERE review_status = \(PlanReviewStatus.approvedIssued) LIMIT 1
            """)
    }

    /// The agency has received that plan.
    static func receivePlan(at agency: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE plan_receipt SET status = \(PlanReceiptStatus.received) WHERE organization_id = \(agency)")
        try transaction.execute("UPDATE annual_plan SET term_end = '2999-12-31' WHERE id IN (SELECT plan_id FROM plan_receipt)")
    }

    /// Its tasks are of no plan, or of the one that was received.
    static func setTasks(ofPlan isOfPlan: Bool, in transaction: Transaction) throws {
        let plan: SQL = isOfPlan ? "(SELECT plan_id FROM plan_receipt ORDER BY serial DESC LIMIT 1)" : "NULL"
        try transaction.execute("UPDATE inspection_task SET plan_id = \(plan)")
    }

    private static func makeRest(for agency: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE publishable_result SET status = 'unpublished' WHERE organization_id = \(agency)")
        try transaction.execute(
            """
            UPDATE task_subject SET status = \(TaskSubjectStatus.awaitingOfficers)
            WHERE id IN (SELECT id FROM task_subject WHERE agency_id = \(agency) ORDER BY serial DESC LIMIT 1)
            """)
        try transaction.execute(
            """
            UPDATE inspection_task SET status = \(TaskStatus.awaitingOfficers) WHERE id IN (SELECT task_id FROM task_subject
                WHERE agency_id = \(agency) AND status = \(TaskSubjectStatus.awaitingOfficers))
            """)
        try transaction.execute("UPDATE enterprise_account SET status = 'pendingVerification'")
    }

    /// What the platform numbered.
    static func numbers(in transaction: Transaction) throws -> [(kind: String, texts: [String])] {
        [
            ("plan", try transaction.all("SELECT plan_no FROM annual_plan WHERE plan_no <> ''") { try $0.next(String.self) }),
            ("task", try transaction.all("SELECT task_no FROM inspection_task") { try $0.next(String.self) }),
            ("document", try transaction.all("SELECT document_number FROM enforcement_document") { try $0.next(String.self) }),
        ]
    }
}
