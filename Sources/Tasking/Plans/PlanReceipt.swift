import Authority
import Storage
import Timekeeping

/// One agency of the issue range and its answer (PLAN-16, PLAN-19).
package struct PlanReceipt: Sendable {
    package let organization: Organization.ID
    package let organizationName: String
    package let status: PlanReceiptStatus
    package let reason: String
    package let answeredByName: String
    package let answeredAt: Instant?
}

/// An agency answers a plan from above: 接收 or 无法执行 with a reason; the answer is final (PLAN-16).
package struct PlanReceiptAnswer: Sendable {
    package enum Answer: Sendable, Equatable {
        case receive
        case unable(reason: String)
    }

    package let plan: AnnualPlan.ID
    package let answer: Answer

    package init(to plan: AnnualPlan.ID, _ answer: Answer) { (self.plan, self.answer) = (plan, answer) }

    private var act: (ofPlan: PlanAct, ofReceipt: PlanReceiptAct) {
        switch answer {
        case .receive: (.receive, .receive)
        case .unable: (.declareUnable, .declareUnable)
        }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.receivePlans)
        let issued = try AnnualPlan.lock(plan, in: transaction)
        // for an agency that it was not issued to the plan is not there
        let standing = PlanStanding(issued, receipt: try PlanReceipt.status(plan, of: actor.organization, in: transaction), actor)
        try standing.admit(act.ofPlan)
        let next = try standing.answered(act.ofReceipt)
        let reason: String
        let kind: FactKind
        switch answer {
        case .receive: (reason, kind) = ("", PlanFacts.received)
        case .unable(let why):
            if why.allSatisfy(\.isWhitespace) { throw PlanRefused.receiptReasonMissing }
            (reason, kind) = (why, PlanFacts.declined)
        }
        try PlanReceipt.setAnswer(plan, next, reason, by: actor, at: now, in: transaction)
        try issued.record(
            kind, by: actor, at: now, organization: actor.organization, values: ["reason": reason], in: transaction)
    }
}
