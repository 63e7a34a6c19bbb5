import Authority
import Doors
import Paperwork
import Storage
import Timekeeping

/// 执法管理 → 配置管理 → 文书编号规则 (DOC-04).
package enum NumberRulePages {
    static let menu = [
        MenuEntry(.libraries, "文书编号规则", "/document-number-rules", icon: "hash", .needs(.manageDocumentRules))
    ]

    static let routes: [Route] = [
        .read("/document-number-rules", .needs(.manageDocumentRules), "文书编号规则列表", as: ListModel<NumberRuleRow>.self) {
            try await list($0)
        },
        .read("/document-number-rules/new", .needs(.manageDocumentRules), "新增规则的表单", as: NumberRuleRow.self, format: .pageOnly) {
            form($0, nil)
        },
        .act(
            "/document-number-rules", .needs(.manageDocumentRules), "新增文书编号规则", version: .notNeeded("新建一条记录，不改变已有的"), form: fields,
            again: { form($0, $1) }
        ) { try await set($0, .new) },
        .read("/document-number-rules/{id}", .needs(.manageDocumentRules), "修改规则的表单", as: NumberRuleRow.self, changeable: fields) {
            try await changeForm($0, nil)
        },
        .act(
            "/document-number-rules/{id}", .needs(.manageDocumentRules), "修改文书编号规则", version: .checked(DocumentNumberRule.self), form: fields,
            again: { try await changeForm($0, $1) }
        ) { try await change($0) },
    ]

    private static let fields = [
        Field("version", "版本", .hidden),
        Field("kind", "文书种类", .choice(DocumentKind.options), required: true),
        Field("region", "省简称", .text(maxLength: 10), hint: "如“甘”，印在编号最前面的括号里；可不填"),
        Field("agency", "机关代字", .text(maxLength: 10), required: true, hint: "如“应急”"),
        Field("word", "文书代字", .text(maxLength: 10), required: true, hint: "如“检查”；代字相同的文书共用一个流水号"),
        Field("digits", "流水号位数", .integer(DocumentNumberRecord.digitRange), required: true),
    ]

    private static func list(_ call: Call) async throws -> Page {
        let scope = try call.actor().scope
        let (page, year) = (call.listPage, call.clock.today().year)
        let listed = try await call.read { try DocumentNumberRule.list(scope: scope, page: page, in: $0) }
        var screen = ListScreen<NumberRuleRow>("文书编号规则", path: "/document-number-rules", columns: [
            Column("文书种类", .fill) { .link($0.kindLabel, href: "/document-number-rules/" + $0.id) },
            Column("编号样式", .fill) { .text($0.sample) },
            Column("机构", .wide) { .text($0.organization) },
            Column("流水号位数", .small) { .number($0.digits) },
        ])
        screen.actions = [Action("新增规则", "/document-number-rules/new", .primary, icon: "plus-lg")]
        screen.rowActions = { [Action("修改", "/document-number-rules/" + $0.id)] }
        screen.emptyText = "尚未配置文书编号规则；没有规则的文书不能确认"
        return screen.page(call, listed.map { NumberRuleRow($0, year: year) })
    }

    private static func form(_ call: Call, _ problems: Problems?) -> Page {
        var values = call.form
        if values.isEmpty {
            values.set("kind", DocumentKind.inspectionRecord.rawValue)
            values.set("word", DocumentKind.inspectionRecord.usualWord)
            values.set("digits", "4")
        }
        return page(call, "新增文书编号规则", NumberRuleRow.empty, "/document-number-rules", values, problems)
    }

    private static func changeForm(_ call: Call, _ problems: Problems?) async throws -> Page {
        let scope = try call.actor().scope
        let id = try call.id(of: DocumentNumberRule.self)
        let rule = try await call.read { try DocumentNumberRule.load(id, scope: scope, in: $0) }
        let row = NumberRuleRow(rule, year: call.clock.today().year)
        return page(
            call, "修改文书编号规则", row, "/document-number-rules/" + row.id, call.form.isEmpty ? row.values : call.form, problems)
    }

    private static func page(
        _ call: Call, _ title: String, _ row: NumberRuleRow, _ action: String, _ values: Values, _ problems: Problems?
    ) -> Page {
        let token = call.login?.formToken
        return Page(title, row) { row, html in
            html.crumbs([("文书编号规则", "/document-number-rules")], here: title)
            html.pageHead(title, note: row.sample.isEmpty ? nil : "现样式：" + row.sample)
            html.form(
                action: action, parts: [FormPart(note: "样式：（省简称）机关代字文书代字〔年〕流水号，如“（甘）应急检查〔2026〕0005号”", fields: fields)], values: values,
                problems: problems, formToken: token, submit: [SubmitButton("保存")], back: ("取消", "/document-number-rules"))
        }.changeable(fields, values)
    }

    private static func change(_ call: Call) async throws -> Answer {
        guard let version = call.form["version"].flatMap({ Int($0) }) else { throw StorageError.overtaken }
        return try await set(call, .change(try call.id(of: DocumentNumberRule.self), version: version))
    }

    private static func set(_ call: Call, _ target: NumberRuleSetting.Target) async throws -> Answer {
        let reading = FormReading(call.form, fields)
        try reading.finish()
        guard let kind = reading.choice("kind", as: DocumentKind.self) else { throw Problems("kind", "请填写文书种类") }
        let setting = NumberRuleSetting(target, DocumentNumberRecord(
            kind: kind, regionWord: reading.text("region"), agencyWord: reading.text("agency"),
            documentWord: reading.text("word"), digits: reading.integer("digits") ?? 4))
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let id = try setting.make(by: actor, at: now, in: transaction)
            return Done("文书编号规则已保存", goTo: "/document-number-rules", id: id.description)
        }
    }
}

/// A rule as the pages show it.
package struct NumberRuleRow: Codable, Sendable {
    package let id: String
    package let version: Int
    package let kind: String
    let kindLabel: String
    package let organization: String
    package let region: String
    package let agency: String
    package let word: String
    package let digits: Int
    /// What the next number of the year would look like.
    let sample: String

    package static let empty = NumberRuleRow()

    private init() {
        (id, kind, kindLabel, organization, region, agency, word, sample) = ("", "", "", "", "", "", "", "")
        (version, digits) = (0, 0)
    }

    package init(_ rule: DocumentNumberRule, year: Int) {
        id = rule.id.description
        version = rule.version
        kind = rule.record.kind.rawValue
        kindLabel = rule.record.kind.label
        organization = rule.organizationName
        region = rule.record.regionWord
        agency = rule.record.agencyWord
        word = rule.record.documentWord
        digits = rule.record.digits
        sample = rule.number(year: year, sequence: 1)
    }

    package var values: Values {
        Values([
            "version": "\(version)", "kind": kind, "region": region, "agency": agency, "word": word,
            "digits": "\(digits)",
        ])
    }
}
