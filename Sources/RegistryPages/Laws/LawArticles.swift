import Authority
import Doors
import Library
import Markup
import Registry
import Storage
import Timekeeping

/// One article is changed, put in, or struck out (LIB-03).
extension LawPages {
    static let articleRoutes: [Route] = [
        .read("/laws/{id}/articles/new", .needs(.manageLaws), "增加条文的表单", as: ItemForm.self, format: .pageOnly) {
            try await newArticlePage($0, nil)
        },
        .act(
            "/laws/{id}/articles", .needs(.manageLaws), "增加条文", version: .checked(Statute.self), form: LawForms.newArticle,
            again: { try await newArticlePage($0, $1) }
        ) { try await addArticle($0) },
        .read("/laws/{id}/articles/{article}/edit", .needs(.manageLaws), "修改条文的表单", as: ItemForm.self, changeable: LawForms.article) {
            try await articlePage($0, nil)
        },
        .act(
            "/laws/{id}/articles/{article}", .needs(.manageLaws), "修改或更正条文", version: .checked(Statute.self), form: LawForms.article,
            again: { try await articlePage($0, $1) }
        ) { try await amend($0) },
        .act("/laws/{id}/articles/{article}/repeal", .needs(.manageLaws), "废止条文", version: .checked(Statute.self), form: repealFields) { try await strike($0) },
    ]

    private static func number(_ call: Call) throws -> ArticleNumber {
        guard let number = ArticleNumber(key: call.parameters["article"] ?? "") else { throw NotFound() }
        return number
    }

    private static func newArticlePage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let statute = try await kept(call)
        var values = call.form
        if problems == nil { values.set("version", "\(statute.version)") }
        let path = "/laws/\(statute.id)"
        let model = ItemForm(
            title: "增加条文", kind: "article", action: path + "/articles", back: path, values: values.listed)
        return model.page(under: [(label: "法律法规", href: "/laws")], LawForms.newArticle, problems, call)
    }

    private static func articlePage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let statute = try await kept(call)
        let number = try number(call)
        let wordings = try await call.read { try StatuteArticle.wordings(of: number, in: statute.id, $0) }
        guard let last = wordings.last else { throw NotFound() }
        let path = "/laws/\(statute.id)"
        let action = "\(path)/articles/\(number.key)"
        let values = problems == nil ? Values([
            "from": last.validFrom.description, "basis": last.basis, "words": last.wording.text, "version": "\(statute.version)",
        ]) : call.form
        let model = ItemForm(
            title: "修改\(statute.record.title)\(number.label)", kind: "article", action: action,
            back: "\(path)#a\(number.key)", values: values.listed)
        let token = call.login?.formToken
        return Page(model.title, model) { model, html in
            html.crumbs([(label: "法律法规", href: "/laws"), (label: statute.record.title, href: path)], here: number.label)
            html.pageHead(model.title)
            html.form(
                action: model.action, parts: [FormPart(fields: LawForms.article)], values: Values(listed: model.values),
                problems: problems, formToken: token, submit: [SubmitButton("保存")], back: (label: "取消", href: model.back))
            html.strikeForm(model.action, version: statute.version, formToken: token)
        }.changeable(LawForms.article, values)
    }

    private static func addArticle(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, LawForms.newArticle)
        try reading.finish()
        guard let number = ArticleNumber(label: reading.text("label")) else {
            throw Problems("label", "条文编号应如“第三十五条”“第三十五条之一”或“4.1.2”")
        }
        return try await amend(call, number, reading)
    }

    private static func amend(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, LawForms.article)
        try reading.finish()
        return try await amend(call, number(call), reading)
    }

    private static func amend(_ call: Call, _ number: ArticleNumber, _ reading: FormReading) async throws -> Answer {
        let id = try call.id(of: Statute.self)
        guard let from = reading.date("from") else { throw Problems("from", "请填写施行日期") }
        let amendment = ArticleAmendment(
            of: id, version: reading.integer("version") ?? 0, number, to: ArticleWording(reading.text("words")), from: from,
            basis: reading.text("basis"))
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try amendment.make(by: actor, at: now, in: transaction)
            return Done("已保存\(number.label)", goTo: Provision(id, number).address(on: from), id: id.description)
        }
    }

    private static func strike(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Statute.self)
        let number = try number(call)
        let reading = FormReading(call.form, repealFields)
        try reading.finish()
        guard let from = reading.date("from") else { throw Problems("from", "请填写" + Statute.Label.repealedOn) }
        let (version, now) = (reading.integer("version") ?? 0, call.clock.now())
        return try await call.act { transaction, actor in
            try ArticleRepeal(of: id, version: version, number, from: from).make(by: actor, at: now, in: transaction)
            return Done("已废止\(number.label)", goTo: "/laws/\(id)", id: id.description)
        }
    }
}

extension HTML {
    fileprivate mutating func strikeForm(_ action: String, version: Int, formToken: String?) {
        form(.class("card"), .method("post"), .action(action + "/repeal")) { html in
            html.formToken(formToken)
            html.input(.type("hidden"), .name("version"), .value("\(version)"))
            html.div(.class("form-part")) { html in
                html.h2(text: "废止本条")
                html.div(.class("fields")) { html in
                    html.div(.class("field")) { html in
                        html.label(.for("strike-from"), text: Statute.Label.repealedOn)
                        html.input(.id("strike-from"), .type("date"), .name("from"))
                    }
                }
            }
            html.div(.class("form-actions")) { $0.button(.class("button danger"), text: "废止本条") }
        }
    }
}
