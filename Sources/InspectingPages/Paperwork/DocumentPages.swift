import Authority
import Doors
import Ledger
import Paperwork
import Storage

/// 文书 (DOC-15, DOC-18), and the page by which anybody checks one (BEY-42).
package enum DocumentPages {
    static let menu = [
        MenuEntry(.work, "文书", "/documents", icon: "file-earmark-text", .needs(.readDocuments))
    ]

    static let routes: [Route] = [
        .read("/documents", .needs(.readDocuments), "文书列表", query: filters + [sorting], as: ListModel<DocumentRow>.self) { try await list($0) },
        .read("/documents/{id}", .needs(.readDocuments), "文书详情", as: DocumentDetail.self) { try await detail($0) },
        .file("/documents/{id}/pdf", .needs(.readDocuments), "文书的PDF文件", types: [.pdf]) { try await pdf($0) },
        .file("/documents/{id}/text", .needs(.readDocuments), "文书的纯文本，内容与PDF相同", types: [.text]) { call in
            let document = try await load(call)
            try await note(document, call)
            let text = try await call.platform.service(DocumentPrinting.self).text(of: document)
            return .file(FileAnswer(.bytes(Array(text.utf8)), type: "text/plain; charset=utf-8"))
        },
        .read("/documents/{id}/voiding", .needsAny([.inspect, .manageDocumentRules]), "作废文书的表单", as: DocumentDetail.self, format: .pageOnly) {
            try await voidingForm($0, nil)
        },
        .act(
            "/documents/{id}/voiding", .needsAny([.inspect, .manageDocumentRules]), "作废文书", version: .checked(EnforcementDocument.self), form: voidingFields,
            again: { try await voidingForm($0, $1) }
        ) { try await void($0) },
        .read("/check", .everyone, "按校验码核验文书", query: [Field("code", "校验码")], as: CheckQuestion.self, format: .pageOnly) {
            try await ask($0)
        },
        .read("/check/{code}", .everyone, "核验文书", as: DocumentCheck.self) { try await check($0) },
    ]

    package static let filters = [
        Field("q", "编号或当事人", placeholder: "请输入关键字查询"),
        Field("kind", "文书种类", .choice(DocumentKind.options)),
        Field("status", "状态", .choice([DocumentStatus.confirmed, .sealed, .served, .voided].map { .init($0.rawValue, $0.label) })),
        Field("from", "确认日期自", .date),
        Field("to", "至", .date),
    ]

    private static let sorting = ListSorting.field(DocumentOrder.self)

    private static let voidingFields = [
        Field("version", "版本", .hidden), Field("reason", "作废理由", .multiline(maxLength: 500), required: true),
    ]

    private static func list(_ call: Call) async throws -> Page {
        let scope = try call.actor().scope
        let reading = FormReading(call.query, filters)
        var filter = EnforcementDocument.Filter()
        filter.text = reading.optional("q")
        filter.kind = reading.choice("kind")
        filter.status = reading.choice("status")
        filter.from = reading.date("from")
        filter.to = reading.date("to")
        let (chosen, page) = (filter, call.listPage(by: DocumentOrder.self))
        let listed = try await call.read { try EnforcementDocument.list(chosen, scope: scope, page: page, in: $0) }
        return screen.page(call, listed.map(DocumentRow.init))
    }

    private static var screen: ListScreen<DocumentRow> {
        var screen = ListScreen<DocumentRow>("文书", path: "/documents", columns: [
            Column("文书编号", over: "文书种类", .fill) { .link($0.number, href: "/documents/" + $0.id, note: $0.kind) }
                .sorted(by: DocumentOrder.number),
            Column("当事人", .fill) { .text($0.party) },
            Column("机构", .wide) { .text($0.agency) },
            Column("制作人", over: "制作日期", .medium) { .lines($0.maker, $0.confirmedAt) }.sorted(by: nil, second: DocumentOrder.confirmed),
            Column("状态", .small) { .tag($0.status, $0.isVoided ? .mute : .ok) },
        ])
        screen.filters = filters
        screen.sorting = sorting
        screen.rowActions = { [Action("查看", "/documents/" + $0.id), Action("打印", "/documents/\($0.id)/pdf")] }
        screen.emptyText = "没有符合条件的文书"
        return screen
    }

    /// - Parameter ownOnly: for what only the agency itself may do with its documents.
    private static func load(_ call: Call, ownOnly: Bool = false) async throws -> EnforcementDocument {
        let actor = try call.actor()
        let id = try call.id(of: EnforcementDocument.self)
        return try await call.read { try EnforcementDocument.load(id, scope: ownOnly ? actor.scope.ownOnly : actor.scope, in: $0) }
    }

    private static func model(_ call: Call, ownOnly: Bool = false) async throws -> DocumentDetail {
        let document = try await load(call, ownOnly: ownOnly)
        let actor = try call.actor()
        return try await call.read { transaction in
            DocumentDetail(
                document, acts: try DocumentStanding.of(document, for: actor, in: transaction).offers,
                try FactTimeline.of("EnforcementDocument", document.id, catalogue: FactCatalogue([]), in: transaction))
        }
    }

    private static func detail(_ call: Call) async throws -> Page {
        try await note(try await load(call), call)
        let model = try await model(call)
        let token = call.login?.formToken
        return Page(model.number, model) { $1.document($0, formToken: token) }
    }

    /// Keeps who read it (SEC-05).
    private static func note(_ document: EnforcementDocument, _ call: Call) async throws {
        let (reading, actor, now) = (DocumentReading(of: document), try call.actor(), call.clock.now())
        guard try await !call.read({ try reading.isKept(of: actor.account, at: now, in: $0) }) else { return }
        try await call.database.write { try reading.make(by: actor, at: now, in: $0) }
    }

    private static func pdf(_ call: Call) async throws -> Answer {
        let document = try await load(call)
        try await note(document, call)
        let printed = try await call.platform.service(DocumentPrinting.self).pdf(of: document)
        return .file(FileAnswer(.kept(printed.hash, try call.platform.service()), type: "application/pdf"))
    }

    private static func voidingForm(_ call: Call, _ problems: Problems?) async throws -> Page {
        let model = try await model(call, ownOnly: true)
        var values = call.form
        if values["version"] == nil { values.set("version", "\(model.version)") }
        let (typed, token) = (values, call.login?.formToken)
        return Page("作废文书", model) { model, html in
            html.crumbs([("文书", "/documents"), (model.number, "/documents/" + model.id)], here: "作废")
            html.pageHead("作废文书", note: model.number)
            html.form(
                action: "/documents/\(model.id)/voiding",
                parts: [FormPart(note: "作废后编号保留，不能恢复；需要时重新制作。", fields: voidingFields, columns: 1)], values: typed,
                problems: problems, formToken: token, submit: [SubmitButton("确认作废")], back: ("取消", "/documents/" + model.id))
        }
    }

    private static func void(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, voidingFields)
        try reading.finish()
        let id = try call.id(of: EnforcementDocument.self)
        guard let version = reading.integer("version") else { throw StorageError.overtaken }
        let voiding = DocumentVoiding(of: id, version: version, reason: reading.text("reason"))
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try voiding.make(by: actor, at: now, in: transaction)
            return Done("文书已作废", goTo: "/documents/\(id)", id: id.description)
        }
    }

    private static func ask(_ call: Call) async throws -> Page {
        let typed = call.query["code"] ?? ""
        if let code = CheckCode(typed) { return try await check(call, code) }
        guard typed.isEmpty else { return try await wrong(call, typed, "校验码为16位字母和数字，“\(typed.prefix(40))”不是校验码") }
        return Page("核验文书", CheckQuestion(typed: "", message: nil, telephones: []), layout: .open) { $1.checkQuestion($0) }
    }

    /// A citizen is told what was not found, with the code to correct and whom to ring up.
    private static func wrong(_ call: Call, _ typed: String, _ message: String) async throws -> Page {
        if call.wantsJSON { throw NotFound() }
        let telephones = try await call.read { try Organization.telephones(in: $0) }
        let model = CheckQuestion(
            typed: typed, message: message + "。请对照文书核对后重新输入", telephones: telephones.map { .init(agency: $0.name, number: $0.phone) })
        var page = Page("核验文书", model, layout: .open) { $1.checkQuestion($0) }
        page.status = 404
        return page
    }

    private static func check(_ call: Call) async throws -> Page {
        let typed = Values(urlEncoded: "code=" + (call.parameters["code"] ?? ""))["code"] ?? ""
        guard let code = CheckCode(typed) else { return try await wrong(call, typed, "校验码为16位字母和数字，“\(typed.prefix(40))”不是校验码") }
        return try await check(call, code)
    }

    private static func check(_ call: Call, _ code: CheckCode) async throws -> Page {
        try call.platform.service(OriginThrottle.self).admit(call.origin)
        guard let document = try await call.read({ try EnforcementDocument.find(code, in: $0) }) else {
            return try await wrong(call, "\(code)", "没有校验码为“\(code)”的文书")
        }
        return Page("核验文书", DocumentCheck(document), layout: .open) { $1.documentCheck($0) }
    }
}
