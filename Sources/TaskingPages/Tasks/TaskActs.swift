import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// The acts behind the buttons of the task pages.
enum TaskActs {
    static func make(_ call: Call) async throws -> Answer {
        let mode = TaskPages.mode(call), confirms = call.form["then"] == "confirm"
        let record = try TaskForm.record(call.form, mode), items = TaskForm.items(call.form)
        let (partners, partnerItems) = (TaskForm.partners(call.form), TaskForm.partnerItems(call.form))
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let id = try TaskMaking(mode, record, items: items, partners: partners, partnerItems: partnerItems)
                .make(by: actor, at: now, in: transaction)
            if confirms, record.span == .crossAgency {
                try TaskInviting(of: id).make(by: actor, at: now, in: transaction)
                return Done("已发起邀约，等待配合机构答复", goTo: "/tasks/\(id)/invitation", id: id.description)
            }
            if confirms { try TaskConfirmation(of: id).make(by: actor, at: now, in: transaction) }
            if record.contentMode == .byItem, !confirms {
                return Done("任务已暂存，请创建动态表单", goTo: "/tasks/\(id)/dynamic-form", id: id.description)
            }
            return Done(confirms ? "任务已确认，请选定检查对象" : "任务已暂存", goTo: "/tasks/\(id)", id: id.description)
        }
    }

    static func change(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), confirms = call.form["then"] == "confirm"
        let version = call.seenVersion
        let form = call.form, now = call.clock.now()
        return try await call.act { transaction, actor in
            let before = try InspectionTask.load(id, scope: actor.scope, in: transaction)
            let record = try TaskForm.record(form, before.mode)
            try TaskChange(
                of: id, version: version, to: record, items: TaskForm.items(form), partners: TaskForm.partners(form),
                partnerItems: TaskForm.partnerItems(form)
            ).make(by: actor, at: now, in: transaction)
            if confirms, record.span == .crossAgency, before.status.next(after: .invite) != nil {
                try TaskInviting(of: id).make(by: actor, at: now, in: transaction)
                return Done("已发起邀约，等待配合机构答复", goTo: "/tasks/\(id)/invitation", id: id.description)
            }
            if confirms, record.span == .singleAgency, before.status.next(after: .confirm) != nil {
                try TaskConfirmation(of: id).make(by: actor, at: now, in: transaction)
            }
            let lacksForm = try record.contentMode == .byItem
                && TaskItem.all(of: id, in: transaction).contains { $0.forms.isEmpty }
            if lacksForm { return Done("任务已修改，请创建动态表单", goTo: "/tasks/\(id)/dynamic-form", id: id.description) }
            return Done("任务已修改", goTo: "/tasks/\(id)", id: id.description)
        }
    }

    static func confirm(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), now = call.clock.now()
        return try await call.act { transaction, actor in
            try TaskConfirmation(of: id).make(by: actor, at: now, in: transaction)
            return Done("任务已确认，请选定检查对象", goTo: "/tasks/\(id)")
        }
    }

    static func delete(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), now = call.clock.now()
        return try await call.act { transaction, actor in
            let mode = try InspectionTask.load(id, scope: actor.scope, in: transaction).mode
            try TaskDeletion(of: id).make(by: actor, at: now, in: transaction)
            return Done("任务已删除", goTo: "/tasks?mode=" + mode.rawValue)
        }
    }

    static func deleteEach(_ call: Call) async throws -> Answer {
        let (ids, now) = (try BulkAct.chosen(call, InspectionTask.self), call.clock.now())
        return try await call.actOnEach(ids, versions: InspectionTask.versions, goTo: call.begunOn ?? "/tasks", name: name) { transaction, actor, id in
            try TaskDeletion(of: id).make(by: actor, at: now, in: transaction)
        }
    }

    @Sendable
    static func name(_ transaction: Transaction, _ actor: Actor, _ id: InspectionTask.ID) throws -> String {
        let task = try InspectionTask.load(id, scope: actor.scope, in: transaction)
        return "\(task.record.name)（\(task.number)）"
    }

    static func close(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), now = call.clock.now()
        return try await call.act { transaction, actor in
            try TaskClosing(of: id).make(by: actor, at: now, in: transaction)
            return Done("任务已结束", goTo: "/tasks/\(id)")
        }
    }

    static func urge(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), now = call.clock.now()
        guard let agency = call.form["agency"].flatMap({ Organization.ID($0) }) else { throw NotFound() }
        return try await call.act { transaction, actor in
            try TaskUrging(of: agency, for: id).make(by: actor, at: now, in: transaction)
            return Done("已催办", goTo: "/tasks/\(id)?tab=execution")
        }
    }

    static func addItem(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), now = call.clock.now()
        guard let item = call.form["item"].flatMap({ ItemID($0) }) else { throw Problems("item", "请填写监管事项") }
        return try await call.act { transaction, actor in
            try TaskItemAddition(of: item, to: id).make(by: actor, at: now, in: transaction)
            return Done("事项已添加", goTo: "/tasks/\(id)")
        }
    }

    static func removeItem(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), item = try call.id("item", of: Item.self), now = call.clock.now()
        return try await call.act { transaction, actor in
            try TaskItemRemoval(of: item, from: id).make(by: actor, at: now, in: transaction)
            return Done("事项已删除", goTo: "/tasks/\(id)")
        }
    }

    static func selectForms(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), item = try call.id("item", of: Item.self), now = call.clock.now()
        let forms = Set(call.form.all("forms").compactMap { FormVersionID($0) })
        return try await call.act { transaction, actor in
            try TaskFormSelection(of: forms, for: item, in: id).make(by: actor, at: now, in: transaction)
            return Done("检查表单已选择", goTo: "/tasks/\(id)")
        }
    }
}
