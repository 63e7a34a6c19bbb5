import Authority
import Doors
import Library
import Markup
import Storage
import Timekeeping

/// 法律规则 (BEY-20): every number of the law that the platform works with, with where it stands and since when.
package enum LegalRulePages {
    static let routes: [Route] = [
        .read("/legal-rules", .signedIn, "法律规则列表，按日期", query: filters, as: ListModel<LegalRuleRow>.self) { try await list($0) },
    ] + Route.form(
        "/legal-rules/{id}", sentTo: "/legal-rules/{id}/succession", .needs(.manageLaws), looking: .signedIn, "以新的一行修改法律规则", of: "法律规则及其各施行期间",
        version: .notNeeded("一行规则只能接续一次，已被接续的由规则拒绝"), fields: fields, draw: { try await detail($0) }
    ) { try await succeed($0) }

    package static let filters = [
        Field("q", "关键字", placeholder: "限制内容、法律名称或数值"),
        Field("on", "适用于", .date),
    ]

    package static let fields = [
        Field("from", "起始日期", .date, required: true),
        Field("basis", "修改依据", required: true),
        Field("statute", "法律名称", required: true),
        Field("article", "条号", .text(maxLength: 20), required: true, placeholder: "如 第五十一条"),
        Field("paragraph", "款", .integer(1...50)),
        Field("verification", "核对情况", .choice(LegalVerification.options), required: true),
        Field("limits", "限制内容", .multiline(maxLength: 500), required: true),
        Field("numbers", "数值", .multiline(maxLength: 500), hint: "每行一个，如 公民=200元"),
    ]

    private static func list(_ call: Call) async throws -> Page {
        let (today, page) = (LawPages.day(call), call.listPage)
        let words = FormReading(call.query, filters).optional("q")
        let listed = try await call.read { try LegalRule.list(words: words, on: today, page: page, in: $0) }
        var screen = ListScreen<LegalRuleRow>("法律规则", path: "/legal-rules", columns: [
            Column("限制内容", .fill) { .link($0.limits, href: "/legal-rules/" + $0.id, note: $0.citation) },
            Column("数值", .wide) { .words($0.numbers) },
            Column("适用期间", .wide) { .text($0.period) },
            Column("核对情况", .small) { .tag($0.verification, $0.tone) },
        ])
        screen.tabs = LawPages.tabs("rules of law")
        screen.filters = filters
        screen.summary = "平台依据的法定期限、数额和条件。修改时增加新的一行，原有规则继续适用于以前的事实。"
        screen.rowActions = { [Action("查看", "/legal-rules/" + $0.id)] }
        return screen.page(call, listed.map(LegalRuleRow.init))
    }

    private static func detail(_ call: Call) async throws -> FormPage<LegalRuleDetail> {
        let actor = try call.actor()
        let id = try call.id(of: LegalRule.self)
        let today = call.clock.today()
        let (model, rule) = try await call.read { transaction in
            guard let rule = try LegalRule.find(id, in: transaction) else { throw NotFound() }
            let periods = try LegalRule.periods(of: rule.code, in: transaction)
            let mayKeep = try actor.may(.manageLaws) && rule.validUntil == nil && Statute.isHighest(actor.organization, in: transaction)
            var library = LawLibrary(scope: actor.scope, in: transaction)
            let cited = try library.linked([Citation(rule.record.citation)], on: max(today, rule.validFrom))[0]
            return (LegalRuleDetail(rule, periods, cited, on: max(today, rule.validFrom), mayKeep: mayKeep), rule)
        }
        let part = FormPart("修改规则", note: "增加新的一行，自起始日期起适用；原有规则继续适用于以前的事实。", fields: fields)
        return FormPage(
            model.limits, model, crumbs: [("法律规则", "/legal-rules")], here: model.code, parts: model.mayKeep ? [part] : [],
            values: values(rule), submit: [SubmitButton("增加新的规则")]
        ) { html, _ in html.legalRule(model) }
    }

    private static func values(_ rule: LegalRule) -> Values {
        Values([
            "statute": rule.record.statute, "article": rule.record.article.label,
            "paragraph": rule.record.paragraph.map(String.init) ?? "", "limits": rule.record.limits,
            "verification": rule.record.verification.rawValue,
            "numbers": rule.record.numbers.map(\.text).joined(separator: "\n"),
        ])
    }

    private static func succeed(_ call: Call) async throws -> Answer {
        var reading = FormReading(call.form, fields)
        let article = ArticleNumber(label: reading.text("article"))
        if article == nil, reading.problems["article"] == nil { reading.refuse("article", "条号应如“第五十一条”") }
        let lines = reading.text("numbers").split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        let numbers = lines.map { LegalNumber($0) }
        if numbers.contains(nil) { reading.refuse("numbers", "数值应如“公民=200元”，每行一个") }
        try reading.finish()
        guard let article, let from = reading.date("from") else { throw Problems("from", "请填写起始日期") }
        let succession = LegalRuleSuccession(
            of: try call.id(of: LegalRule.self),
            with: LegalRuleRecord(
                statute: reading.text("statute"), article: article, paragraph: reading.integer("paragraph"),
                limits: reading.text("limits"), numbers: numbers.compactMap { $0 },
                verification: reading.choice("verification") ?? .general),
            from: from, basis: reading.text("basis"))
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let id = try succession.make(by: actor, at: now, in: transaction)
            return Done("已增加新的规则", goTo: "/legal-rules/\(id)", id: id.description)
        }
    }
}

