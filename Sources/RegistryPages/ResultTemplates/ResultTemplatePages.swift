import Authority
import Doors
import Importing
import Library
import Markup
import Registry
import Storage
import Timekeeping

/// 检查结果模板 (ITEM-22): the delivered ones, read only, and those of agencies, made from them by copying.
package enum ResultTemplatePages {
    static let routes: [Route] = [
        .read("/result-templates", .needs(.readItems), "检查结果模板列表", as: ListModel<ResultTemplateRow>.self) { try await list($0) },
        .read(
            "/result-templates/new", .needs(.manageForms), "新建检查结果模板的表单", query: [Field("from", "复制自")], as: ItemForm.self,
            format: .pageOnly
        ) { try await newPage($0, nil) },
        .act(
            "/result-templates", .needs(.manageForms), "新建检查结果模板", version: .notNeeded("新建一条记录，不改变已有的"), form: ResultTemplateForms.fields,
            again: { try await newPage($0, $1) }
        ) { try await create($0) },
        .read("/result-templates/{key}", .needs(.readItems), "检查结果模板详情和手机预览", as: ResultTemplateDetail.self, changeable: changed) { try await detail($0) },
        .read("/result-templates/{key}/edit", .needs(.manageForms), "修改检查结果模板的表单", as: ItemForm.self, format: .pageOnly) {
            try await editPage($0, nil)
        },
        .act(
            "/result-templates/{key}", .needs(.manageForms), "修改检查结果模板", version: .byNoun("本机构的模板，以名称为键"), form: changed,
            again: { try await editPage($0, $1) }
        ) { try await change($0) },
        .act("/result-templates/{key}/disabling", .needs(.manageForms), "停用检查结果模板", version: .byNoun("本机构的模板，以名称为键"), form: ItemPages.versionField) {
            try await set(.disabled, $0)
        },
        .act("/result-templates/{key}/enabling", .needs(.manageForms), "启用检查结果模板", version: .byNoun("本机构的模板，以名称为键"), form: ItemPages.versionField) {
            try await set(.enabled, $0)
        },
    ]

    private static let changed = ResultTemplateForms.fields + ItemPages.versionField

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let own = try await call.read { try OwnResultTemplate.all(for: actor, in: $0) }
        let rows = ResultTemplate.delivered.map { ResultTemplateRow($0) } + own.map { ResultTemplateRow($0, actor) }
        var screen = ListScreen<ResultTemplateRow>("检查结果模板", path: "/result-templates", columns: [
            Column(ResultTemplate.Label.name, .wide) { .link($0.name, href: "/result-templates/" + $0.key) },
            Column(ResultTemplate.Label.conclusions, .fill) { .words($0.conclusions) },
            Column(ResultTemplate.Label.signers, .small) { .text($0.signers) },
            Column(ResultTemplate.Label.origin) { .text($0.origin) },
            Column(ResultTemplate.Label.status, .small) { .tag($0.status, $0.isInUse ? .ok : .mute) },
        ])
        screen.actions = [Action("新建模板", "/result-templates/new", .primary, icon: "plus-lg", needs: .manageForms)]
        screen.rowActions = { row in
            [Action("查看", "/result-templates/" + row.key), Action("复制", "/result-templates/new?from=" + row.key, needs: .manageForms)]
                + (row.acts.contains(.change) ? [Action("修改", "/result-templates/\(row.key)/edit")] : [])
        }
        return screen.page(call, Listed(whole: rows))
    }

    private static func loaded(_ call: Call) async throws -> (ResultTemplate, OwnResultTemplate?) {
        let (actor, key) = (try call.actor(), call.parameters["key"] ?? "")
        if let template = ResultTemplate.delivered.first(where: { $0.key == key }) { return (template, nil) }
        guard let id = OwnResultTemplate.ID(key) else { throw NotFound() }
        let own = try await call.read { try OwnResultTemplate.load(id, for: actor, in: $0) }
        return (own.template, own)
    }

    /// One's own, to be changed; delivered ones are copied.
    private static func kept(_ call: Call) async throws -> OwnResultTemplate {
        guard let own = try await loaded(call).1 else { throw ResultTemplateRefused.delivered }
        try own.permitKeeping(by: try call.actor())
        return own
    }

    private static func detail(_ call: Call) async throws -> Page {
        let (template, own) = try await loaded(call)
        let model = ResultTemplateDetail(template, own, try call.actor())
        let token = call.login?.formToken
        var values = ResultTemplateForms.values(template)
        values.set("version", "\(model.version)")
        return Page(model.name, model) { $1.resultTemplate($0, formToken: token) }.changeable(changed, values)
    }

    private static func newPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        var values = call.form
        if problems == nil {
            let (actor, key) = (try call.actor(), call.query["from"] ?? ResultTemplate.general.key)
            var template = try await call.read { try ResultTemplate.chosen(key, for: actor, in: $0) }
            template.name += "（\(actor.organizationName)）"
            values = ResultTemplateForms.values(template)
        }
        let model = ItemForm(
            title: "新建检查结果模板", kind: "template", action: "/result-templates", back: "/result-templates", values: values.listed)
        return model.page(under: [(label: "检查表单", href: "/forms"), (label: "检查结果模板", href: "/result-templates")], ResultTemplateForms.fields, problems, call)
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let own = try await kept(call)
        var values = problems == nil ? ResultTemplateForms.values(own.template) : call.form
        if problems == nil { values.set("version", "\(own.version)") }
        let path = "/result-templates/\(own.id)"
        let model = ItemForm(title: "修改检查结果模板", kind: "template", action: path, back: path, values: values.listed)
        return model.page(under: [(label: "检查表单", href: "/forms"), (label: "检查结果模板", href: "/result-templates")], changed, problems, call)
    }

    private static func create(_ call: Call) async throws -> Answer {
        let template = try ResultTemplateForms.template(call.form)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let id = try ResultTemplateCreation(template).make(by: actor, at: now, in: transaction)
            return Done("已新建检查结果模板", goTo: "/result-templates/\(id)", id: id.description)
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let own = try await kept(call)
        let template = try ResultTemplateForms.template(call.form)
        let (version, now) = (call.seenVersion, call.clock.now())
        return try await call.act { transaction, actor in
            try ResultTemplateChange(of: own.id, version: version, to: template).make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: "/result-templates/\(own.id)", id: own.id.description)
        }
    }

    private static func set(_ status: CheckFormStatus, _ call: Call) async throws -> Answer {
        let own = try await kept(call)
        return try await call.set(status, of: own.id, done: status == .disabled ? "已停用" : "已启用", goTo: "/result-templates/\(own.id)")
    }
}
