import Doors
import Markup

extension HTML {
    mutating func publication(_ model: PublicationDetail, formToken: String?) {
        let row = model.row
        var actions: [Action] = []
        if row.acts.contains(.publish) { actions.append(Action("公示", "/publications/\(row.id)/publication", .post, version: row.version)) }
        if row.acts.contains(.withdraw) { actions.append(Action("撤销公示", "/publications/\(row.id)/withdrawal")) }
        crumbs([(label: "抽查结果公示", href: "/publications")], here: row.subject)
        pageHead(row.subject, tag: (label: row.status, tone: row.isPublished ? .ok : .mute), actions: actions, formToken: formToken)
        card("检查结果") { html in
            html.record([
                ("检查对象", row.subject), ("统一社会信用代码", row.code), ("检查机构", model.agency), ("检查任务", row.task),
                ("任务编号", row.taskNumber), ("抽查事项", row.items), ("检查日期", row.inspectedOn), ("检查结果", row.result),
                ("审核通过", row.approvedOn),
            ])
        }
        card("公示记录") { html in
            if model.history.isEmpty { return html.emptyState("尚未公示") }
            html.ol(.class("card-body timeline dated")) { html in
                for publishing in model.history {
                    html.li(.class("done")) { html in
                        html.time(text: publishing.publishedAt)
                        html.div { html in
                            html.text("公示为“\(publishing.publicName)”，\(publishing.status)")
                            if !publishing.reason.isEmpty {
                                html.small(text: "\(publishing.withdrawnAt) 撤销，理由：\(publishing.reason)")
                            }
                        }
                    }
                }
            }
        }
    }
}
