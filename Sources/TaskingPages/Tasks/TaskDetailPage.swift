import Authority
import Doors
import Storage
import Tasking
import Timekeeping

/// 任务详情 as a page; also after an act on it was refused.
enum TaskDetailPage {
    static func page(_ call: Call) async throws -> Page { try await page(call, nil) }

    static let again: @Sendable (Call, Problems) async throws -> Page = { call, problems in try await page(call, problems) }

    private static func page(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: InspectionTask.self)
        let tab = call.query["tab"].flatMap(TaskDetail.Tab.init(rawValue:)) ?? .basics
        let now = call.clock.now()
        let list = ListPage(size: 50, place: call.listPage.place)
        let model = try await call.read { try TaskDetail.load(id, tab, for: actor, at: now, page: list, in: $0) }
        let token = call.login?.formToken
        let page = Page(model.name, model) { $1.task($0, problems: problems, formToken: token) }
        guard call.wantsJSON else { return page }
        let (fields, values) = try await call.read { transaction in
            let task = try InspectionTask.load(id, scope: actor.scope, in: transaction)
            let values = TaskForm.values(
                of: task, items: try TaskItem.all(of: id, in: transaction), try task.invitations(in: transaction))
            return (TaskForm.fields(task.mode), try TaskForm.named(values, for: actor, in: transaction))
        }
        return page.changeable(fields, values)
    }
}
