import Authority
import Ledger
import Markup
import Registry
import Spreadsheets
import Storage

/// 法律法规导入 (LIB-03): many text files, or a ZIP of them; the job reports file by file.
extension LawPages {
    static let importRoutes: [Route] = [
        .read("/laws/imports/new", .needs(.manageLaws), "法律法规导入页", as: ItemForm.self, format: .pageOnly) { importPage($0, nil) },
        .act(
            "/laws/imports", .needs(.manageLaws), "上传法律法规文件", version: .notNeeded("只上传和核对，写入前另行确认"), form: importFields, bodyLimit: Route.uploadLimit,
            again: { importPage($0, $1) }
        ) { try await submit($0) },
    ]

    static let importFields = [
        Field("files", "法律法规文件", .file(accept: ".md,.markdown,.txt,.zip", many: true), required: true)
    ]

    private static func importPage(_ call: Call, _ problems: Problems?) -> Page {
        let token = call.login?.formToken
        let model = ItemForm(title: "导入法律法规", kind: "law", action: "/laws/imports", back: "/laws", values: [:])
        return Page(model.title, model) { model, html in
            html.crumbs([(label: "法律法规", href: "/laws")], here: model.title)
            html.pageHead(model.title)
            html.form(
                action: model.action,
                parts: [FormPart(
                    "上传文件", note: "每部法律法规一个文件（.md 或 .txt），可一次选择多个，或打包成一个 ZIP 文件。", fields: importFields, columns: 1)],
                values: Values(), problems: problems, formToken: token, submit: [SubmitButton("上传并导入")],
                back: (label: "取消", href: model.back))
            html.card("文件格式") { html in
                html.div(.class("card-body")) { html in
                    html.pre(text: example)
                    html.ul { html in for line in instructions { html.li(text: line) } }
                }
            }
        }
    }

    private static let example = """
        ---
        标题: 示例安全管理办法
        类型: 部门规章
        文号: 示例部令第1号
        发布机关: 示例部
        公布时间: 2025-01-01
        施行日期: 2025-03-01
        ---
        ## 第一章 总则
        第一条 为了……，制定本办法。
        第二条 生产经营单位应当遵守下列规定：
        （一）……；
        （二）……。
        """

    private static let instructions = [
        "开头两行 --- 之间写明标题、类型、文号、发布机关、公布时间、施行日期；正文里能读出的可以省略。",
        "类型为：" + StatuteKind.allCases.map(\.label).joined(separator: "、") + "。安全标准按条款编号（如 4.1.2）分条。",
        "标题和施行日期都与库中相同的文件会补全和更正原有条文；缺条、重复或读不出日期的文件不导入，并说明原因。",
        "编码可以是 UTF-8、UTF-16 或 GB18030（GBK）。",
    ]

    private static func submit(_ call: Call) async throws -> Answer {
        let files: [TextFile]
        do {
            files = try call.files.filter { $0.field == "files" }.flatMap { try TextFile.read($0.bytes, named: $0.name) }
        } catch let error as SpreadsheetError {
            throw Problems("files", error.message)
        }
        let submission = LawImportSubmission(files.map { .init(name: $0.name, text: $0.text) })
        let now = call.clock.now()
        let answer = try await call.act { transaction, actor in
            let id = try submission.make(by: actor, at: now, in: transaction)
            return Done("已上传\(submission.files.count)个文件", goTo: "/jobs/\(id)", id: id.description)
        }
        try call.platform.service(JobRunner.self).wake()
        return answer
    }
}

/// What became of the files, on the page of the job.
struct LawImportModel: Codable, Sendable {
    struct File: Codable, Sendable {
        let number: Int
        let name: String
        let outcome: String
        let tone: Tone
        let message: String
        let href: String?
    }

    let summary: String
    let files: [File]
    let hasMore: Bool

    static let shown = 500

    /// Nil when the job is no import of statutes.
    static func load(_ job: Job, in transaction: Transaction) throws -> LawImportModel? {
        guard job.kind == LawImportJob().code else { return nil }
        let files = try StatuteFile.list(of: job.id, most: shown, in: transaction)
        return LawImportModel(
            summary: try StatuteFile.counts(of: job.id, in: transaction).outcome,
            files: files.map {
                File(
                    number: $0.number, name: $0.name, outcome: $0.outcome.label, tone: $0.outcome.tone, message: $0.message,
                    href: $0.statute.map { "/laws/\($0)" })
            }, hasMore: files.count == shown)
    }
}

extension StatuteFileOutcome {
    fileprivate var tone: Tone {
        switch self {
        case .waiting: .mute
        case .created, .changed: .ok
        case .unchanged: .info
        case .bad: .bad
        }
    }
}

extension HTML {
    mutating func lawImport(_ model: LawImportModel) {
        card("导入报告") { html in
            html.div(.class("card-body")) { html in
                html.p(text: model.summary)
                if model.hasMore { html.p(.class("hint"), text: "只列出前\(LawImportModel.shown)个文件，未导入的在前") }
            }
            html.div(.class("scroll")) { html in
                html.table(.class("table stack auto")) { html in
                    html.thead { html in
                        html.tr { html in for title in ["序号", "文件", "结果", "说明"] { html.th(text: title) } }
                    }
                    html.tbody { html in for file in model.files { html.row(file) } }
                }
            }
        }
    }

    private mutating func row(_ file: LawImportModel.File) {
        tr { html in
            html.cell(.number(file.number), label: "序号")
            if let href = file.href {
                html.cell(.link(file.name, href: href), label: "文件", isTitle: true)
            } else {
                html.cell(.text(file.name), label: "文件", isTitle: true)
            }
            html.cell(.tag(file.outcome, file.tone), label: "结果")
            html.cell(.words(file.message), label: "说明")
        }
    }
}
