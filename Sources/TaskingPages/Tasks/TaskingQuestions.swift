import Authority
import Doors
import Storage
import Tasking

/// What acts on plans and tasks that can't be taken back ask before they are done.
enum TaskingQuestions {
    static func planDeletion(_ call: Call) async throws -> Confirmation {
        let (id, actor) = (try call.id(of: AnnualPlan.self), try call.actor())
        let plan = try await call.read { try AnnualPlan.load(id, for: actor, in: $0) }
        let number = plan.number.map { "（\($0.text)）" } ?? "（尚无编号）"
        return Confirmation(
            "删除年度计划？",
            ["将删除“\(plan.record.name)”\(number)，审核状态：\(plan.reviewStatus.label)", "计划的附件一并删除，删除后不能恢复；操作日志保留记录"],
            act: "删除计划")
    }

    static func planDeletions(_ call: Call) async throws -> Confirmation {
        let names = try await call.named(try BulkAct.chosen(call, AnnualPlan.self), PlanActs.name)
        return Confirmation("删除 \(call.form.all("id").count) 个年度计划？", ["以下计划及其附件将被删除，不能恢复"] + names, act: "删除计划")
    }

    static func planApprovals(_ call: Call) async throws -> Confirmation {
        let names = try await call.named(try BulkAct.chosen(call, AnnualPlan.self), PlanActs.name)
        return Confirmation(
            "通过 \(call.form.all("id").count) 个年度计划？", ["以下计划将审核通过并下发，此后不能撤回；请确认均已看过内容"] + names, act: "通过并下发")
    }

    static func taskDeletions(_ call: Call) async throws -> Confirmation {
        let names = try await call.named(try BulkAct.chosen(call, InspectionTask.self), TaskActs.name)
        return Confirmation(
            "删除 \(call.form.all("id").count) 个检查任务？", ["以下任务连同已添加的监管事项、检查对象和附件将被删除，不能恢复"] + names, act: "删除任务")
    }

    static func taskDeletion(_ call: Call) async throws -> Confirmation {
        let task = try await task(call)
        return Confirmation(
            "删除检查任务？",
            ["将删除“\(task.record.name)”（\(task.number)），状态：\(task.status.label)", "已添加的监管事项、检查对象和附件一并删除，删除后不能恢复；操作日志保留记录"],
            act: "删除任务")
    }

    static func taskClosing(_ call: Call) async throws -> Confirmation {
        let task = try await task(call)
        return Confirmation(
            "结束检查任务？",
            ["将结束“\(task.record.name)”（\(task.number)），任务期限至 \(task.record.endDate)", "结束后不能再抽取、选派和录入检查结果，任务不能重新打开"],
            act: "结束任务")
    }

    static func taskEstablishing(_ call: Call) async throws -> Confirmation {
        let task = try await task(call)
        let invitations = try await call.read { try task.invitations(in: $0) }
        let taking = invitations.filter { $0.status == .accepted }.map(\.agencyName).joined(separator: "、")
        let others = invitations.filter { $0.status != .accepted }.map(\.agencyName).joined(separator: "、")
        return Confirmation(
            "确认联合任务成立？",
            ["“\(task.record.name)”（\(task.number)）由本机构和\(taking)共同检查"]
                + (others.isEmpty ? [] : ["\(others)不参加，其监管事项从任务中去掉"]),
            act: "确认成立")
    }

    static func taskAbolition(_ call: Call) async throws -> Confirmation {
        let task = try await task(call)
        return Confirmation(
            "废除任务？", ["将废除“\(task.record.name)”（\(task.number)），废除后只能查看，不计入任务数量，关联的计划同时释放"], act: "废除任务")
    }

    static func attachmentRemoval(_ call: Call) async throws -> Confirmation {
        Confirmation("删除附件？", ["附件删除后不能恢复，需要时请重新上传"], act: "删除附件")
    }

    static func itemRemoval(_ call: Call) async throws -> Confirmation {
        let task = try await task(call)
        return Confirmation(
            "删除监管事项？", ["将从“\(task.record.name)”（\(task.number)）删除该监管事项，连同为其选择的检查表单"], act: "删除事项")
    }

    private static func task(_ call: Call) async throws -> InspectionTask {
        let (id, scope) = (try call.id(of: InspectionTask.self), try call.actor().scope)
        return try await call.read { try InspectionTask.load(id, scope: scope, in: $0) }
    }
}
