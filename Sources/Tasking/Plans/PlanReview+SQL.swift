import Authority
import Storage
import Timekeeping

extension AnnualPlan {
    /// Under the lock of the agency's counter, so that two submissions at once never get one number.
    func nextNumber(_ agency: ActingAgency, in transaction: Transaction) throws -> PlanNumber {
        _ = try agency.lockSequence("plan." + family.rawValue, year: record.year, in: transaction)
        let taken = try transaction.all(
            """
            SELECT number_sequence FROM annual_plan
            WHERE organization_id = \(agency.id) AND family = \(family) AND number_year = \(record.year)
            """) { try $0.next(Int.self) }
        return PlanNumber(
            agency: agency.shortName, family: family, year: record.year, sequence: PlanNumber.smallestFree(taken))
    }

    func setSubmitted(to reviewer: Account.ID, _ number: PlanNumber, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE annual_plan SET version = version + 1, review_status = \(PlanReviewStatus.pendingReview),
                reviewer_id = \(reviewer), plan_no = \(number.text), number_year = \(number.year),
                number_sequence = \(number.sequence), rejection_reason = '', updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
    }

    /// It leaves the reviewer's list (PLAN-10).
    func setWithdrawn(_ status: PlanReviewStatus, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE annual_plan SET version = version + 1, review_status = \(status), reviewer_id = \(Account.ID?.none),
                updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
    }

    func setReviewed(
        _ status: PlanReviewStatus, by reviewer: Account.ID, reason: String, issuedAt: Instant?, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.executeVersioned(
            """
            UPDATE annual_plan SET version = version + 1, review_status = \(status), reviewed_by = \(reviewer),
                reviewed_at = \(now), rejection_reason = \(reason), issued_at = \(issuedAt)
            WHERE id = \(id) AND version = \(version)
            """)
    }

    /// PLAN-12: named to review the plan, or has reviewed it.
    package static func isReviewer(_ account: Account.ID, of id: ID, in transaction: Transaction) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM annual_plan WHERE id = \(id) AND (reviewed_by = \(account)
                OR reviewer_id = \(account) AND review_status = \(PlanReviewStatus.pendingReview))
            """, as: Int.self) != nil
    }

    /// Something beside its fields was changed: whoever saw the plan before is overtaken (OPS-04).
    func touch(in transaction: Transaction) throws {
        try transaction.execute("UPDATE annual_plan SET version = version + 1 WHERE id = \(id)")
    }

    func setExecution(_ status: PlanExecutionStatus, in transaction: Transaction) throws {
        try transaction.execute("UPDATE annual_plan SET execution_status = \(status) WHERE id = \(id)")
    }

    /// The formal tasks of this plan, of every agency: how many, and how many of them are not completed.
    /// Test tasks never count (TASK-09).
    func formalTasks(in transaction: Transaction) throws -> (all: Int, open: Int) {
        try transaction.first(
            """
            SELECT count(*), coalesce(sum(CASE WHEN status = \(TaskStatus.completed) THEN 0 ELSE 1 END), 0)
            FROM inspection_task WHERE plan_id = \(id) AND nature = \(TaskNature.formal)
                AND status NOT IN \(list: [TaskStatus.abolished, .purged])
            """) { (try $0.next(), try $0.next()) } ?? (0, 0)
    }
}

extension PlanReceipt {
    static func open(_ plan: AnnualPlan.ID, for agency: Organization.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO plan_receipt (plan_id, organization_id, status, reason, answered_by_name, created_at)
            VALUES (\(plan), \(agency), \(PlanReceiptStatus.notReceived), '', '', \(now))
            """)
    }

    static func status(_ plan: AnnualPlan.ID, of agency: Organization.ID, in transaction: Transaction) throws -> PlanReceiptStatus? {
        try transaction.locked(
            "SELECT status FROM plan_receipt WHERE plan_id = \(plan) AND organization_id = \(agency)") { try $0.next() }
    }

    /// The answer of one agency, without waiting for it; nil when the plan was not issued to it.
    package static func answer(_ plan: AnnualPlan.ID, of agency: Organization.ID, in transaction: Transaction) throws -> PlanReceipt? {
        try all(plan, in: transaction).first { $0.organization == agency }
    }

    static func setAnswer(
        _ plan: AnnualPlan.ID, _ status: PlanReceiptStatus, _ reason: String, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE plan_receipt SET status = \(status), reason = \(reason), answered_by = \(actor.account),
                answered_by_name = \(actor.name), answered_at = \(now)
            WHERE plan_id = \(plan) AND organization_id = \(actor.organization)
            """)
    }

    /// The table of PLAN-19.
    package static func all(_ plan: AnnualPlan.ID, in transaction: Transaction) throws -> [PlanReceipt] {
        try transaction.all(
            """
            SELECT r.organization_id, o.name, r.status, r.reason, r.answered_by_name, r.answered_at
            FROM plan_receipt r JOIN organization o ON o.id = r.organization_id
            WHERE r.plan_id = \(plan) ORDER BY r.serial
            """
        ) { row in
            PlanReceipt(
                organization: try row.next(), organizationName: try row.next(), status: try row.next(),
                reason: try row.next(), answeredByName: try row.next(), answeredAt: try row.next())
        }
    }
}
