import Authority
import Ledger
import Storage
import Timekeeping

/// Whoever chooses the objects of a task asks for a visit beyond the cap.
package struct CapExemptionRequest: Sendable {
    package let task: InspectionTask.ID
    /// Nil where nobody was chosen.
    package let subject: SubjectID?
    package let reason: String

    package init(for task: InspectionTask.ID, at subject: SubjectID?, because reason: String) {
        (self.task, self.subject, self.reason) = (task, subject, reason)
    }

    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> CapExemption.ID {
        let choosing = try Choosing.lock(task, of: actor, in: transaction)
        guard let subject, try CapExemption.isInScope(subject, actor.scope, in: transaction) else {
            throw CapExemptionRefused.subjectMissing
        }
        try MissingField.check(["超频次检查理由": reason])
        guard let hit = try CapCheck.of(choosing.task, in: transaction)?.hits(.one(subject), in: transaction).first else {
            throw CapExemptionRefused.notNeeded
        }
        let approvers = try ActingAgency.people(of: actor.organization, who: .approveVisits, in: transaction).map(\.id)
            .filter { $0 != actor.account }
        guard !approvers.isEmpty else { throw CapExemptionRefused.nobodyApproves }
        let request = CapExemption(choosing.task, hit, because: reason, by: actor, at: now)
        try transaction.refusing(["cap_exemption_once": CapExemptionRefused.alreadyAsked]) { try request.insert(in: transaction) }
        try request.record(
            CapExemptionFacts.requested, by: actor, at: now, [FactDetail("检查频次", before: nil, after: hit.words)],
            naming: ["reason": reason], in: transaction)
        try choosing.task.touch(in: transaction)
        try Message.send(
            to: approvers, kind: .approvalRequested, title: "超频次检查申请：\(hit.name)",
            text: "\(actor.name)为任务“\(choosing.task.record.name)”申请超频次检查：\(hit.words)。理由：\(reason)",
            link: "/cap-exemptions/\(request.id)", at: now, in: transaction)
        return request.id
    }
}

/// The approver decides.
package struct CapExemptionDecision: Sendable {
    package let request: CapExemption.ID
    package let act: CapExemptionAct
    package let opinion: String

    package init(on request: CapExemption.ID, _ act: CapExemptionAct, opinion: String) {
        (self.request, self.act, self.opinion) = (request, act, opinion)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.approveVisits)
        let before = try CapExemption.lock(request, in: transaction)
        let next = try CapExemptionStanding(before, actor).admit(act)
        let kind: FactKind
        switch act {
        case .approve: kind = CapExemptionFacts.approved
        case .reject:
            kind = CapExemptionFacts.rejected
            try MissingField.check(["审批意见": opinion])
        }
        try before.decide(next, opinion: opinion, by: actor, at: now, in: transaction)
        let details = opinion.isEmpty ? [] : [FactDetail("审批意见", before: nil, after: opinion)]
        try before.record(kind, by: actor, at: now, details, naming: ["opinion": opinion], in: transaction)
        try Message.send(
            to: [before.requester], kind: .reviewed, title: "超频次检查申请\(next.label)：\(before.hit.name)",
            text: "任务“\(before.taskName)”对“\(before.hit.name)”的超频次检查申请\(next.label)。" + opinion,
            link: "/tasks/\(before.task)/subjects", at: now, in: transaction)
    }
}

extension CapExemption {
    /// What was approved for the objects that a task is issued with is used up, and that is on record.
    static func use(for task: InspectionTask.ID, at now: Instant, in transaction: Transaction) throws {
        for approval in try approved(andIssuedIn: task, in: transaction) {
            try approval.setUsed(at: now, in: transaction)
            try approval.record(CapExemptionFacts.used, by: nil, at: now, in: transaction)
        }
    }
}
