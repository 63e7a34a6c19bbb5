import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// A task is set up, from a plan or as 临时任务 (TASK-02, 10, 11), and kept as a draft.
package struct TaskMaking: Sendable {
    package let mode: InspectionMode
    package let record: TaskRecord
    /// 手工添加 (TASK-13); what the plan contains comes by itself.
    package let items: Set<ItemID>
    /// 配合机构 and 配合领域监管事项 of a task of several agencies (JOIN-01).
    package let partners: Set<Organization.ID>
    package let partnerItems: Set<ItemID>

    package init(
        _ mode: InspectionMode, _ record: TaskRecord, items: Set<ItemID>, partners: Set<Organization.ID> = [], partnerItems: Set<ItemID> = []
    ) {
        (self.mode, self.record, self.items, self.partners, self.partnerItems) = (mode, record, items, partners, partnerItems)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> InspectionTask.ID {
        try actor.require(.makeTasks)
        let agency = try ActingAgency.load(actor.organization, in: transaction)
        try agency.requireEnforcementBody()
        var record = try record.checked(mode)
        let plan = try record.plan.map {
            try TaskPlanLink.plan($0, for: record, mode: mode, agency: agency.id, at: now, in: transaction)
        }
        if let plan { record = record.copying(plan) }
        let contents = TaskContents(
            mode: mode, contentMode: record.contentMode, agency: agency.id, plan: plan?.record.items ?? [], manual: items)
        let text = try agency.nextTaskNumber(mode, year: record.year, in: transaction)
        let id = InspectionTask.ID(at: now)
        try InspectionTask.insert(id, record, mode: mode, number: text, by: actor, at: now, in: transaction)
        try contents.write(into: id, in: transaction)
        if record.span == .crossAgency {
            try JointPart(
                lead: agency.id, mode: mode, partners: partners, plan: plan?.record.partnerItems ?? [],
                manual: partnerItems.subtracting(plan?.record.partnerItems ?? [])
            ).write(into: id, in: transaction)
        }
        try Fact(
            kind: TaskFacts.made, actor: actor, at: now, organization: agency.id, noun: "InspectionTask",
            record: id.bytes, details: try record.details(from: nil, mode, in: transaction), values: ["name": record.name, "number": text]
        ).record(in: transaction)
        if let plan = record.plan { try AnnualPlan.settleExecution(of: plan, at: now, in: transaction) }
        return id
    }
}

/// The fields and matters of a task are changed, until its objects are drawn (TASK-20).
package struct TaskChange: Sendable {
    package let task: InspectionTask.ID
    /// The version that the person saw (OPS-04).
    package let version: Int
    package let record: TaskRecord
    package let items: Set<ItemID>
    /// Nil leaves them as they are.
    package let partners: Set<Organization.ID>?
    package let partnerItems: Set<ItemID>?

    package init(
        of task: InspectionTask.ID, version: Int, to record: TaskRecord, items: Set<ItemID>, partners: Set<Organization.ID>? = nil,
        partnerItems: Set<ItemID>? = nil
    ) {
        (self.task, self.version, self.record, self.items) = (task, version, record, items)
        (self.partners, self.partnerItems) = (partners, partnerItems)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction)
        try TaskStanding.of(before, for: actor, in: transaction).admit(.change)
        var record = try record.checked(before.mode)
        let isKept = record.plan == before.record.plan
        let plan = try record.plan.map {
            try TaskPlanLink.plan(
                $0, for: record, mode: before.mode, agency: before.organization, isKept: isKept, at: now, in: transaction)
        }
        if let plan { record = record.copying(plan) }
        try before.update(to: record, version: version, at: now, in: transaction)
        if !isKept { try PlannedInspection.release(from: task, in: transaction) }
        let contents = TaskContents(
            mode: before.mode, contentMode: record.contentMode, agency: before.organization, plan: plan?.record.items ?? [],
            manual: items)
        if record.contentMode != before.record.contentMode { try contents.startAfresh(task, in: transaction) }
        try writeJointPart(of: before, plan?.record.partnerItems ?? [], contents, in: transaction)
        try before.record(
            TaskFacts.changed, by: actor, at: now, details: record.details(from: before.record, before.mode, in: transaction),
            in: transaction)
        for plan in Set([before.record.plan, record.plan].compactMap { $0 }).sorted() {
            try AnnualPlan.settleExecution(of: plan, at: now, in: transaction)
        }
    }
}

