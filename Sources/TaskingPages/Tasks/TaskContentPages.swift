import Authority
import Doors
import Library
import Registry
import Storage
import Tasking

/// 检查内容 of a task: adding and removing matters, and choosing their forms (TASK-12, 13, 14; ITEM-20).
enum TaskContentPages {
    static let routes: [Route] = [
        .act("/tasks/{id}/items", .needs(.makeTasks), "添加监管事项", version: .checked(InspectionTask.self), form: [itemField], again: TaskDetailPage.again, TaskActs.addItem),
        .act("/tasks/{id}/items/{item}/removal", .needs(.makeTasks), "删除手工添加的事项", version: .checked(InspectionTask.self), asks: TaskingQuestions.itemRemoval, again: TaskDetailPage.again, TaskActs.removeItem),
        .read("/tasks/{id}/items/{item}/forms", .needs(.makeTasks), "选择表单：本次检查需要的检查表单", as: TaskFormChoice.self, changeable: [formsField, .version]) { call in
            try await forms(call, nil)
        },
        .act("/tasks/{id}/items/{item}/forms", .needs(.makeTasks), "选择表单，每个事项至少保留一个", version: .checked(InspectionTask.self), form: [formsField],
            again: { try await forms($0, $1) }, TaskActs.selectForms),
    ]

    static let itemField = Field("item", "监管事项", .picker(source: "/options/items", many: false), required: true)
    static let formsField = Field("forms", "本次检查需要的检查表单", .picker(source: "", many: true), required: true)

    private static func forms(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: InspectionTask.self), item = try call.id("item", of: Item.self)
        let model = try await call.read { transaction in
            let task = try InspectionTask.load(id, scope: actor.scope.ownOnly, in: transaction)
            guard let matter = try TaskItem.all(of: id, in: transaction).first(where: { $0.id == item }) else { throw NotFound() }
            let offered = try TaskItem.offeredForms(item, task.mode, for: task.organization, in: transaction)
            return TaskFormChoice(task, matter, offered)
        }
        let token = call.login?.formToken
        var values = Values(["version": "\(model.version)"])
        values.set("forms", all: model.needed.map(\.id))
        values.set("forms_label", all: model.needed.map(\.name))
        return Page("选择表单", model) { $1.taskForms($0, problems: problems, formToken: token) }.changeable([formsField, .version], values)
    }
}

/// The two columns of 选择表单.
struct TaskFormChoice: Codable, Sendable {
    struct Form: Codable, Sendable {
        let id: String
        let name: String
    }

    let task: String
    let version: Int
    let taskName: String
    let item: String
    let itemName: String
    /// 不需要的检查表单
    let notNeeded: [Form]
    /// 本次检查需要的检查表单
    let needed: [Form]

    init(_ task: InspectionTask, _ item: TaskItem, _ offered: [TaskItem.Form]) {
        self.task = task.id.description
        version = task.version
        taskName = task.record.name
        self.item = item.id.description
        itemName = item.name
        func form(_ form: TaskItem.Form) -> Form { Form(id: form.version.description, name: "\(form.name) 第\(form.number)版") }
        needed = item.forms.map(form)
        notNeeded = offered.filter { !item.forms.contains($0) }.map(form)
    }
}
