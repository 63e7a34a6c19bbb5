import Doors
import Library
import Markup
import Registry

/// The editor of a check form: rows that are moved, copied, added and taken away by buttons, by app/rows.js on the spot,
/// without scripts by the server (`CheckFormRowAct`).
extension HTML {
    mutating func checkFormForm(
        _ model: ItemForm, _ templates: [ResultTemplate], higher: [ItemDetail.Link], _ problems: Problems?, formToken: String?
    ) {
        let values = Values(listed: model.values)
        crumbs([(label: "检查表单", href: "/forms")], here: model.title)
        pageHead(model.title)
        if !higher.isEmpty {
            notice(.warn, CheckFormRefused.higherFormThere.message) { html in
                html.ul { html in for form in higher { html.li { $0.a(.href(form.href), text: form.label) } } }
            }
        }
        let extra = (higher.isEmpty ? [] : [CheckFormForms.besideHigher])
            + (values["version"] == nil ? [] : [Field("version", "版本", .hidden)])
        form(
            action: model.action,
            parts: [
                FormPart("基本信息", fields: CheckFormForms.head(templates) + extra),
                FormPart("检查内容", note: "没有填写检查内容的行不保存。", fields: []) { $0.rows(at: model.action, values, problems) },
                FormPart(CheckForm.Label.fields, note: CustomFieldRows.note, fields: []) { $0.customFields(values, problems) },
            ], values: values, problems: problems, formToken: formToken,
            submit: [SubmitButton("保存"), SubmitButton("保存并预览", name: "next", value: "preview")],
            back: (label: "取消", href: model.back))
    }

    private mutating func rows(at action: String, _ values: Values, _ problems: Problems?) {
        let layout = CheckFormForms.layout(of: values) ?? CheckFormLayout(CheckFormContent())
        div(.class("rows"), .attribute("data-rows", "")) { html in
            // what Enter presses: the first button of a form
            html.button(.class("sr"), .attribute("tabindex", "-1"), .attribute("aria-hidden", "true"), text: "保存")
            html.element("textarea", [.name("layout"), .flag("hidden"), .attribute("data-layout", ""), .label("检查内容的顺序")]) {
                $0.text(layout.text)
            }
            html.div(.class("row-items"), .attribute("data-items", "")) { html in
                var number = 0
                for item in layout.items {
                    html.item(item, at: action, after: number, values, problems)
                    number += item.points.count
                }
            }
            html.div(.class("row-foot")) { html in
                html.button(.class("button"), .name("row"), .value("add-item"), .attribute("data-do", "add-item"), text: "新增检查项")
                html.label(.class("matter-pick"), .flag("hidden"), .attribute("data-foot", "")) { html in
                    html.text("从检查事项清单添加")
                    html.input(
                        .attribute("data-options-url", "/options/check-matters"), .attribute("data-matter", ""),
                        .attribute("data-no-draft", ""), .attribute("autocomplete", "off"), .placeholder("输入关键字查找"))
                    html.input(.type("hidden"), .attribute("data-value", ""), .attribute("data-no-draft", ""))
                }
            }
            html.element("template", [.attribute("data-item-template", "")]) {
                $0.item(.init(key: "KEY", points: []), at: action, after: 0, Values(), nil)
            }
            html.element("template", [.attribute("data-point-template", "")]) { $0.point("KEY", at: action, 0, Values(), nil) }
        }
    }

    private mutating func item(_ item: CheckFormLayout.Item, at action: String, after number: Int, _ values: Values, _ problems: Problems?) {
        let name = CheckFormForms.itemField(item.key)
        section(.class("row-item"), .id("row-" + item.key), .attribute("data-item", item.key)) { html in
            html.div(.class("row-head")) { html in
                html.field(name, values: values, problem: problems?[name.name])
                html.tools("检查项", item.key, at: action, "add-point", "新增检查内容")
            }
            html.div(.class("row-points"), .attribute("data-points", "")) { html in
                for (index, key) in item.points.enumerated() { html.point(key, at: action, number + index + 1, values, problems) }
            }
        }
    }

    private mutating func point(_ key: String, at action: String, _ number: Int, _ values: Values, _ problems: Problems?) {
        let fields = CheckFormForms.pointFields(key)
        fieldset(.class("row-point"), .id("row-" + key), .attribute("data-point", key)) { html in
            html.legend { html in
                html.text("第")
                html.span(.attribute("data-number", ""), text: number > 0 ? "\(number)" : "")
                html.text("项")
            }
            html.div(.class("fields")) { html in
                html.field(fields[0], values: values, problem: problems?[fields[0].name])
            }
            let isOpen = fields.dropFirst().contains { problems?[$0.name] != nil }
            html.details(.flag("open", isOpen)) { html in
                html.summary(text: "检查详情、依据、设备和常用语")
                html.div(.class("fields")) { html in
                    for field in fields.dropFirst() { html.field(field, values: values, problem: problems?[field.name]) }
                }
            }
            html.tools("检查内容", key, at: action, "add-below", "下方新增")
        }
    }

    private mutating func tools(_ what: String, _ key: String, at action: String, _ add: String, _ label: String) {
        div(.class("row-tools"), .attribute("role", "group"), .label(what + "操作")) { html in
            for (act, text) in [("up", "上移"), ("down", "下移"), ("copy", "复制"), (add, label), ("remove", "删除")] {
                html.button(
                    .class("button text"), .name("row"), .value("\(act):\(key)"), .attribute("formaction", "\(action)#row-\(key)"),
                    .attribute("data-do", act), text: text)
            }
        }
    }
}
