import Authority
import Storage
import Timekeeping

extension PlanSummary {
    package static func of(
        _ family: PlanFamily, at agency: Organization.ID, year: Int, in transaction: Transaction
    ) throws -> PlanSummary {
        var summary = PlanSummary()
        let own = try transaction.all(
            """
            SELECT year, review_status, execution_status, count(*) FROM annual_plan
            WHERE organization_id = \(agency) AND family = \(family) GROUP BY year, review_status, execution_status
            """
        ) { row in
            (year: try row.next(Int.self), review: try row.next(PlanReviewStatus.self),
                execution: try row.next(PlanExecutionStatus.self), count: try row.next(Int.self))
        }
        for line in own {
            // a refused plan is back with its maker, as a draft is
            let isWithMaker = line.review == .draft || line.review == .rejected
            summary.add(isWithMaker ? nil : line.execution, year: line.year, current: year, count: line.count)
        }
        for plan in try received(family, at: agency, in: transaction) {
            summary.add(execution(tasks: plan.tasks, open: plan.open), year: plan.year, current: year)
        }
        return summary
    }

    private static func received(
        _ family: PlanFamily, at agency: Organization.ID, in transaction: Transaction
    ) throws -> [(year: Int, tasks: Int, open: Int)] {
        try transaction.all(
            """
            SELECT p.year, count(k.id), coalesce(sum(CASE WHEN k.status = \(TaskStatus.completed) THEN 0 ELSE 1 END), 0)
            FROM plan_receipt r JOIN annual_plan p ON p.id = r.plan_id
            LEFT JOIN inspection_task k ON k.plan_id = p.id AND k.organization_id = \(agency)
                AND k.nature = \(TaskNature.formal) AND k.status NOT IN \(list: [TaskStatus.abolished, .purged])
            WHERE r.organization_id = \(agency) AND r.status = \(PlanReceiptStatus.received) AND p.family = \(family)
                AND p.review_status = \(PlanReviewStatus.approvedIssued)
            GROUP BY p.id, p.year
            """) { (try $0.next(), try $0.next(), try $0.next()) }
    }

    /// How many plans each tab shows, for its label (PLAN-07).
    package static func tabs(
        _ family: PlanFamily, for actor: Actor, in transaction: Transaction
    ) throws -> (made: Int, received: Int) {
        let made = try transaction.value(
            """
            SELECT count(*) FROM annual_plan t WHERE t.family = \(family)
                AND \(actor.scope.condition("t.organization_id"))
                AND (t.organization_id = \(actor.organization) OR t.review_status = \(PlanReviewStatus.approvedIssued))
            """, as: Int.self) ?? 0
        let received = try transaction.value(
            """
            SELECT count(*) FROM plan_receipt r JOIN annual_plan p ON p.id = r.plan_id
            WHERE r.organization_id = \(actor.organization) AND p.family = \(family)
                AND p.review_status = \(PlanReviewStatus.approvedIssued)
            """, as: Int.self) ?? 0
        return (made, received)
    }

    /// How many plans wait for this reviewer.
    package static func waiting(for actor: Actor, in transaction: Transaction) throws -> Int {
        try transaction.value(
            """
            SELECT count(*) FROM annual_plan WHERE reviewer_id = \(actor.account) AND organization_id = \(actor.organization)
                AND review_status = \(PlanReviewStatus.pendingReview)
            """, as: Int.self) ?? 0
    }
}
