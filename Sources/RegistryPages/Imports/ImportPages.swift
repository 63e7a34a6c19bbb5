import Authority
import Doors
import Importing
import Ledger
import Library
import Registry
import Spreadsheets
import Storage

/// 导入 (SUBJ-13, SUBJ-14, OFCR-05, ITEM-24): template, upload, and the list of what was wrong.
package enum ImportPages {
    private static let access = Route.Access.needsAny([
        .manageSubjects, .manageOfficers, .manageItems, .manageSpotCheckItems, .manageForms, .manageOrganizations, .manageAccounts,
        .makePlans,
    ])

    static let routes: [Route] = [
        .read("/imports/{kind}", access, "导入页", as: ImportFormModel.self) { try await page($0, nil) },
        .act(
            "/imports/{kind}", access, "上传导入文件", version: .notNeeded("只上传和核对，写入前另行确认"), form: fields, bodyLimit: Route.uploadLimit,
            again: { try await page($0, $1) }
        ) { try await submit($0) },
        .file("/imports/{kind}/template.xlsx", access, "下载导入模板", types: [.xlsx]) { try template($0, .xlsx) },
        .file("/imports/{kind}/template.csv", access, "下载导入模板（CSV）", types: [.csv]) { try template($0, .csv) },
        .file("/imports/{kind}/problems.xlsx", access, "下载错误明细", types: [.xlsx]) { try await problems($0, .xlsx) },
        .file("/imports/{kind}/problems.csv", access, "下载错误明细（CSV）", types: [.csv]) { try await problems($0, .csv) },
    ]

    static let subjectPaths = SubjectKind.allCases.map { "/imports/" + $0.slug }

    /// The library that the file is for: it stands at the address that its code says, unless it is named here.
    static func library(_ code: String, _ label: String) -> (label: String, href: String) {
        switch code {
        case "licences": ("监管对象", "/subjects")
        case "organizations": ("机构管理", "/organizations")
        case "accounts": ("用户管理", "/accounts")
        case let code:
            if let kind = SubjectKind.allCases.first(where: { $0.slug == code }) {
                ("监管对象", "/subjects?tab=" + kind.subjectClass.rawValue)
            } else {
                (label, "/" + code)
            }
        }
    }

    package static let fields = [Field("file", "导入文件", .file(accept: ".xlsx,.xls,.csv,.txt", many: false), required: true)]

    private static func kind(_ call: Call) throws -> any SheetImport {
        let kind = try call.platform.service(ImportJob.self).kind(call.parameters["kind"] ?? "")
        try call.actor().require(kind.permission)
        return kind
    }

    private static func page(_ call: Call, _ problems: Problems?) async throws -> Page {
        let model = ImportFormModel(try kind(call))
        let token = call.login?.formToken
        return Page("导入" + model.label, model) { model, html in
            html.importForm(model, problems: problems, formToken: token)
        }
    }

    private static func submit(_ call: Call) async throws -> Answer {
        let kind = try kind(call)
        guard let file = call.files.first(where: { $0.field == "file" }), !file.bytes.isEmpty else {
            throw Problems("file", "请选择导入文件")
        }
        let (job, now) = (try call.platform.service(ImportJob.self), call.clock.now())
        let submission = try await ImportSubmission.prepare(file.bytes, named: file.name, kind: kind.code, for: job)
        let answer = try await call.act { transaction, actor in
            let id = try submission.make(by: actor, at: now, in: transaction)
            return Done("文件已上传", goTo: "/jobs/\(id)", id: id.description)
        }
        try call.platform.service(JobRunner.self).wake()
        return answer
    }

    private static func template(_ call: Call, _ format: SheetFormat) throws -> Answer {
        let kind = try kind(call)
        return .file(try SheetFile.made(kind.layout, format, named: kind.label + "导入模板") { _ in })
    }

    /// Here the address names the job.
    private static func problems(_ call: Call, _ format: SheetFormat) async throws -> Answer {
        let id: Job.ID = try call.id("kind", of: Job.self)
        let actor = try call.actor()
        return .file(try await call.read { transaction in
            let job = try Job.load(id, of: actor, in: transaction)
            guard try ImportReport.load(job, in: transaction) != nil else { throw NotFound() }
            return try SheetFile.made(ImportProblemLine.layout, format, named: "导入错误明细") { writer in
                try ImportProblemLine.write(id, to: writer, in: transaction)
            }
        })
    }
}