extension TaskChange {
    /// The matters of the lead and of its partners. Once agencies were asked, what they were asked for stands.
    private func writeJointPart(
        of before: InspectionTask, _ plan: Set<ItemID>, _ contents: TaskContents, in transaction: Transaction
    ) throws {
        let invitations = try before.invitations(in: transaction)
        let items = try TaskItem.all(of: task, in: transaction).filter { $0.participant != nil }
        guard before.status == .draft || record.span == before.span else { throw JointRefused.spanFixed }
        if before.span == .crossAgency, before.status != .draft {
            let taking = Set(invitations.filter { $0.status == .accepted }.map(\.agency))
            let same = record.invitationDeadline == before.record.invitationDeadline
                && record.plan == before.record.plan && (partners ?? taking) == taking
                && (partnerItems ?? Set(items.map(\.id))) == Set(items.map(\.id))
            guard same else { throw JointRefused.partnersFixed }
            return try contents.write(into: task, in: transaction)
        }
        // a draft has been shown to nobody
        guard record.span == .crossAgency else {
            for item in items { try TaskItem.delete(item.id, of: task, in: transaction) }
            try TaskInvitation.deleteAll(of: task, in: transaction)
            return try contents.write(into: task, in: transaction)
        }
        let part = JointPart(
            lead: before.organization, mode: before.mode, partners: partners ?? Set(invitations.map(\.agency)), plan: plan,
            manual: (partnerItems ?? Set(items.map(\.id))).subtracting(plan))
        // what passes from a partner to the lead is taken from the partner first
        for item in items where contents.plan.union(contents.manual).contains(item.id) && !part.plan.union(part.manual).contains(item.id) {
            try TaskItem.delete(item.id, of: task, in: transaction)
        }
        try contents.write(into: task, in: transaction)
        try part.write(into: task, in: transaction)
    }
}

/// A task whose objects are not yet drawn is deleted (TASK-20).
package struct TaskDeletion: Sendable {
    package let task: InspectionTask.ID

    package init(of task: InspectionTask.ID) { self.task = task }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction)
        try TaskStanding.of(before, for: actor, in: transaction).admit(.delete)
        try before.record(TaskFacts.deleted, by: actor, at: now, in: transaction)
        try before.delete(in: transaction)
        if let plan = before.record.plan { try AnnualPlan.settleExecution(of: plan, at: now, in: transaction) }
    }
}

/// A draft with its matters and forms goes on to the choosing of objects (E.5); it stands from today on.
package struct TaskConfirmation: Sendable {
    package let task: InspectionTask.ID

    package init(of task: InspectionTask.ID) { self.task = task }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction)
        let next = try TaskStanding.of(before, for: actor, in: transaction).admit(.confirm)
        let items = try TaskItem.all(of: task, in: transaction)
        try before.requireForms(of: items)
        try before.setStatus(next, at: now, in: transaction)
        try before.setEstablished(on: now.beijingDate, in: transaction)
        try before.record(TaskFacts.confirmed, by: actor, at: now, in: transaction)
    }
}

extension ActingAgency {
    /// TASK-03
    func nextTaskNumber(_ mode: InspectionMode, year: Int, in transaction: Transaction) throws -> String {
        let number = try nextNumber("task." + mode.rawValue, year: year, in: transaction)
        return "\(shortName)\(mode.numberWord)〔\(year)〕\(number)号"
    }
}
