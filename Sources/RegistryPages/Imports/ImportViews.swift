import Doors
import Markup

extension HTML {
    mutating func importForm(_ model: ImportFormModel, problems: Problems?, formToken: String?) {
        crumbs([ImportPages.library(model.kind, model.label)], here: "导入" + model.label)
        pageHead("导入" + model.label, actions: [
            Action("下载模板", "/imports/\(model.kind)/template.xlsx", icon: "download"),
            Action("CSV 模板", "/imports/\(model.kind)/template.csv"),
        ])
        form(
            action: "/imports/" + model.kind,
            parts: [FormPart(
                "上传文件", note: "先整体核对：列出将新增、更新、不变的行数，更新前后的内容和每一处错误；按“确认导入”后才写入，错误的行不会写入。",
                fields: ImportPages.fields, columns: 1)],
            values: Values(), problems: problems, formToken: formToken, submit: [SubmitButton("上传并核对")])
        card("填写说明") { html in
            if !model.instructions.isEmpty {
                html.div(.class("card-body")) { html in
                    html.ul { html in for line in model.instructions { html.li(text: line) } }
                }
            }
            html.div(.class("scroll")) { html in
                html.table(.class("table stack")) { html in
                    html.thead { html in
                        html.tr { html in for title in ["列", "必填", "说明"] { html.th(text: title) } }
                    }
                    html.tbody { html in
                        for column in model.columns {
                            html.tr { html in
                                html.cell(.text(column.heading), label: "列", isTitle: true)
                                html.cell(.text(column.isRequired ? "是" : "否"), label: "必填")
                                html.cell(.words(column.note.isEmpty ? "—" : column.note), label: "说明")
                            }
                        }
                    }
                }
            }
        }
    }
}
