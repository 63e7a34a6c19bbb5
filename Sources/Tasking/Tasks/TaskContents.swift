import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 检查内容 of a task: the matters of its plan and those added by hand, each with its forms (TASK-11…14).
struct TaskContents {
    var mode: InspectionMode
    var contentMode: TaskContentMode
    var agency: Organization.ID
    var plan: Set<ItemID>
    var manual: Set<ItemID>

    /// Brings the lead's matters of the task to these. By forms, what stays keeps its selected forms and what is new gets every
    /// enabled form; by items, a change of the matters takes the dynamic form away, which is then made again (TASK-18).
    func write(into task: InspectionTask.ID, in transaction: Transaction) throws {
        let all = try TaskItem.all(of: task, in: transaction), present = all.filter { $0.participant == nil }
        for item in all where item.participant != nil && origin(of: item.id) != nil { throw JointRefused.itemOfLead(item.name) }
        for item in present where origin(of: item.id) != item.origin {
            try TaskItem.delete(item.id, of: task, in: transaction)
        }
        let kept = Set(present.filter { origin(of: $0.id) == $0.origin }.map(\.id))
        let added = plan.union(manual).subtracting(kept)
        let lines = try ItemQueries.lines(added, for: agency, in: transaction)
        guard lines.count == added.count else { throw TaskRefused.itemUnknown }
        let before = Set(present.map(\.id))
        for item in lines {
            let origin: TaskItemOrigin = plan.contains(item.id) ? .plan : .manual
            let forms = try TaskItem.offeredForms(item.id, mode, for: agency, in: transaction)
            try TaskItemIntake(
                item: item, mode: mode, isNew: origin == .manual && !before.contains(item.id), formsOffered: forms.count
            ).permit()
            try TaskItem.insert(
                item.id, origin: origin, forms: contentMode == .byForm ? forms.map(\.version) : [], into: task, in: transaction)
        }
        if contentMode == .byItem, before != plan.union(manual) { try TaskItem.deleteForms(of: task, in: transaction) }
    }

    /// The task goes over to the other way of choosing its contents: its forms start afresh.
    func startAfresh(_ task: InspectionTask.ID, in transaction: Transaction) throws {
        try TaskItem.deleteForms(of: task, in: transaction)
        guard contentMode == .byForm else { return }
        for item in try TaskItem.all(of: task, in: transaction) {
            let forms = try TaskItem.offeredForms(item.id, mode, for: agency, in: transaction)
            try TaskItem.insert(forms: forms.map(\.version), of: item.id, into: task, in: transaction)
        }
    }

    private func origin(of item: ItemID) -> TaskItemOrigin? {
        plan.contains(item) ? .plan : manual.contains(item) ? .manual : nil
    }
}

/// What taking a matter into a task looks at.
struct TaskItemIntake {
    var item: ItemLine
    var mode: InspectionMode
    /// What a plan brings in, or the task already had, stays to its end even when disabled since (ITEM-05).
    var isNew: Bool
    var formsOffered: Int

    func permit() throws(TaskRefused) {
        guard (item.kind == .spotCheck) == mode.usesSpotCheckItems else { throw .itemUnknown }
        if isNew {
            guard item.status == .enabled else { throw .itemDisabled }
            guard item.isClaimed else { throw .itemNotClaimed }
        }
        guard formsOffered > 0 else { throw .itemWithoutForm }
    }
}

/// A matter is added by hand (添加监管事项, TASK-13).
package struct TaskItemAddition: Sendable {
    package let task: InspectionTask.ID
    package let item: ItemID

    package init(of item: ItemID, to task: InspectionTask.ID) { (self.item, self.task) = (item, task) }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction)
        try TaskStanding.of(before, for: actor, in: transaction).admit(.change)
        let all = try TaskItem.all(of: task, in: transaction), present = all.filter { $0.participant == nil }
        guard !all.contains(where: { $0.id == item }) else { return }
        let plan = Set(present.filter { $0.origin == .plan }.map(\.id))
        let manual = Set(present.filter { $0.origin == .manual }.map(\.id)).union([item])
        try TaskContents(
            mode: before.mode, contentMode: before.record.contentMode, agency: before.organization, plan: plan, manual: manual
        ).write(into: task, in: transaction)
        let name = try TaskItem.all(of: task, in: transaction).first { $0.id == item }?.name ?? ""
        try before.record(TaskFacts.itemAdded, by: actor, at: now, values: ["item": name], in: transaction)
    }
}

/// A matter added by hand is taken out again, until the objects are drawn; what the plan brought stays (TASK-12, 13).
package struct TaskItemRemoval: Sendable {
    package let task: InspectionTask.ID
    package let item: ItemID

    package init(of item: ItemID, from task: InspectionTask.ID) { (self.item, self.task) = (item, task) }

    func permit(_ origin: TaskItemOrigin, _ status: TaskStatus) throws(TaskRefused) {
        switch origin {
        case .plan: throw .itemFromPlan
        case .manual: break
        }
        if status.hasSubjects { throw .itemFixed }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction)
        guard let present = try TaskItem.all(of: task, in: transaction).first(where: { $0.id == item && $0.participant == nil })
        else { throw NotFound() }
        try permit(present.origin, before.status)
        try TaskStanding.of(before, for: actor, in: transaction).admit(.change)
        try TaskItem.delete(item, of: task, in: transaction)
        if before.record.contentMode == .byItem { try TaskItem.deleteForms(of: task, in: transaction) }
        try before.record(TaskFacts.itemRemoved, by: actor, at: now, values: ["item": present.name], in: transaction)
    }
}

/// 选择表单: which of an item's forms are needed for this inspection; at least one stays (ITEM-20).
package struct TaskFormSelection: Sendable {
    package let task: InspectionTask.ID
    package let item: ItemID
    package let forms: Set<FormVersionID>

    package init(of forms: Set<FormVersionID>, for item: ItemID, in task: InspectionTask.ID) {
        (self.forms, self.item, self.task) = (forms, item, task)
    }

    func permit(offered: Set<FormVersionID>) throws(TaskRefused) {
        guard !forms.isEmpty else { throw .formsMissing }
        guard forms.isSubset(of: offered) else { throw .formUnknown }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction)
        try TaskStanding.of(before, for: actor, in: transaction).admit(.change)
        guard before.record.contentMode == .byForm,
            let present = try TaskItem.all(of: task, in: transaction).first(where: { $0.id == item })
        else { throw NotFound() }
        let offered = try TaskItem.offeredForms(
            item, before.mode, for: present.participant ?? before.organization, in: transaction)
        // a version that was replaced since may stay: tasks keep the version they were issued with (ITEM-13)
        try permit(offered: Set(offered.map(\.version)).union(present.forms.map(\.version)))
        try TaskItem.deleteForms(of: item, in: task, transaction)
        try TaskItem.insert(forms: forms.sorted(), of: item, into: task, in: transaction)
        let names = Set(offered + present.forms)
        func labels(_ chosen: Set<FormVersionID>) -> String {
            names.filter { chosen.contains($0.version) }.map(\.name).sorted().joined(separator: "、")
        }
        let detail = FactDetail.change("检查表单", labels(Set(present.forms.map(\.version))), labels(forms))
        try before.record(
            TaskFacts.formsSelected, by: actor, at: now, details: [detail].compactMap { $0 },
            values: ["item": present.name], in: transaction)
    }
}
