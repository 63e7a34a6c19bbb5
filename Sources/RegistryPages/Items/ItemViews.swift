import Doors
import Markup

extension HTML {
    package mutating func item(_ item: ItemDetail, formToken: String?) {
        crumbs([(label: item.kind, href: "/items")], here: item.name)
        pageHead(
            item.name, tag: (label: item.status, tone: item.isEnabled ? .ok : .mute), actions: item.actions,
            formToken: formToken)
        if let hint = item.hint { notice(.warn, hint) }
        card("基本信息") { $0.record(item.fields.map { (label: $0.label, value: $0.value) }) }
        card("监管依据") { html in html.div(.class("card-body")) { $0.citations(item.bases) } }
        if !item.parts.isEmpty { card("对应监管事项") { $0.links(item.parts) } }
        if !item.forms.isEmpty { card("检查表单") { $0.links(item.forms) } }
        if item.acts.contains(.disable) || item.acts.contains(.enable) { statusForm(item, formToken: formToken) }
    }

    private mutating func links(_ links: [ItemDetail.Link]) {
        ul(.class("card-body news")) { html in
            for link in links { html.li { $0.a(.href(link.href), text: link.label) } }
        }
    }

    private mutating func statusForm(_ item: ItemDetail, formToken: String?) {
        let act = item.isEnabled ? "disabling" : "enabling"
        form(.class("card"), .method("post"), .action("/items/\(item.id)/\(act)")) { html in
            html.formToken(formToken)
            html.input(.type("hidden"), .name("version"), .value("\(item.version)"))
            html.div(.class("form-part")) { html in
                html.h2(text: item.isEnabled ? "禁用事项" : "启用事项")
                html.p(.class("hint"), text: item.isEnabled ? "禁用后不能再加入计划和任务，已加入的不受影响" : "启用后可以加入计划和任务")
            }
            html.div(.class("form-actions")) { html in
                html.button(.classes(item.isEnabled ? "button danger" : "button"), text: item.isEnabled ? "禁用" : "启用")
            }
        }
    }

}

extension ItemForm {
    /// The form on a page of its own, under the list that it belongs to.
    func page(under crumbs: [(label: String, href: String)], _ fields: [Field], _ problems: Problems?, _ call: Call) -> Page {
        let token = call.login?.formToken
        return Page(title, self) { model, html in
            html.crumbs(crumbs, here: model.title)
            html.pageHead(model.title)
            html.form(
                action: model.action, parts: [FormPart(fields: fields)], values: Values(listed: model.values), problems: problems,
                formToken: token, submit: [SubmitButton("保存")], back: (label: "取消", href: model.back))
        }
    }
}

extension ItemDetail {
    fileprivate var actions: [Action] {
        var actions: [Action] = []
        if acts.contains(.change) { actions.append(Action("修改", "/items/\(id)/edit", icon: "pencil")) }
        if let newForm { actions.append(Action("新建检查表单", newForm, icon: "plus-lg")) }
        if acts.contains(.giveBack) { actions.append(Action("取消认领", "/items/\(id)/return", .danger, version: version)) }
        if acts.contains(.claim) { actions.append(Action("认领", "/items/\(id)/claim", .post, version: version)) }
        actions.append(Action.versions(of: "/items/\(id)"))
        return actions
    }
}
