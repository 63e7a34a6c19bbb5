import Authority
import Storage
import Timekeeping

/// The creator changes a plan; it is a draft again and must be reviewed again (PLAN-11).
package struct PlanChange: Sendable {
    package let plan: AnnualPlan.ID
    /// The version that the person saw (OPS-04).
    package let version: Int
    package let record: PlanRecord

    package init(of plan: AnnualPlan.ID, version: Int, to record: PlanRecord) {
        (self.plan, self.version, self.record) = (plan, version, record)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.makePlans)
        let before = try AnnualPlan.lockOwn(plan, of: actor, in: transaction)
        try PlanStanding(before, actor).admit(.change)
        let record = record.tidied
        try record.checkDraft()
        let agency = try ActingAgency.load(actor.organization, in: transaction)
        try PlanContent.load(record, before.family, keeping: before.record.items, for: agency, in: transaction).permit()
        try before.update(to: record, version: version, by: actor, at: now, in: transaction)
        let details = try record.details(from: before.record, in: transaction)
        try before.record(PlanFacts.changed, by: actor, at: now, details: details, in: transaction)
    }
}

/// The creator deletes a plan that nobody has begun (PLAN-11).
package struct PlanDeletion: Sendable {
    package let plan: AnnualPlan.ID

    package init(of plan: AnnualPlan.ID) { self.plan = plan }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.makePlans)
        let before = try AnnualPlan.lockOwn(plan, of: actor, in: transaction)
        try PlanStanding(before, actor).admit(.delete)
        try before.record(PlanFacts.deleted, by: actor, at: now, in: transaction)
        try before.delete(in: transaction)
    }
}

extension AnnualPlan {
    /// A plan of the own agency under lock; others don't exist for its makers.
    static func lockOwn(_ id: ID, of actor: Actor, in transaction: Transaction) throws -> AnnualPlan {
        let plan = try lock(id, in: transaction)
        guard plan.organization == actor.organization else { throw NotFound() }
        return plan
    }
}
