import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// The page of the task form: blank, filled, or with what is to be corrected.
enum TaskFormPage {
    static func blank(_ call: Call) async throws -> Page {
        let today = call.clock.today()
        if let copied = call.query["copy"].flatMap({ InspectionTask.ID($0) }) { return try await copy(call, of: copied, today) }
        if let alone = call.query["joint"].flatMap({ InspectionTask.ID($0) }) { return try await joint(call, instead: alone, today) }
        if let plan = call.query["plan"].flatMap({ AnnualPlan.ID($0) }) { return try await page(call, for: plan, today) }
        return try await page(call, TaskPages.mode(call), nil, fresh(call, today), nil)
    }

    /// 按该计划添加: of the plan's type (PLAN-21).
    private static func page(_ call: Call, for id: AnnualPlan.ID, _ today: CalendarDate) async throws -> Page {
        let actor = try call.actor()
        let span = try await call.read { try AnnualPlan.find(id, for: actor, in: $0)?.span } ?? .singleAgency
        var values = fresh(call, today)
        values.set("taskType", span.rawValue)
        return try await page(call, TaskPages.mode(call), nil, values, nil)
    }

    private static func fresh(_ call: Call, _ today: CalendarDate) -> Values {
        Values([
            "plan": call.query["plan"].flatMap { AnnualPlan.ID($0)?.description } ?? "",
            "year": "\(today.year)", "startDate": today.description, "endDate": today.advanced(days: 30).description,
            "nature": TaskNature.formal.rawValue, "taskType": AgencySpan.singleAgency.rawValue, "source": TaskSource.planned.rawValue,
            "contentMode": TaskContentMode.byForm.rawValue, "fixation": SubjectFixation.fixed.rawValue, "subjectSelection": SelectionMode.random.rawValue,
            "officerSelection": SelectionMode.random.rawValue,
        ])
    }

    /// 复制: what was set up, from today on and as long as before; neither its objects nor what became of it.
    private static func copy(_ call: Call, of id: InspectionTask.ID, _ today: CalendarDate) async throws -> Page {
        let actor = try call.actor()
        let (task, values) = try await call.read { transaction in
            let task = try InspectionTask.load(id, scope: actor.scope, in: transaction)
            var values = TaskForm.values(
                of: task, items: try TaskItem.all(of: id, in: transaction), try task.invitations(in: transaction))
            let manual = Set(values.all("items").compactMap { ItemID($0) })
            let usable = try ItemQueries.lines(manual, for: actor.organization, in: transaction)
                .filter { $0.status == .enabled && $0.isClaimed }
            values.set("items", all: usable.map(\.id.description))
            let plans = try AnnualPlan.selectable(task.mode, for: actor.organization, on: today, in: transaction)
            if !plans.contains(where: { $0.id == task.record.plan }) { values.set("plan", nil) }
            return (task, values)
        }
        var copied = values
        let days = task.record.endDate.dayNumber - task.record.startDate.dayNumber
        copied.set("version", nil)
        copied.set("invitationDeadline", nil)
        copied.set("name", task.record.name + "（复制）")
        copied.set("year", "\(today.year)")
        copied.set("startDate", today.description)
        copied.set("endDate", today.advanced(days: days).description)
        return try await page(call, task.mode, nil, copied, nil)
    }

    /// 发起联合检查 (CALM-06): a task of several agencies in the place of one that would go alone, with its term and its matters, and
    /// those who inspect there in the same period.
    private static func joint(_ call: Call, instead id: InspectionTask.ID, _ today: CalendarDate) async throws -> Page {
        let actor = try call.actor(), now = call.clock.now()
        let (task, items, partners) = try await call.read { transaction in
            let task = try InspectionTask.load(id, scope: actor.scope.ownOnly, in: transaction)
            return (
                task, try TaskItem.all(of: id, in: transaction),
                try OtherVisitModel.load(id, for: actor, at: now, in: transaction).partners
            )
        }
        var joined = TaskForm.values(of: task, items: items, [])
        joined.set("items", all: items.map(\.id.description))
        joined.set("version", nil)
        joined.set("plan", nil)
        joined.set("source", TaskSource.adHoc.rawValue)
        joined.set("name", task.record.name + "（联合检查）")
        joined.set("taskType", AgencySpan.crossAgency.rawValue)
        joined.set("partners", all: partners)
        return try await page(call, task.mode, nil, joined, nil)
    }

    static func filled(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: InspectionTask.self)
        let (task, items, invitations) = try await call.read { transaction in
            let task = try InspectionTask.load(id, scope: actor.scope.ownOnly, in: transaction)
            return (task, try TaskItem.all(of: id, in: transaction), try task.invitations(in: transaction))
        }
        return try await page(call, task.mode, id, TaskForm.values(of: task, items: items, invitations), nil)
    }

    static func again(_ call: Call, _ problems: Problems) async throws -> Page {
        let actor = try call.actor()
        let id = call.parameters["id"].flatMap { InspectionTask.ID($0) }
        let mode = try await call.read { transaction in
            try id.map { try InspectionTask.load($0, scope: actor.scope, in: transaction).mode }
        }
        return try await page(call, mode ?? TaskPages.mode(call), id, call.form, problems)
    }

    private static func page(
        _ call: Call, _ mode: InspectionMode, _ id: InspectionTask.ID?, _ typed: Values, _ problems: Problems?
    ) async throws -> Page {
        let actor = try call.actor(), today = call.clock.today()
        let (values, hasPlans) = try await call.read { transaction in
            (
                try TaskForm.named(typed, for: actor, in: transaction),
                try !AnnualPlan.selectable(mode, for: actor.organization, on: today, in: transaction).isEmpty
            )
        }
        let model = TaskFormModel(
            mode: mode.rawValue, id: id?.description, planCauses: hasPlans ? [] : TaskForm.noPlanCauses,
            values: Dictionary(uniqueKeysWithValues: values.names.map { ($0, values.all($0)) }))
        let title = id == nil ? "添加任务" : "修改任务", token = call.login?.formToken
        let origin = FormOrigin.address(["copy", "plan", "joint"], of: call)
        return Page(title, model) { model, html in
            html.taskForm(title, mode, model, origin: origin, values: values, problems: problems, formToken: token)
        }
    }
}

/// The task form as a page; as JSON its values.
struct TaskFormModel: Codable, Sendable {
    let mode: String
    let id: String?
    /// Why no plan is offered (TASK-11); empty when there is one.
    let planCauses: [String]
    let values: [String: [String]]
}

/// A form that begins with something already chosen has an address of its own, and so a draft of its own: also when it is drawn
/// again, so that what was accepted of it does not come back.
enum FormOrigin {
    static func address(_ names: [String], of call: Call) -> String {
        names.compactMap { name in call.query[name].map { "&\(name)=" + Values.encoded($0) } }.joined()
    }
}
