import Authority
import Ledger
import Storage
import Timekeeping

/// 调整检查机构 of one object (ADJ-01…05): another agency executes, as long as the former one has no officers for it.
package struct AgencyAdjustment: Sendable {
    package let visit: TaskSubject.ID
    /// Nil where nobody was chosen.
    package let agency: Organization.ID?
    package let reason: String

    package init(of visit: TaskSubject.ID, to agency: Organization.ID?, because reason: String) {
        (self.visit, self.agency, self.reason) = (visit, agency, reason)
    }

    /// - Parameter batch: of an act on several objects, whose notices are one a person.
    package func make(by actor: Actor, at now: Instant, batch: MessageBatch? = nil, in transaction: Transaction) throws {
        try actor.require(.makeTasks)
        let before = try TaskSubject.lock(visit, in: transaction)
        // before the standing is asked: whoever draws holds the task, so one of both comes first
        let task = try InspectionTask.lock(before.task, in: transaction)
        try AdjustmentStanding.of(before, of: task.organization, for: actor, in: transaction).admit(.adjustAgency)
        let target = try target(before, for: actor, in: transaction)
        try MissingField.check(["调整理由": reason])
        let from = try ActingAgency.name(of: before.agency, in: transaction)
        try before.setAgency(target.id, at: now, in: transaction)
        try AdjustmentRecord(way: .agency, fromName: from, toName: target.name, reason: reason, person: actor.name, at: now)
            .insert(for: visit, from: before.agency, to: target.id, in: transaction)
        try task.record(
            TaskFacts.agencyAdjusted, by: actor, at: now,
            details: [FactDetail("检查机构", before: from, after: target.name), FactDetail("调整理由", before: nil, after: reason)],
            values: ["subject": before.name, "from": from, "to": target.name, "reason": reason], in: transaction)
        try tell(before, task, from: from, target, at: now, batch, in: transaction)
    }

    /// ADJ-05; what stands beside or above the caller's agency is not there to choose.
    private func target(
        _ visit: TaskSubject, for actor: Actor, in transaction: Transaction
    ) throws -> AdjustmentTarget {
        guard let agency else { throw AdjustmentRefused.agencyMissing }
        guard agency != visit.agency else { throw AdjustmentRefused.sameAgency }
        let found = try AdjustmentTarget.all(for: visit, below: actor.organization, only: agency, in: transaction).first
        guard let found else { throw AdjustmentRefused.agencyUnknown }
        guard found.hasClaimed else { throw AdjustmentRefused.itemsNotClaimed }
        return found
    }

    /// The former agency can't open the object any more, so its message names it and leads to its own list.
    private func tell(
        _ visit: TaskSubject, _ task: InspectionTask, from: String, _ target: AdjustmentTarget, at now: Instant,
        _ batch: MessageBatch?, in transaction: Transaction
    ) throws {
        let name = task.record.name
        let title = (one: "检查机构已调整：\(name)", several: "检查机构已调整"), line = "任务“\(name)”的“\(visit.name)”"
        try RecordNotice(
            .taskAssigned, title: title, link: ("/assignments", "/assignments"),
            lead: "以下检查对象已由本机构调整到\(target.name)，本机构不再检查。调整理由：\(reason)。检查对象：", line: line
        ).send(
            to: ActingAgency.people(of: visit.agency, who: .drawOfficers, in: transaction).map(\.id), at: now, batch: batch,
            in: transaction)
        try RecordNotice(
            .taskAssigned, title: title, link: ("/tasks/\(task.id)/officers", "/assignments"),
            lead: "以下检查对象已调整到本机构，请选派检查人员。调整理由：\(reason)。检查对象：", line: line + "（原由\(from)检查）"
        ).send(
            to: ActingAgency.people(of: target.id, who: .drawOfficers, in: transaction).map(\.id), at: now, batch: batch,
            in: transaction)
    }
}

/// An agency that an object could be given to.
package struct AdjustmentTarget: Sendable {
    package let id: Organization.ID
    package let name: String
    /// Every item of the task (ADJ-05).
    package let hasClaimed: Bool
}
