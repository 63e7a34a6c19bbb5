import Authority
import Importing
import Ledger
import Library
import Registry
import Storage
import Timekeeping

extension PlanProposal {
    /// The plan as an act finds it, and what the caller's agency has of it, under lock.
    static func standing(
        _ plan: AnnualPlan.ID, for act: ActContext
    ) throws -> (plan: AnnualPlan, proposal: PlanProposal?, standing: ProposalStanding) {
        let found = try AnnualPlan.load(plan, for: act.actor, in: act.transaction)
        let proposal = try lock(plan, at: act.actor.organization, in: act.transaction)
        let receipt = try PlanReceipt.status(plan, of: act.actor.organization, in: act.transaction)
        return (found, proposal, ProposalStanding(found, receipt: receipt, proposal, act.actor))
    }

    /// The same for acts on what was proposed.
    static func made(_ plan: AnnualPlan.ID, to act: ProposalStanding.Act, for context: ActContext) throws -> (plan: AnnualPlan, proposal: PlanProposal) {
        let (found, proposal, standing) = try standing(plan, for: context)
        try standing.admit(act)
        guard let proposal else { throw ProposalRefused.notMade }
        return (found, proposal)
    }

    /// How many are planned of how many, and whether one more is within the volume.
    func permitOneMore(_ plan: AnnualPlan, because reason: String, in transaction: Transaction) throws {
        guard let volume = try TaskVolume.of(organization, plan.family, year: plan.record.year, in: transaction) else { return }
        let planned = try plannedInYear(of: plan, in: transaction)
        guard planned >= volume.record.volume, reason.allSatisfy(\.isWhitespace) else { return }
        throw ProposalRefused.beyondVolume(planned: planned, volume: volume.record.volume)
    }
}

/// 生成建议: the platform computes what the agency is to inspect (PLAN-25). What people arranged, and what has tasks, stays.
package struct ProposalComputing: Sendable {
    package let plan: AnnualPlan.ID

    package init(of plan: AnnualPlan.ID) { self.plan = plan }

    package func make(in act: ActContext, job: ProposalJob) throws -> Job.ID {
        try act.actor.require(.makePlans)
        let (found, former, standing) = try PlanProposal.standing(plan, for: act)
        try standing.admit(.compute)
        guard !found.openMonths(on: act.now.beijingDate).isEmpty else { throw ProposalRefused.noMonths }
        try keepFrequencies(in: act)
        if former == nil { try PlanProposal.insert(PlanProposal.ID(at: act.now), of: plan, by: act.actor, at: act.now, in: act.transaction) }
        guard let proposal = try PlanProposal.lock(plan, at: act.actor.organization, in: act.transaction) else { throw NotFound() }
        let order = ProposalOrder(proposal: proposal.id, origin: act.actor.origin)
        let id = try Job.submit(job, payload: try order.json(), by: act.actor, at: act.now, in: act.transaction)
        try proposal.setAsked(id, by: act.actor, in: act.transaction)
        try proposal.record(ProposalFacts.asked, found, by: act.actor, at: act.now, in: act.transaction)
        return id
    }

    /// An agency without any frequency gets the delivered ones, as its own data.
    private func keepFrequencies(in act: ActContext) throws {
        if try !InspectionFrequencyRecord.isKept(by: act.actor.organization, in: act.transaction) {
            for record in InspectionFrequencyRecord.delivered { try EntryAddition(record).make(in: act) }
        }
        guard try !InspectionFrequencyRecord.inUse(at: act.actor.organization, in: act.transaction).isEmpty else {
            throw ProposalRefused.noFrequencies
        }
    }
}

