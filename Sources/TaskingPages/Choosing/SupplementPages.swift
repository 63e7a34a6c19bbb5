import Authority
import Doors
import Library
import Registry
import Storage
import Tasking

/// 补充检查对象: further objects of a task that was issued so that its agencies may add some (TASK-38).
enum SupplementPages {
    static let routes: [Route] = Route.form(
        "/tasks/{id}/supplements", sentTo: "/tasks/{id}/supplements", .needs(.drawSubjects), "补充检查对象",
        version: .checked(InspectionTask.self), fields: [subjects], draw: { try await page($0) }
    ) { call in
        let id = try call.id(of: InspectionTask.self), now = call.clock.now()
        let chosen = Set(call.form.all(subjects.name).compactMap { SubjectID($0) })
        return try await call.act { transaction, actor in
            let count = try SubjectSupplement(of: chosen, to: id).make(by: actor, at: now, in: transaction)
            return Done("已补充检查对象\(count)个，请选派检查人员", goTo: TaskLinks.detail(id.description) + "?tab=objects", id: id.description)
        }
    }

    private static let subjects = Field(
        "subjects", "检查对象", .picker(source: "/options/subjects", many: true), required: true,
        hint: "本机构监管范围内、适用于任务检查事项的在册对象；补充后与其他对象一样选派人员、开展检查")

    private static func page(_ call: Call) async throws -> FormPage<SupplementModel> {
        let (id, actor) = (try call.id(of: InspectionTask.self), try call.actor())
        let model = try await call.read { transaction in
            let task = try InspectionTask.load(id, scope: actor.scope.ownOnly, in: transaction)
            return SupplementModel(task, try TaskStanding.of(task, for: actor, in: transaction).refusal(of: .addSubjects))
        }
        let detail = TaskLinks.detail(model.id)
        return FormPage(
            "补充检查对象", model, note: model.number, crumbs: [("检查任务", "/tasks?mode=" + model.mode), (model.name, detail)],
            parts: model.closedBecause == nil ? [FormPart(fields: [subjects])] : [], values: Values(["version": "\(model.version)"]),
            submit: [SubmitButton("补充")], back: ("返回", detail)
        ) { html, _ in
            if let why = model.closedBecause { html.notice(.info, why) }
        }
    }
}

/// The task that objects are to come into.
struct SupplementModel: Codable, Sendable {
    let id: String
    let version: Int
    let mode: String
    let name: String
    let number: String
    /// Why it takes none.
    let closedBecause: String?

    init(_ task: InspectionTask, _ refused: TaskRefused?) {
        id = task.id.description
        version = task.version
        mode = task.mode.rawValue
        name = task.record.name
        number = task.number
        closedBecause = refused?.message
    }
}
