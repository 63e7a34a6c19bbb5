import Authority
import Ledger
import Storage
import Timekeeping

/// The creator hands the plan to a reviewer of the own agency (确定, PLAN-05). It gets its number now (PLAN-02).
package struct PlanSubmission: Sendable {
    package let plan: AnnualPlan.ID
    package let reviewer: Account.ID?

    package init(of plan: AnnualPlan.ID, to reviewer: Account.ID?) { (self.plan, self.reviewer) = (plan, reviewer) }

    struct Standing {
        var plan: PlanStanding
        var creator: Account.ID
        /// Accounts of the own agency that may review plans.
        var reviewers: Set<Account.ID>
    }

    /// - Returns: the reviewer.
    func permit(_ standing: Standing) throws(PlanRefused) -> Account.ID {
        _ = try standing.plan.permit(.submit)
        guard let reviewer else { throw .reviewerMissing }
        guard reviewer != standing.creator else { throw .reviewerIsCreator }
        guard standing.reviewers.contains(reviewer) else { throw .reviewerUnsuitable }
        return reviewer
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.makePlans)
        let before = try AnnualPlan.lockOwn(plan, of: actor, in: transaction)
        let agency = try ActingAgency.load(actor.organization, in: transaction)
        try agency.requireEnforcementBody()
        let people = try ActingAgency.people(of: agency.id, who: .reviewPlans, in: transaction)
        let reviewer = try permit(Standing(
            plan: PlanStanding(before, actor), creator: before.creator, reviewers: Set(people.map(\.id))))
        try before.record.checkComplete()
        let number = try before.number ?? before.nextNumber(agency, in: transaction)
        try before.setSubmitted(to: reviewer, number, at: now, in: transaction)
        let name = people.first { $0.id == reviewer }?.name ?? ""
        try before.record(
            PlanFacts.submitted, by: actor, at: now, values: ["number": number.text, "reviewer": name], in: transaction)
        try Message.send(
            to: [reviewer], kind: .approvalRequested, title: "年度计划待审核",
            text: "\(actor.name)提交的年度计划“\(before.record.name)”（\(number.text)）请您审核", link: "/plan-reviews/\(plan)",
            at: now, in: transaction)
    }
}

/// The creator takes a submitted plan back before it was reviewed (撤回审核, PLAN-10).
package struct PlanWithdrawal: Sendable {
    package let plan: AnnualPlan.ID

    package init(of plan: AnnualPlan.ID) { self.plan = plan }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.makePlans)
        let before = try AnnualPlan.lockOwn(plan, of: actor, in: transaction)
        let next = try PlanStanding(before, actor).admit(.withdraw)
        try before.setWithdrawn(next, at: now, in: transaction)
        try before.record(PlanFacts.withdrawn, by: actor, at: now, in: transaction)
    }
}
