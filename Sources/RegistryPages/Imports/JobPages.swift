import Authority
import Doors
import Importing
import Ledger
import Library
import Registry
import Storage

/// Long work with its progress (后台任务): the page polls itself; an import shows its report here too.
package enum JobPages {
    static let routes: [Route] = [
        .act(
            "/jobs/{id}/taking-back", .signedIn, "撤回导入", version: .notNeeded("每条记录按导入后的版本核对，之后改过的不撤回"),
            asks: takingBackQuestion
        ) { try await takeBack($0) },
        .read("/jobs", .signedIn, "本人提交的后台任务", as: ListModel<JobRow>.self) { try await list($0) },
        .read("/jobs/{id}", .signedIn, "后台任务的进度与结果", as: JobModel.self) { try await one($0) },
        .act("/jobs/{id}/confirmation", .signedIn, "确认导入正确的行", version: .notNeeded("核对结果在等待确认时已固定，状态变了由任务的规则拒绝")) { try await confirm($0) },
        .act("/jobs/{id}/cancellation", .signedIn, "取消后台任务", version: .notNeeded("只取消本人的后台任务，已结束的由规则拒绝"), asks: { _ in
            Confirmation("取消后台任务？", ["任务将停止；已经导入的行保留，尚未处理的不再处理"], act: "取消任务")
        }) { try await cancel($0) },
    ]

    private static func list(_ call: Call) async throws -> Page {
        let (actor, page, runner) = (try call.actor(), call.listPage, try call.platform.service(JobRunner.self))
        let (imports, exports): (ImportJob, ExportJob) = (try call.platform.service(), try call.platform.service())
        let listed = try await call.read { transaction in
            try Job.list(page, scope: actor.scope, of: actor.account, in: transaction)
                .map { JobRow(JobView($0, label: try imports.title(of: $0) ?? exports.title(of: $0) ?? runner.label(of: $0))) }
        }
        var screen = ListScreen<JobRow>("后台任务", path: "/jobs", columns: [
            Column("任务", .fill) { .link($0.label, href: "/jobs/" + $0.id, note: $0.message) },
            Column("提交时间", .time) { .text($0.createdAt) },
            Column("状态", .small) { .tag($0.state, $0.tone) },
        ])
        screen.rowActions = { [Action("查看", "/jobs/" + $0.id)] }
        screen.emptyText = "没有后台任务"
        return screen.page(call, listed)
    }

    private static func one(_ call: Call) async throws -> Page {
        let id = try call.id(of: Job.self)
        let (actor, runner) = (try call.actor(), try call.platform.service(JobRunner.self))
        let (imports, exports): (ImportJob, ExportJob) = (try call.platform.service(), try call.platform.service())
        let model = try await call.read { transaction in
            let job = try Job.load(id, of: actor, in: transaction)
            let report = try ImportReport.load(job, in: transaction)
            return JobModel(
                JobView(job, label: try exports.title(of: job) ?? runner.label(of: job)),
                report.map { report in ImportModel(report, of: imports.kinds.first { $0.code == report.kind }) },
                try LawImportModel.load(job, scope: actor.scope, in: transaction), exported: try ExportedFile.load(job),
                annotated: try AnnotationPlace.of(job).map {
                    AnnotationModel($0, try ImportProblemLine.list(id, limit: AnnotationModel.shown, in: transaction))
                })
        }
        let token = call.login?.formToken
        return Page(model.title, model) { model, html in html.job(model, formToken: token) }
    }

    private static func confirm(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Job.self)
        let (now, imports) = (call.clock.now(), try call.platform.service(ImportJob.self))
        let answer = try await call.act { transaction, actor in
            if try Job.load(id, of: actor, in: transaction).kind == LawImportJob().code {
                try LawImportConfirmation(of: id).make(by: actor, at: now, in: transaction)
            } else {
                try ImportConfirmation(of: id).make(kinds: imports, by: actor, at: now, in: transaction)
            }
            return Done("已确认", goTo: "/jobs/\(id)")
        }
        try call.platform.service(JobRunner.self).wake()
        return answer
    }

    @Sendable
    private static func takingBackQuestion(_ call: Call) async throws -> Confirmation {
        let id = try call.id(of: Job.self), actor = try call.actor()
        let imports = try call.platform.service(ImportJob.self)
        return try await call.read { transaction in
            let job = try Job.load(id, of: actor, in: transaction)
            let model = try ImportReport.load(job, in: transaction).map { report in
                ImportModel(report, of: imports.kinds.first { $0.code == report.kind })
            }
            return Confirmation("撤回导入？", [try imports.title(of: job), model?.takingBack].compactMap { $0 }, act: "撤回导入")
        }
    }

    private static func takeBack(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Job.self)
        let (now, imports) = (call.clock.now(), try call.platform.service(ImportJob.self))
        let taking = try call.platform.service(ImportTakingBackJob.self)
        let answer = try await call.act { transaction, actor in
            let job = try ImportTakingBack(of: id).make(kinds: imports, job: taking, by: actor, at: now, in: transaction)
            return Done("正在撤回", goTo: "/jobs/\(job)", id: job.description)
        }
        try call.platform.service(JobRunner.self).wake()
        return answer
    }

    private static func cancel(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Job.self)
        let (now, imports) = (call.clock.now(), try call.platform.service(ImportJob.self))
        let runner = try call.platform.service(JobRunner.self)
        return try await call.act { transaction, actor in
            let job = try Job.load(id, of: actor, in: transaction)
            if job.kind == ImportJob.jobCode {
                try ImportCancellation(of: id).make(kinds: imports, by: actor, at: now, in: transaction)
            } else {
                try Job.cancel(id, label: runner.label(of: job), by: actor, at: now, in: transaction)
            }
            return Done("已取消", goTo: "/jobs/\(id)")
        }
    }
}
