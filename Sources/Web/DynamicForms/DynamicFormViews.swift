import Doors
import Library
import Markup
import Registry
import RegistryPages
import TaskingPages

extension HTML {
    /// 定制表单: a check item that is not ticked is left out (删除), ticked again it comes back (选择检查项).
    mutating func dynamicForm(
        _ model: DynamicFormModel, _ templates: [ResultTemplate], _ problems: Problems?, formToken: String?
    ) {
        let (path, values) = ("/tasks/" + model.task, Values(listed: model.values))
        crumbs([(label: "检查任务", href: "/tasks"), (label: model.taskName, href: path)], here: "定制表单")
        pageHead("定制表单", note: model.taskName)
        form(
            action: path + "/dynamic-form",
            parts: [
                FormPart("检查项", note: "不选的检查项不检查；每个监管事项下至少保留一个检查项。", fields: []) { html in
                    for matter in model.matters { html.checkItems(of: matter) }
                },
                FormPart("检查结论", fields: DynamicFormPages.fields(templates)),
                FormPart(CheckForm.Label.fields, note: CustomFieldRows.note, fields: []) { $0.customFields(values, problems) },
            ], values: values, problems: problems, formToken: formToken,
            submit: [SubmitButton(model.isMade ? "确认修改" : "确认")], back: (label: "取消", href: path), version: model.version)
    }

    private mutating func checkItems(of matter: DynamicFormModel.Matter) {
        fieldset(.class("field full check-items")) { html in
            html.legend(text: matter.code + " " + matter.name)
            if matter.lines.isEmpty { html.p(.class("error"), text: "该事项的检查表单没有检查项，请先配置检查表单") }
            for line in matter.lines {
                html.div(.class("check-item")) { html in
                    html.label { html in
                        html.input(.type("checkbox"), .name("keep"), .value(line.value), .flag("checked", line.isKept))
                        html.text(line.checkItem)
                    }
                    html.details { html in
                        html.summary(text: "检查内容\(line.points.count)项")
                        html.ol { html in for point in line.points { html.li(text: point) } }
                    }
                }
            }
        }
    }
}