/// An inspection is added by hand; beyond the volume with a reason (PLAN-37).
package struct PlannedAddition: Sendable {
    package let plan: AnnualPlan.ID
    package let subject: SubjectID?
    package let category: String
    package let month: Int
    package let reason: String

    package init(to plan: AnnualPlan.ID, of subject: SubjectID?, category: String, month: Int, because reason: String) {
        (self.plan, self.subject, self.category, self.month, self.reason) = (plan, subject, category, month, reason)
    }

    package func make(in act: ActContext) throws {
        let (found, proposal) = try PlanProposal.made(plan, to: .correct, for: act)
        guard let subject else { throw ProposalRefused.subjectMissing }
        guard let enterprise = try ProposedEnterprise.find(subject, scope: act.actor.scope, in: act.transaction) else {
            throw ProposalRefused.subjectUnknown
        }
        let known = try InspectionFrequencyRecord.categories(at: act.actor.organization, in: act.transaction)
        guard known.contains(category) else { throw ProposalRefused.categoryUnknown }
        guard found.openMonths(on: act.now.beijingDate).contains(month) else { throw ProposalRefused.monthClosed }
        try proposal.permitOneMore(found, because: reason, in: act.transaction)
        try PlannedInspection.insert(
            enterprise, category, month: month, because: reason, into: proposal.id, at: act.now, in: act.transaction)
        let name = try PlannedInspection.name(of: subject, in: act.transaction)
        try proposal.record(
            ProposalFacts.added, found, by: act.actor, at: act.now,
            details: reason.isEmpty ? [] : [FactDetail("理由", before: nil, after: reason)],
            values: ["subject": name, "category": category, "month": "\(month)"], in: act.transaction)
    }
}

/// An inspection goes to another month; one that was beyond the volume, or left out, is arranged again.
package struct PlannedMove: Sendable {
    package let inspection: PlannedInspection.ID
    package let plan: AnnualPlan.ID
    package let month: Int
    package let reason: String

    package init(of inspection: PlannedInspection.ID, in plan: AnnualPlan.ID, to month: Int, because reason: String) {
        (self.inspection, self.plan, self.month, self.reason) = (inspection, plan, month, reason)
    }

    package func make(in act: ActContext) throws {
        let (found, proposal) = try PlanProposal.made(plan, to: .correct, for: act)
        let before = try PlannedInspection.lock(inspection, of: proposal.id, in: act.transaction)
        guard before.task == nil else { throw ProposalRefused.hasTask }
        guard found.openMonths(on: act.now.beijingDate).contains(month) else { throw ProposalRefused.monthClosed }
        switch before.status {
        case .planned: break
        case .beyond, .leftOut: try proposal.permitOneMore(found, because: reason, in: act.transaction)
        }
        try before.set(.planned, month: month, because: reason, in: act.transaction)
        let details = [
            FactDetail.change("月份", "\(before.month)月", "\(month)月"), FactDetail.change("状态", before.status.label, PlannedStatus.planned.label),
            reason.isEmpty ? nil : FactDetail("理由", before: nil, after: reason),
        ].compactMap { $0 }
        try proposal.record(
            ProposalFacts.moved, found, by: act.actor, at: act.now, details: details,
            values: ["subject": before.subjectName, "month": "\(month)"], in: act.transaction)
    }
}

/// 不安排: an inspection is taken out, and does not come back when the platform proposes anew.
package struct PlannedLeavingOut: Sendable {
    package let inspection: PlannedInspection.ID
    package let plan: AnnualPlan.ID

    package init(of inspection: PlannedInspection.ID, in plan: AnnualPlan.ID) { (self.inspection, self.plan) = (inspection, plan) }

    package func make(in act: ActContext) throws {
        let (found, proposal) = try PlanProposal.made(plan, to: .correct, for: act)
        let before = try PlannedInspection.lock(inspection, of: proposal.id, in: act.transaction)
        guard before.task == nil else { throw ProposalRefused.hasTask }
        guard before.status != .leftOut else { throw ProposalRefused.alreadyLeftOut }
        try before.set(.leftOut, month: before.month, because: before.reason, in: act.transaction)
        try proposal.record(
            ProposalFacts.leftOut, found, by: act.actor, at: act.now,
            details: [FactDetail("状态", before: before.status.label, after: PlannedStatus.leftOut.label)],
            values: ["subject": before.subjectName, "month": "\(before.month)"], in: act.transaction)
    }
}

/// Everything beyond the volume is left out.
package struct BeyondLeavingOut: Sendable {
    package let plan: AnnualPlan.ID
    package let version: Int

    package init(of plan: AnnualPlan.ID, version: Int) { (self.plan, self.version) = (plan, version) }

    package func make(in act: ActContext) throws -> Int {
        let (found, proposal) = try PlanProposal.made(plan, to: .correct, for: act)
        guard proposal.version == version else { throw StorageError.overtaken }
        let count = try PlannedInspection.leaveOutBeyond(of: proposal.id, in: act.transaction)
        guard count > 0 else { throw ProposalRefused.nothingBeyond }
        try proposal.record(ProposalFacts.restLeftOut, found, by: act.actor, at: act.now, values: ["count": "\(count)"], in: act.transaction)
        return count
    }
}
