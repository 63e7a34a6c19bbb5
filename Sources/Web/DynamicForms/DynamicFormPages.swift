import Authority
import Doors
import Importing
import InspectingPages
import Library
import Registry
import RegistryPages
import Storage
import Tasking
import TaskingPages

/// 定制表单 (TASK-15 to TASK-17): the form of one task, put together from the check items of its supervision items.
package enum DynamicFormPages {
    static let routes: [Route] = [
        .read("/tasks/{id}/dynamic-form", .needs(.makeTasks), "定制表单：为本任务选择检查项、资料项和检查模板", as: DynamicFormModel.self, changeable: changed([])) {
            try await page($0, nil)
        },
        .act(
            "/tasks/{id}/dynamic-form", .needs(.makeTasks), "创建动态表单，只用于本任务", version: .checked(InspectionTask.self),
            form: [kept] + fields([]) + CustomFieldRows.described, again: { try await page($0, $1) }
        ) { try await make($0) },
        .read("/tasks/{id}/dynamic-form/preview", .needs(.readTasks), "预览动态表单", as: DynamicFormPreview.self) { try await preview($0) },
    ]

    private static func changed(_ templates: [ResultTemplate]) -> [Field] {
        [kept] + fields(templates) + [.version] + CustomFieldRows.described
    }

    /// A value for each check item that stays: `item:checkItem`.
    static let kept = Field("keep", CheckForm.Label.checkItem, .choices([]), required: true, hint: "事项标识:检查项标识")

    static func fields(_ templates: [ResultTemplate]) -> [Field] {
        [
            Field("template", "检查模板", .choice(templates.map { .init($0.key, $0.name) }), required: true),
            Field("scale", CheckForm.Label.scale, .choice(AnswerScale.options), required: true),
        ]
    }

    private static func page(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: InspectionTask.self)
        let typed = problems == nil ? nil : call.form
        let (model, templates) = try await call.read { transaction in
            let task = try InspectionTask.load(id, scope: actor.scope.ownOnly, in: transaction)
            guard task.record.contentMode == .byItem else { throw TaskRefused.notByItem }
            let model = DynamicFormModel(
                task, try task.checkItems(in: transaction), former: try task.dynamicForm(in: transaction)?.version, typed: typed)
            return (model, try ResultTemplate.offered(to: actor, in: transaction))
        }
        let token = call.login?.formToken
        return Page("定制表单", model) { $1.dynamicForm($0, templates, problems, formToken: token) }
            .changeable(changed(templates), model.kept)
    }

    private static func make(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), now = call.clock.now()
        let reading = FormReading(call.form, fields(ResultTemplate.delivered).map { Field($0.name, $0.label, required: true) })
        try reading.finish()
        let chosen = chosen(call.form)
        let (form, scale) = (call.form, reading.choice("scale", as: AnswerScale.self) ?? .problem)
        return try await call.act { transaction, actor in
            let task = try InspectionTask.load(id, scope: actor.scope.ownOnly, in: transaction)
            let former = try task.dynamicForm(in: transaction)?.version.content.fields ?? []
            try DynamicFormMaking(
                for: id, chosen, fields: try CustomFieldRows.read(form, former: former), scale: scale, template: reading.text("template")
            ).make(by: actor, at: now, in: transaction)
            return Done("动态表单已创建", goTo: "/tasks/\(id)", id: id.description)
        }
    }

    private static func chosen(_ values: Values) -> [ItemID: Set<CheckItem.ID>] {
        values.all("keep").reduce(into: [:]) { chosen, pair in
            let sides = pair.split(separator: ":").map(String.init)
            guard sides.count == 2, let item = ItemID(sides[0]), let checkItem = CheckItem.ID(sides[1]) else { return }
            chosen[item, default: []].insert(checkItem)
        }
    }

    private static func preview(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: InspectionTask.self)
        let today = call.clock.today()
        let model = try await call.read { transaction in
            let task = try InspectionTask.load(id, scope: actor.scope, in: transaction)
            guard let form = try task.dynamicForm(in: transaction) else { throw NotFound() }
            return DynamicFormPreview(task: task.id.description, taskName: task.record.name, form: FormPreview(form.version, on: today))
        }
        return Page("预览表单", model) { model, html in
            html.crumbs([(label: "检查任务", href: "/tasks"), (label: model.taskName, href: "/tasks/" + model.task)], here: "预览表单")
            html.pageHead(model.form.name, note: "手机上的样子，填写的内容不保存")
            html.formPreview(model.form)
        }
    }
}

struct DynamicFormPreview: Codable, Sendable {
    let task: String
    let taskName: String
    let form: FormPreview
}

/// What can be chosen for the form of a task, and what is.
struct DynamicFormModel: Codable, Sendable {
    struct Line: Codable, Sendable {
        /// `item:checkItem`
        let value: String
        let checkItem: String
        let points: [String]
        let isKept: Bool
    }

    struct Matter: Codable, Sendable {
        let code: String
        let name: String
        let lines: [Line]
    }

    let task: String
    let version: Int
    let taskName: String
    let matters: [Matter]
    let values: [String: [String]]
    let isMade: Bool

    init(_ task: InspectionTask, _ offered: [TaskCheckItems], former: CheckFormVersion?, typed: Values?) {
        self.task = task.id.description
        version = task.version
        taskName = task.record.name
        isMade = former != nil
        let typedKeep = typed.map { Set($0.all("keep")) }
        // what stood in the form before stays chosen; a matter that came since is chosen whole
        let formerPoints = Set(former?.content.points.map(\.id) ?? [])
        matters = offered.map { line in
            let known = line.checkItems.filter { $0.points.contains { formerPoints.contains($0.id) } }
            return Matter(code: line.item.code, name: line.item.name, lines: line.checkItems.map { checkItem in
                let value = "\(line.item.id):\(checkItem.id)"
                let isKept = typedKeep?.contains(value) ?? (known.isEmpty || known.contains { $0.id == checkItem.id })
                return Line(value: value, checkItem: checkItem.name, points: checkItem.points.map(\.text), isKept: isKept)
            })
        }
        var values = typed ?? Values([
            "template": former?.resultTemplate.key ?? ResultTemplate.general.key,
            "scale": (former?.scale ?? .problem).rawValue,
        ])
        if typed == nil { CustomFieldRows.set(former?.content.fields ?? [], in: &values) }
        self.values = values.listed
    }

    /// What stands in the form, the check items among it.
    fileprivate var kept: Values {
        var kept = Values(listed: values)
        let lines = matters.flatMap(\.lines).filter(\.isKept)
        kept.set(DynamicFormPages.kept.name, all: lines.map(\.value))
        kept.set(DynamicFormPages.kept.name + "_label", all: lines.map(\.checkItem))
        kept.set(Field.version.name, "\(version)")
        return kept
    }
}
