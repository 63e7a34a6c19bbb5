import Authority
import Ledger
import Storage
import Timekeeping

/// 确认联合任务: the task stands with those who agreed; the matters of the others drop out (JOIN-04, JOIN-06).
package struct TaskEstablishing: Sendable {
    package let task: InspectionTask.ID

    package init(of task: InspectionTask.ID) { self.task = task }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction).settleInvitations(at: now, in: transaction)
        let next = try TaskStanding.of(before, for: actor, in: transaction).admit(.establish)
        let agreed = try before.invitations(in: transaction).filter { $0.status == .accepted }
        let taking = Set(agreed.map(\.agency))
        for item in try TaskItem.all(of: task, in: transaction) {
            guard let participant = item.participant, !taking.contains(participant) else { continue }
            try TaskItem.delete(item.id, of: task, in: transaction)
        }
        try before.setStatus(next, at: now, in: transaction)
        try before.setEstablished(on: now.beijingDate, in: transaction)
        let names = agreed.map(\.agencyName).joined(separator: "、")
        try before.record(JointFacts.established, by: actor, at: now, values: ["agencies": names], in: transaction)
        try before.tell(
            taking.sorted(), who: .makeTasks, title: "联合任务成立：\(before.record.name)",
            "联合任务“\(before.record.name)”（\(before.number)）已成立，选定检查对象后请本机构选派检查人员", at: now, in: transaction)
    }
}

/// 废除任务: nobody agreed, and the lead gives the task up. Its plan is free again (JOIN-05).
package struct TaskAbolishing: Sendable {
    package let task: InspectionTask.ID

    package init(of task: InspectionTask.ID) { self.task = task }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction).settleInvitations(at: now, in: transaction)
        let next = try TaskStanding.of(before, for: actor, in: transaction).admit(.abolish)
        try before.setStatus(next, at: now, in: transaction)
        try before.releasePlan(in: transaction)
        let plan = try before.record.plan.flatMap { try AnnualPlan.name(of: $0, in: transaction) }
        try before.record(
            JointFacts.abolished, by: actor, at: now,
            details: [FactDetail.change("关联计划", plan, nil)].compactMap { $0 }, in: transaction)
        if let plan = before.record.plan { try AnnualPlan.settleExecution(of: plan, at: now, in: transaction) }
        try before.tell(
            before.invitations(in: transaction).map(\.agency), who: .makeTasks, title: "联合任务已废除：\(before.record.name)",
            "\(actor.organizationName)已废除联合任务“\(before.record.name)”（\(before.number)），无需再办理", at: now, in: transaction)
    }
}

/// 延长邀约截止日期: who did not answer in time is asked again, and so are those who refused and are named, and new partners
/// (JOIN-07, E.6).
package struct InvitationExtension: Sendable {
    package let task: InspectionTask.ID
    package let deadline: CalendarDate?
    /// Agencies that refused and are asked once more.
    package let again: Set<Organization.ID>
    /// New cooperating agencies, with the matters they are to inspect.
    package let partners: Set<Organization.ID>
    package let items: Set<ItemID>

    package init(
        of task: InspectionTask.ID, to deadline: CalendarDate?, again: Set<Organization.ID> = [], partners: Set<Organization.ID> = [],
        items: Set<ItemID> = []
    ) {
        (self.task, self.deadline, self.again, self.partners, self.items) = (task, deadline, again, partners, items)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction).settleInvitations(at: now, in: transaction)
        let next = try TaskStanding.of(before, for: actor, in: transaction).admit(.extend)
        guard let deadline else { throw JointRefused.deadlineMissing }
        guard deadline >= now.beijingDate else { throw JointRefused.deadlinePast }
        if let former = before.record.invitationDeadline, deadline < former { throw JointRefused.deadlineBrought }
        try addPartners(to: before, in: transaction)
        var waits = false, asked: [TaskInvitation] = []
        for invitation in try before.invitations(in: transaction) {
            if isAsked(invitation) { asked.append(invitation) }
            waits = waits || invitation.status == .pending || isAsked(invitation)
        }
        guard waits else { throw JointRefused.nobodyToInvite }
        for invitation in asked { try invitation.setInvited(at: now, in: transaction) }
        try before.setInvitationDeadline(deadline, in: transaction)
        if next != before.status { try before.setStatus(next, at: now, in: transaction) }
        let names = asked.isEmpty ? "不变" : asked.map(\.agencyName).joined(separator: "、")
        try before.record(
            JointFacts.extended, by: actor, at: now,
            details: [FactDetail.change("邀约截止日期", before.record.invitationDeadline?.description, deadline.description)].compactMap { $0 },
            values: ["agencies": names, "deadline": deadline.description], in: transaction)
        try before.tellInvited(asked.map(\.agency), until: deadline.description, by: actor, at: now, in: transaction)
    }

    /// New ones, those who let the deadline pass, and of those who refused the ones that are named.
    private func isAsked(_ invitation: TaskInvitation) -> Bool {
        if invitation.invitedAt == nil { return true }
        guard invitation.status.next(after: .inviteAgain) != nil else { return false }
        return invitation.status == .expired || again.contains(invitation.agency)
    }

    private func addPartners(to before: InspectionTask, in transaction: Transaction) throws {
        guard !partners.isEmpty || !items.isEmpty else { return }
        let present = try TaskItem.all(of: task, in: transaction).filter { $0.participant != nil }
        let plan = Set(present.filter { $0.origin == .plan }.map(\.id))
        try JointPart(
            lead: before.organization, mode: before.mode, partners: partners.union(try before.invitations(in: transaction).map(\.agency)),
            plan: plan, manual: items.union(present.map(\.id)).subtracting(plan)
        ).write(into: task, in: transaction)
        let now = try TaskItem.all(of: task, in: transaction)
        for invitation in try before.invitations(in: transaction) where !now.contains(where: { $0.participant == invitation.agency }) {
            throw JointRefused.partnerWithoutItems(invitation.agencyName)
        }
    }
}
