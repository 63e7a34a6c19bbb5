import Authority
import Doors
import Storage
import Tasking
import Vault

/// 附件 of plans and tasks (TASK-37): added and removed on the page of what they hang on.
package enum AttachmentPages {
    static let routes: [Route] = [
        .act(
            "/tasks/{id}/attachments", .needs(.makeTasks), "添加任务附件", version: .notNeeded("只添加附件，不改变已有的"), form: fields, bodyLimit: Route.uploadLimit,
            again: TaskDetailPage.again
        ) { try await add($0, to: .task($0.id(of: InspectionTask.self)), "/tasks") },
        .act("/tasks/{id}/attachments/{attachment}/removal", .needs(.makeTasks), "删除任务附件", version: .notNeeded("只删除所见的一个附件"), asks: TaskingQuestions.attachmentRemoval, again: TaskDetailPage.again) {
            try await remove($0, from: .task($0.id(of: InspectionTask.self)), "/tasks")
        },
        .file("/tasks/{id}/attachments/{attachment}", .needs(.readTasks), "下载任务附件", types: FileType.allCases) { call in
            let id = try call.id(of: InspectionTask.self), actor = try call.actor()
            return try await give(call, .task(id)) { _ = try InspectionTask.load(id, scope: actor.scope, in: $0) }
        },
        .act(
            "/plans/{id}/attachments", .needs(.makePlans), "添加计划附件", version: .notNeeded("只添加附件，不改变已有的"), form: fields, bodyLimit: Route.uploadLimit,
            again: { try await PlanPages.detail($0, $1) }
        ) { try await add($0, to: .plan($0.id(of: AnnualPlan.self)), "/plans") },
        .act(
            "/plans/{id}/attachments/{attachment}/removal", .needs(.makePlans), "删除计划附件", version: .notNeeded("只删除所见的一个附件"), asks: TaskingQuestions.attachmentRemoval,
            again: { try await PlanPages.detail($0, $1) }
        ) { try await remove($0, from: .plan($0.id(of: AnnualPlan.self)), "/plans") },
        .file("/plans/{id}/attachments/{attachment}", .needsAny([.readPlans, .reviewPlans]), "下载计划附件", types: FileType.allCases) { call in
            let id = try call.id(of: AnnualPlan.self), actor = try call.actor()
            return try await give(call, .plan(id)) { _ = try AnnualPlan.load(id, for: actor, in: $0) }
        },
    ]

    package static let fields = [
        Field(
            "attachment", "附件", .file(accept: ".pdf,.docx,.xlsx,.png,.jpg,.jpeg,.txt,.csv", many: true), required: true,
            hint: "办公文档（docx、xlsx）、PDF、图片，每个不超过50MB")
    ]

    private static func add(_ call: Call, to owner: Attachment.Owner, _ list: String) async throws -> Answer {
        let uploads = call.files.filter { $0.field == "attachment" }
        guard !uploads.isEmpty else { throw Problems("attachment", "请选择附件") }
        let vault = try call.platform.service(FileVault.self), now = call.clock.now()
        var kept: [KeptFile] = []
        for upload in uploads { kept.append(try await vault.take(upload.bytes, named: upload.name)) }
        let path = list + "/" + (call.parameters["id"] ?? "")
        return try await call.act { [kept] transaction, actor in
            try AttachmentAdding(of: kept, to: owner).make(by: actor, at: now, in: transaction)
            return Done("已添加\(kept.count)个附件", goTo: path)
        }
    }

    private static func remove(_ call: Call, from owner: Attachment.Owner, _ list: String) async throws -> Answer {
        let attachment = try call.id("attachment", of: Attachment.self), now = call.clock.now()
        let path = list + "/" + (call.parameters["id"] ?? "")
        return try await call.act { transaction, actor in
            try AttachmentRemoval(of: attachment, from: owner).make(by: actor, at: now, in: transaction)
            return Done("附件已删除", goTo: path)
        }
    }

    /// - Parameter look: throws `NotFound` unless the caller may see what the file hangs on.
    private static func give(
        _ call: Call, _ owner: Attachment.Owner, _ look: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> Answer {
        let id = try call.id("attachment", of: Attachment.self)
        let found = try await call.read { transaction in
            try look(transaction)
            return try Attachment.all(of: owner, in: transaction).first { $0.id == id }
        }
        let vault = try call.platform.service(FileVault.self)
        guard let file = found?.file else { throw NotFound() }
        return .file(FileAnswer(.kept(file.hash, vault), type: file.type.mediaType, downloadName: file.downloadName))
    }
}
