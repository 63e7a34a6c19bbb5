import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// What linking a task to a plan looks at (PLAN-17, 18, 20, 21).
struct TaskPlanLink {
    var isIssued: Bool
    var isOwn: Bool
    /// The own agency's answer; nil when the plan was not issued to it.
    var receipt: PlanReceiptStatus?
    var isInTerm: Bool
    var isOfMode: Bool
    var termLiesWithin: Bool

    func permit() throws(TaskRefused) {
        guard isIssued, isOwn || receipt != nil else { throw .planUnknown }
        if !isOwn, receipt == .notReceived { throw .planNotReceived }
        if !isOwn, receipt == .cannotExecute { throw .planCannotBeExecuted }
        guard isOfMode else { throw .planOfOtherType }
        guard isInTerm else { throw .planOutOfTerm }
        guard termLiesWithin else { throw .termOutsidePlan }
    }

    /// - Parameter isKept: the task was linked to this plan before; then the term of the plan is not asked again.
    static func plan(
        _ id: AnnualPlan.ID, for record: TaskRecord, mode: InspectionMode, agency: Organization.ID, isKept: Bool = false,
        at now: Instant, in transaction: Transaction
    ) throws -> AnnualPlan {
        guard let plan = try AnnualPlan.lockIfExists(id, in: transaction) else { throw TaskRefused.planUnknown }
        let receipt = try PlanReceipt.answer(id, of: agency, in: transaction)?.status
        let start = plan.record.termStart, end = plan.record.termEnd
        try TaskPlanLink(
            isIssued: plan.isIssued, isOwn: plan.organization == agency, receipt: receipt,
            isInTerm: isKept || plan.isInTerm(now.beijingDate),
            isOfMode: plan.family.mode == mode && plan.span == record.span,
            termLiesWithin: start.map { $0 <= record.startDate } ?? false && end.map { record.endDate <= $0 } ?? false
        ).permit()
        return plan
    }
}
