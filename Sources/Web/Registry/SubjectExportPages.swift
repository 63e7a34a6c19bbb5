import Authority
import Ledger
import Registry
import Spreadsheets
import Storage
import Vault

/// 导出 of the library as it is filtered (SEC-10): a job, and its file for the person who asked for it.
enum SubjectExportPages {
    static let routes: [Route] = [
        .act(
            "/subjects/exports", .needs(.readSubjects), "导出符合筛选条件的监管对象，format 为 xlsx 或 csv；超过1000条须有批量导出权限"
        ) { try await submit($0) },
        .get("/subjects/exports/{id}", .needs(.readSubjects), "下载本人导出的文件", format: .both) { try await file($0) },
    ]

    /// The export of the list that is shown, as a button of its page.
    static func actions(_ call: Call) -> [Action] {
        SheetFormat.allCases.map { format in
            var query = call.query
            for name in ["after", "before", "page", "size"] { query.set(name, nil) }
            query.set("format", format.rawValue)
            return Action(
                "导出" + format.rawValue.uppercased(), "/subjects/exports?" + query.urlEncoded, .aside, icon: "download",
                needs: .readSubjects)
        }
    }

    private static func submit(_ call: Call) async throws -> Answer {
        let subjectClass = call.query["tab"].flatMap(SubjectClass.init(rawValue:)) ?? .organization
        let export = SubjectExport(
            SubjectListPage.filter(call.query, subjectClass, agency: try call.actor().organization), as: call.query["format"].flatMap(SheetFormat.init(rawValue:)) ?? .xlsx)
        let (now, job) = (call.clock.now(), try call.platform.service(ExportJob.self))
        let answer = try await call.act { transaction, actor in
            let id = try export.make(by: actor, at: now, job: job, in: transaction)
            return Done("正在导出", goTo: "/jobs/\(id)", id: id.description)
        }
        try call.platform.service(JobRunner.self).wake()
        return answer
    }

    private static func file(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Job.self)
        let actor = try call.actor()
        let found = try await call.read { transaction -> StoredFile? in
            let job = try Job.load(id, scope: actor.scope, in: transaction)
            guard job.createdBy == actor.account, let made = try ExportedFile.load(job) else { throw NotFound() }
            return try StoredFile.ID(made.file).flatMap { try StoredFile.load($0, in: transaction) }
        }
        let vault = try call.platform.service(FileVault.self)
        guard let file = found?.kept, vault.holds(file.hash) else { throw NotFound() }
        return .file(FileAnswer(.path(vault.path(of: file.hash)), type: file.type.mediaType, downloadName: file.name))
    }
}
