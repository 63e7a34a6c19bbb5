import Authority
import Ledger
import Storage
import Timekeeping

/// The named reviewer decides (PLAN-12…14): 通过 issues the plan to its range, 拒绝 sends it back with a reason.
package struct PlanReview: Sendable {
    package enum Decision: Sendable, Equatable {
        case approve
        case reject(reason: String)
    }

    package let plan: AnnualPlan.ID
    package let decision: Decision

    package init(of plan: AnnualPlan.ID, _ decision: Decision) { (self.plan, self.decision) = (plan, decision) }

    private var act: PlanAct {
        switch decision {
        case .approve: .approve
        case .reject: .reject
        }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.reviewPlans)
        let before = try AnnualPlan.lock(plan, in: transaction)
        // PLAN-12: for anybody but the reviewer the plan is not there to be reviewed
        let next = try PlanStanding(before, actor).admit(act)
        switch decision {
        case .approve: try approve(before, next, by: actor, at: now, in: transaction)
        case .reject(let reason):
            if reason.allSatisfy(\.isWhitespace) { throw PlanRefused.rejectionReasonMissing }
            try reject(before, next, reason, by: actor, at: now, in: transaction)
        }
    }

    private func approve(
        _ before: AnnualPlan, _ next: PlanReviewStatus, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        try before.setReviewed(next, by: actor.account, reason: "", issuedAt: now, at: now, in: transaction)
        let range = before.record.issueScope.subtracting([before.organization]).sorted()
        try before.record(PlanFacts.approved, by: actor, at: now, values: ["count": "\(range.count)"], in: transaction)
        try tellCreator(before, "已审核通过并下发", at: now, in: transaction)
        for agency in range {
            try PlanReceipt.open(plan, for: agency, at: now, in: transaction)
            let people = try ActingAgency.people(of: agency, who: .receivePlans, in: transaction)
            try Message.send(
                to: people.map(\.id), kind: .approvalRequested, title: "收到年度计划",
                text: "\(actor.organizationName)下发年度计划“\(before.record.name)”，请确认接收",
                link: "/plans/\(plan)", at: now, in: transaction)
        }
    }

    private func reject(
        _ before: AnnualPlan, _ next: PlanReviewStatus, _ reason: String, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws {
        try before.setReviewed(next, by: actor.account, reason: reason, issuedAt: nil, at: now, in: transaction)
        try before.record(PlanFacts.rejected, by: actor, at: now, values: ["reason": reason], in: transaction)
        try tellCreator(before, "被拒绝，理由：\(reason)", at: now, in: transaction)
    }

    private func tellCreator(
        _ before: AnnualPlan, _ what: String, at now: Instant, in transaction: Transaction
    ) throws {
        try Message.send(
            to: [before.creator], kind: .reviewed, title: "年度计划审核结果",
            text: "您提交的年度计划“\(before.record.name)”\(what)", link: "/plans/\(plan)", at: now, in: transaction)
    }
}
