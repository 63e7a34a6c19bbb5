import Doors
import Markup

extension HTML {
    mutating func subjectAnnotation(
        _ model: SubjectAnnotationModel, fields: [Field], values: Values, _ refused: RefusedForm?, formToken: String?
    ) {
        let linking = refused?.at("/subjects/\(model.id)/links")
        crumbs([("监管对象", "/subjects"), (model.name, "/subjects/" + model.id)], here: "标注")
        pageHead("标注", note: model.name)
        form(
            action: "/subjects/\(model.id)/annotation", parts: [FormPart(note: "标注的事项和行业标签只属于本机构", fields: fields)],
            values: values, problems: linking == nil ? refused?.problems : nil, formToken: formToken, submit: [SubmitButton("保存")],
            back: ("返回", "/subjects/" + model.id))
        card("关联对象") { html in
            html.table("关联对象", [
                Column("名称", .fill) { .link($0.name, href: "/subjects/" + $0.other) }, Column("对象类型", .small) { .text($0.type) },
                Column("关系", .small) { .text($0.relation) },
            ], rows: model.links, empty: "没有关联对象")
            for link in model.links {
                html.form(.class("card-body"), .method("post"), .action("/subject-links/\(link.id)/removal")) { html in
                    html.formToken(formToken)
                    html.button(.class("button"), text: "取消与“\(link.name)”的关联")
                }
            }
        }
        form(
            action: "/subjects/\(model.id)/links", parts: [FormPart("添加关联", fields: SubjectPages.linkFields)],
            values: linking?.typed ?? Values(), problems: linking?.problems, formToken: formToken, submit: [SubmitButton("关联")])
    }

    mutating func bulkAnnotation(
        _ model: BulkAnnotationModel, fields: [Field], values: Values, problems: Problems?, formToken: String?
    ) {
        crumbs([("监管对象", model.back)], here: "批量标注")
        pageHead("批量标注", note: model.subjectClass)
        let chosen = Set(values.all("subject"))
        form(
            action: model.action,
            parts: [
                FormPart("标注内容", fields: fields),
                FormPart(
                    "对象", note: "筛选结果共\(model.total)条，列出前\(model.rows.count)条；要标注全部，请将对象范围选为“全部筛选结果”", fields: [],
                    extra: { html in
                        html.div(.class("choices"), .attribute("data-ticks", "")) { html in
                            for row in model.rows {
                                html.label { html in
                                    html.input(
                                        .type("checkbox"), .name("subject"), .value(row.id), .flag("checked", chosen.contains(row.id)))
                                    html.text(row.name)
                                }
                            }
                        }
                    }),
            ], values: values, problems: problems, formToken: formToken, submit: [SubmitButton("确定")], back: ("返回", model.back))
    }

    mutating func bulkReport(_ model: BulkReportModel) {
        crumbs([("监管对象", model.back)], here: "批量标注结果")
        pageHead("批量标注结果", actions: [Action("返回", model.back)])
        notice(model.isGood ? .ok : .warn, model.message)
        if !model.failures.isEmpty {
            card("失败的对象") { html in
                html.table("失败的对象", [Column("名称", .wide) { .words($0.name) }, Column("原因", .fill) { .words($0.reason) }],
                    rows: model.failures, empty: "")
            }
        }
    }

    mutating func areas(_ model: AreaListModel, _ refused: RefusedForm?, formToken: String?) {
        crumbs([("监管对象", "/subjects")], here: "片区/商圈")
        pageHead("片区/商圈", note: model.agency)
        let adding = refused?.at("/areas")
        form(
            action: "/areas", parts: [FormPart("添加", fields: AreaPages.addFields, columns: 1)],
            values: adding?.typed ?? Values(), problems: adding?.problems, formToken: formToken, submit: [SubmitButton("添加")])
        for area in model.areas {
            let changing = refused?.at("/areas/" + area.id)
            details(.class("fold"), .flag("open", changing != nil)) { html in
                html.summary { html in
                    html.b(text: area.name)
                    html.tag(area.isEnabled ? "启用" : "停用", area.isEnabled ? .ok : .mute)
                }
                html.form(
                    action: "/areas/" + area.id, parts: [FormPart(fields: AreaPages.changeFields)],
                    values: changing?.typed ?? Values(["name": area.name, "enabled": area.isEnabled ? "1" : "", "version": "\(area.version)"]),
                    problems: changing?.problems, formToken: formToken, submit: [SubmitButton("保存")])
                html.div(.class("card-body links")) { $0.action(Action("范围和责任人员", "/areas/" + area.id, icon: "list-check"), formToken: nil) }
            }
        }
        if model.areas.isEmpty { card { $0.emptyState("本机构还没有片区/商圈") } }
    }
}