package struct LegalRuleRow: Codable, Sendable {
    package let id: String
    package let limits: String
    package let citation: String
    package let numbers: String
    package let period: String
    package let verification: String
    package let tone: Tone

    package init(_ rule: LegalRule) {
        id = rule.id.description
        limits = rule.record.limits
        citation = rule.record.citation
        numbers = rule.record.numbersText
        period = "自\(rule.validFrom)起" + (rule.validUntil.map { "，至\($0.advanced(days: -1))止" } ?? "")
        verification = rule.record.verification.label
        tone = switch rule.record.verification {
        case .checked: .ok
        case .quoted: .info
        case .general: .warn
        }
    }
}

struct LegalRuleDetail: Codable, Sendable {
    let id: String
    let code: String
    let limits: String
    let citation: ItemDetail.Link?
    let fields: [ItemDetail.Field]
    let periods: [LegalRuleRow]
    let mayKeep: Bool

    init(_ rule: LegalRule, _ periods: [LegalRule], _ cited: Citation, on date: CalendarDate, mayKeep: Bool) {
        let row = LegalRuleRow(rule)
        id = row.id
        code = rule.code
        limits = row.limits
        citation = cited.provision.map { .init(label: cited.text, href: $0.address(on: date)) }
        fields = [
            .init(label: "规则代码", value: rule.code), .init(label: "适用期间", value: row.period),
            .init(label: "核对情况", value: row.verification), .init(label: "数值", value: row.numbers),
            .init(label: "条文", value: row.citation), .init(label: "来源", value: rule.basis),
        ]
        self.periods = periods.map(LegalRuleRow.init)
        self.mayKeep = mayKeep
    }
}

extension HTML {
    fileprivate mutating func legalRule(_ rule: LegalRuleDetail) {
        card("规则") { $0.record(rule.fields.map { (label: $0.label, value: $0.value) }) }
        if let citation = rule.citation {
            card("条文") { html in html.div(.class("card-body")) { $0.a(.href(citation.href), text: citation.label) } }
        }
        if rule.periods.count > 1 {
            card("各适用期间") { html in
                html.ul(.class("card-body news")) { html in
                    for period in rule.periods {
                        html.li { $0.a(.href("/legal-rules/" + period.id), text: period.period + "：" + period.numbers) }
                    }
                }
            }
        }
    }
}
