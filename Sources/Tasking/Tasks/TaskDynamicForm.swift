import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 检查内容选择方式 (TASK-14): by the forms of the library, or by check items put together for this one task.
package enum TaskContentMode: String, Labelled, Codable, SQLConvertible {
    case byForm, byItem

    package var label: String {
        switch self {
        case .byForm: "按检查表单选择"
        case .byItem: "按事项选择"
        }
    }
}

/// What 定制表单 offers for one supervision item of a task: the check items of its forms (TASK-16).
package struct TaskCheckItems: Sendable {
    package let item: TaskItem
    package let checkItems: [CheckItem]

    package init(item: TaskItem, checkItems: [CheckItem]) { (self.item, self.checkItems) = (item, checkItems) }

    /// 检查内容数量: those that the form of the task asks for, or all where there is none yet.
    package func points(in form: CheckFormVersion?) -> Int {
        let asked = form.map { Set($0.content.points.map(\.id)) }
        return checkItems.flatMap(\.points).count { asked?.contains($0.id) ?? true }
    }
}

/// 创建动态表单 (ITEM-21, TASK-15 to TASK-17): the chosen check items of a task's supervision items become one form that
/// serves this task alone. Made again, the form gets a further version, and the task asks by that.
package struct DynamicFormMaking: Sendable {
    package let task: InspectionTask.ID
    /// Of each supervision item the check items that stay; nil for all of all.
    package let chosen: [ItemID: Set<CheckItem.ID>]?
    package let fields: [CustomField]
    package let scale: AnswerScale
    /// 选择检查模板
    package let template: String

    package init(
        for task: InspectionTask.ID, _ chosen: [ItemID: Set<CheckItem.ID>]? = nil, fields: [CustomField] = [],
        scale: AnswerScale = .problem, template: String = ResultTemplate.general.key
    ) {
        (self.task, self.chosen, self.fields, self.scale, self.template) = (task, chosen, fields, scale, template)
    }

    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> FormVersionID {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction)
        try TaskStanding.of(before, for: actor, in: transaction).admit(.change)
        guard before.record.contentMode == .byItem else { throw TaskRefused.notByItem }
        guard !template.isEmpty else { throw TaskRefused.missing(MissingField("检查模板")) }
        let offered = try before.checkItems(in: transaction)
        guard !offered.isEmpty else { throw TaskRefused.itemsMissing }
        let draft = CheckFormDraft(
            scale: scale, content: CheckFormContent(items: try content(offered), fields: fields),
            resultTemplate: try ResultTemplate.chosen(template, for: actor, in: transaction))
        let former = try before.dynamicForm(in: transaction)
        let made = try DynamicForm.enable(
            draft, named: "\(before.record.name)（\(before.number)动态表单）", for: before.mode, replacing: former?.form, by: actor,
            at: now, in: transaction)
        if former == nil { try before.setDynamicForm(made.form, in: transaction) }
        for line in offered {
            try TaskItem.deleteForms(of: line.item.id, in: task, transaction)
            try TaskItem.insert(forms: [made.version], of: line.item.id, into: task, in: transaction)
        }
        try before.record(
            TaskFacts.dynamicFormMade, by: actor, at: now,
            details: Self.changes(from: former?.version.draft, to: draft), in: transaction)
        return made.version
    }

    private static func changes(from former: CheckFormDraft?, to draft: CheckFormDraft) -> [FactDetail] {
        let words: [(label: String, of: (CheckFormDraft) -> String)] = [
            ("检查项", { $0.content.items.map(\.name).joined(separator: "、") }), ("检查内容数量", { "\($0.content.points.count)项" }),
            ("检查模板", { $0.resultTemplate.name }),
        ]
        return words.compactMap { FactDetail.change($0.label, former.map($0.of), $0.of(draft)) }
    }

    /// At least one check item of each supervision item stays (TASK-16). A content that two items share is asked once.
    func content(_ offered: [TaskCheckItems]) throws(TaskRefused) -> [CheckItem] {
        var content: [CheckItem] = []
        var asked: Set<CheckPoint.ID> = []
        for line in offered {
            let kept = line.checkItems.filter { chosen?[line.item.id]?.contains($0.id) ?? (chosen == nil) }
            guard !kept.isEmpty else { throw .checkItemsMissing }
            for var checkItem in kept {
                checkItem.points = checkItem.points.filter { asked.insert($0.id).inserted }
                if checkItem.points.isEmpty { continue }
                if content.contains(where: { $0.name == checkItem.name }) { checkItem.name = "\(line.item.name)：\(checkItem.name)" }
                content.append(checkItem)
            }
        }
        return content
    }
}

extension InspectionTask {
    /// The supervision items of the task, each with what it can be checked by.
    package func checkItems(in transaction: Transaction) throws -> [TaskCheckItems] {
        try TaskItem.all(of: id, in: transaction).map { item in
            let versions = try TaskItem.offeredForms(item.id, mode, for: organization, in: transaction).map {
                try CheckFormVersion.load($0.version, in: transaction)
            }
            return TaskCheckItems(item: item, checkItems: DynamicForm.checkItems(of: versions))
        }
    }

    /// Its matters may have changed since the task was confirmed (TASK-18).
    func requireDynamicForm(in transaction: Transaction) throws {
        guard record.contentMode == .byItem else { return }
        try requireForms(of: try TaskItem.all(of: id, in: transaction))
    }

    /// Every matter has what it is inspected by.
    func requireForms(of items: [TaskItem]) throws(TaskRefused) {
        guard !items.isEmpty else { throw .itemsMissing }
        guard items.allSatisfy({ !$0.forms.isEmpty }) else {
            throw record.contentMode == .byItem ? .dynamicFormMissing : .itemWithoutForm
        }
    }
}
