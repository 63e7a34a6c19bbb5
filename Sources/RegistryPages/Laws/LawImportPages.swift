import Authority
import Doors
import Ledger
import Library
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
        .act("/laws/imports/{id}/corrections", .needs(.manageLaws), "更正待导入文件读出的内容",
            version: .notNeeded("只改读出的草稿，导入前另行确认"), form: correctionFields) {
            try await correct($0)
        },
    ]

    /// For the chosen files, or for all; what is left empty stays.
    static let correctionFields = [
        Field("title", Statute.Label.title, hint: "只更正一个文件时填写"),
        Field("kind", Statute.Label.kind, .choice(StatuteKind.options)),
        Field("documentNumber", Statute.Label.documentNumber),
        Field("issuer", Statute.Label.issuer),
        Field("promulgatedOn", Statute.Label.promulgatedOn, .date),
        Field("effectiveOn", Statute.Label.effectiveOn, .date),
        Field("taking", "导入", .choice([.init("take", "导入"), .init("leave", "不导入")])),
        Field("files", "文件", .choices([]), hint: "文件的序号；不填为全部"),
    ]

    private static func correct(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Job.self)
        let reading = FormReading(call.form, correctionFields.filter { $0.name != "files" })
        try reading.finish()
        var correction = StatuteDraftCorrection()
        correction.title = reading.optional("title")
        correction.kind = reading.choice("kind")
        correction.documentNumber = reading.optional("documentNumber")
        correction.issuer = reading.optional("issuer")
        correction.promulgatedOn = reading.date("promulgatedOn")
        correction.effectiveOn = reading.date("effectiveOn")
        correction.isLeftOut = reading.optional("taking").map { $0 == "leave" }
        let files = Set(call.form.all("files").compactMap { Int($0) })
        guard correction != StatuteDraftCorrection() else { throw Problems("kind", "请填写要更正的内容") }
        guard correction.title == nil || files.count == 1 else { throw Problems("title", "更正标题时请只选择一个文件") }
        let order = LawImportCorrection(of: id, files: files, correction)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let count = try order.make(by: actor, at: now, in: transaction)
            return Done("已更正\(count)个文件", goTo: "/jobs/\(id)", id: id.description)
        }
    }

    static let importFields = [
        Field("files", "法律法规文件", .file(accept: ".docx,.md,.markdown,.txt,.zip", many: true), required: true)
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
                    "上传文件", note: "每部法律法规一个文件（.docx、.md 或 .txt），可一次选择多个，或打包成一个 ZIP 文件。先列出读出的标题、类型、文号、日期，可逐个或整批更正；确认后才导入。", fields: importFields, columns: 1)],
                values: Values(), problems: problems, formToken: token, submit: [SubmitButton("上传并核对")],
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
        "类型为：" + StatuteKind.allCases.map(\.label).joined(separator: "、")
            + "。安全标准按条款编号（如 4.1.2）分条，规范性文件、决定按“一、”“（一）”分段，附件、附表各为一项。",
        "经过修改的文件，公布时间、文号、发布机关取题注中最近一次修改的；施行日期拿不准的会注明，请核对。",
        "标题和施行日期都与库中相同的文件会补全和更正原有条文，写明废止日期的记为废止；标题相同、施行日期更晚的取代旧版，旧版自新版施行之日起废止。缺条、重复的文件不导入，并说明原因。",
        "编码可以是 UTF-8、UTF-16 或 GB18030（GBK）。",
    ]

    /// Of texts, which are read as tables are and are none.
    private static func words(_ error: SpreadsheetError) -> String {
        if error == .damaged { return "文件已损坏，请用 Word 或 WPS 打开并另存为 .docx 后重新上传" }
        if error == .unsupported { return "文件的编码无法识别，请另存为 UTF-8 的文本文件或 .docx 后重新上传" }
        if error == .unfoldsTooFar { return "文件解压后过大，请分成几个文件后重新上传" }
        return error.message
    }

    private static func submit(_ call: Call) async throws -> Answer {
        var files: [TextFile] = []
        for file in call.files where file.field == "files" {
            do {
                files += try TextFile.read(file.bytes, named: file.name)
            } catch let error as SpreadsheetError {
                throw Problems("files", "“\(file.name)”：\(words(error))")
            }
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
package struct LawImportModel: Codable, Sendable {
    package struct File: Codable, Sendable {
        package let number: Int
        package let name: String
        package let outcome: String
        package let tone: Tone
        package let message: String
        package let href: String?
        /// What was read of it; nil when nothing was, and once it has entered.
        let draft: Draft?
    }

    struct Draft: Codable, Sendable {
        let title: String
        let kind: String
        let documentNumber: String
        let issuer: String
        let promulgatedOn: String
        let effectiveOn: String
        let repealedOn: String
        let units: Int
        /// Labels of what was guessed and is not written in the file.
        let guessed: [String]
        /// What is missing, doubtful, or will happen to other versions.
        let remarks: [String]
        let isLeftOut: Bool
    }

    package let summary: String
    package let files: [File]
    package let hasMore: Bool

    package static let shown = 500

    /// Nil when the job is no import of statutes.
    package static func load(_ job: Job, scope: Scope, in transaction: Transaction) throws -> LawImportModel? {
        guard job.kind == LawImportJob().code else { return nil }
        let files = try StatuteFile.list(of: job.id, most: shown, in: transaction)
        return LawImportModel(
            summary: try StatuteFile.counts(of: job.id, in: transaction).outcome,
            files: try files.map {
                File(
                    number: $0.number, name: $0.name, outcome: $0.outcome.label, tone: $0.outcome.tone, message: $0.message,
                    href: $0.statute.map { "/laws/\($0)" },
                    draft: try $0.outcome == .waiting ? $0.draft.map { try Draft($0, scope: scope, in: transaction) } : nil)
            }, hasMore: files.count == shown)
    }
}

extension LawImportModel.Draft {
    fileprivate init(_ draft: StatuteDraft, scope: Scope, in transaction: Transaction) throws {
        title = draft.title
        kind = draft.kind?.label ?? ""
        documentNumber = draft.documentNumber
        issuer = draft.issuer
        promulgatedOn = draft.promulgatedOn?.description ?? ""
        effectiveOn = draft.effectiveOn?.description ?? ""
        repealedOn = draft.repealedOn?.description ?? ""
        units = draft.units
        guessed = draft.guessed
        isLeftOut = draft.isLeftOut
        remarks = (draft.isLeftOut ? ["不导入"] : []) + draft.missing + draft.doubts + (try draft.besides(scope: scope, in: transaction))
    }
}

extension StatuteFileOutcome {
    fileprivate var tone: Tone {
        switch self {
        case .waiting: .mute
        case .created, .changed: .ok
        case .unchanged, .leftOut: .info
        case .bad: .bad
        }
    }
}

extension HTML {
    mutating func lawImport(_ model: LawImportModel, of job: JobModel, formToken: String?) {
        if job.acts.contains(.confirm) { return lawDrafts(model, of: job, formToken: formToken) }
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

    /// What was read, with the boxes to choose files and the form that corrects them.
    private mutating func lawDrafts(_ model: LawImportModel, of job: JobModel, formToken: String?) {
        form(.class("card"), .id("drafts"), .method("post"), .action("/laws/imports/\(job.id)/corrections")) { html in
            html.formToken(formToken)
            html.h2(text: "读出的内容")
            html.div(.class("card-body")) { html in
                html.p(.class("hint"), text: "带“推定”的是从正文和题注推定的，请核对。勾选文件，在下面填写正确的内容；都不勾选时更正全部文件。")
                if model.hasMore { html.p(.class("hint"), text: "只列出前\(LawImportModel.shown)个文件，读不出的在前") }
            }
            html.div(.class("scroll")) { html in
                html.table(.class("table stack auto")) { html in
                    html.thead { html in
                        html.tr { html in
                            for title in ["选择", "文件", "类型", "文号、发布机关", "公布、施行", "说明"] { html.th(text: title) }
                        }
                    }
                    html.tbody { html in for file in model.files { html.draftRow(file) } }
                }
            }
            html.div(.class("form-part")) { html in
                html.h2(text: "更正")
                html.div(.class("fields")) { html in
                    for field in LawPages.correctionFields where field.name != "files" {
                        html.field(field, values: Values(), problem: nil)
                    }
                }
            }
            html.div(.class("form-actions")) { $0.button(.class("button"), text: "更正所选文件") }
        }
    }

    private mutating func draftRow(_ file: LawImportModel.File) {
        tr { html in
            html.td(.class("c-check")) { html in
                guard file.draft != nil else { return }
                html.input(.type("checkbox"), .name("files"), .value("\(file.number)"), .label("选择" + file.name))
            }
            guard let draft = file.draft else {
                html.cell(.text(file.name), label: "文件", isTitle: true)
                for title in ["类型", "文号、发布机关", "公布、施行"] { html.cell(.text("—"), label: title) }
                return html.cell(.words(file.outcome + "：" + file.message), label: "说明")
            }
            html.cell(.lines("《\(draft.title)》\(draft.units)项", file.name), label: "文件", isTitle: true)
            html.cell(.text(draft.shown(draft.kind, Statute.Label.kind)), label: "类型")
            html.cell(
                .lines(draft.shown(draft.documentNumber, Statute.Label.documentNumber), draft.shown(draft.issuer, Statute.Label.issuer)),
                label: "文号、发布机关")
            html.cell(
                .lines(
                    draft.shown(draft.promulgatedOn, Statute.Label.promulgatedOn) + "公布",
                    draft.shown(draft.effectiveOn, Statute.Label.effectiveOn) + "施行"
                        + (draft.repealedOn.isEmpty ? "" : "，\(draft.repealedOn)废止")),
                label: "公布、施行")
            html.cell(.words(draft.remarks.isEmpty ? "—" : draft.remarks.joined(separator: "；")), label: "说明")
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

extension LawImportModel.Draft {
    /// The value, marked where nobody wrote it.
    fileprivate func shown(_ value: String, _ label: String) -> String {
        value.isEmpty ? "—" : guessed.contains(label) ? value + "（推定）" : value
    }
}
