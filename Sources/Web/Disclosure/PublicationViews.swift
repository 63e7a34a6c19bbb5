import Markup

extension HTML {
    mutating func publication(_ model: PublicationDetail, formToken: String?) {
        let row = model.row
        var actions: [Action] = []
        if row.mayPublish { actions.append(Action("公示", "/publications/\(row.id)/publication", .post)) }
        if row.mayWithdraw { actions.append(Action("撤销公示", "/publications/\(row.id)/withdrawal")) }
        crumbs([(label: "抽查结果公示", href: "/publications")], here: row.subject)
        pageHead(row.subject, tag: (label: row.status, tone: row.mayWithdraw ? .ok : .mute), actions: actions, formToken: formToken)
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

    mutating func publicResults(_ model: ListModel<PublicResult>, query: Values) {
        pageHead("检查结果公示")
        section(.class("card"), .id("list")) { html in
            html.searchForm(query)
            if model.rows.isEmpty { html.emptyState("没有符合条件的公示结果") }
            html.ul(.class("results")) { html in
                for row in model.rows {
                    html.li { html in
                        html.h2 { html in
                            html.a(.href("/public/results/" + row.id), text: row.subject)
                            html.tag(row.result, row.isProblem ? .warn : .ok)
                        }
                        html.p(text: [row.items, row.agency, row.inspectedOn].filter { !$0.isEmpty }.joined(separator: " · "))
                    }
                }
            }
            html.nav(.class("pager"), .label("分页")) { html in
                html.span(text: model.position)
                if let previous = model.previous { html.a(.href(previous), .attribute("rel", "prev"), text: "上一页") }
                if let next = model.next { html.a(.href(next), .attribute("rel", "next"), text: "下一页") }
            }
        }
    }

    private mutating func searchForm(_ query: Values) {
        let narrowing = ["agency", "from", "to"]
        form(.attribute("role", "search"), .action("/public")) { html in
            html.div(.class("ask")) { html in
                html.input(
                    .type("search"), .name("q"), .value(query["q"]), .label("企业名称或统一社会信用代码"),
                    .placeholder("企业名称或统一社会信用代码"))
                html.button(.class("button primary"), text: "查询")
            }
            html.details(.class("filter"), .flag("open", narrowing.contains { !(query[$0] ?? "").isEmpty })) { html in
                html.summary(text: "更多条件")
                html.div(.class("more-fields")) { html in
                    html.label { html in
                        html.text("检查机构")
                        html.input(.name("agency"), .value(query["agency"]), .placeholder("机构全称"))
                    }
                    html.label { html in
                        html.text("检查日期自")
                        html.input(.type("date"), .name("from"), .value(query["from"]))
                    }
                    html.label { html in
                        html.text("至")
                        html.input(.type("date"), .name("to"), .value(query["to"]))
                    }
                }
            }
        }
    }

    mutating func publicResult(_ model: PublicResult) {
        crumbs([(label: "检查结果公示", href: "/public")], here: model.subject)
        pageHead(model.subject, tag: (label: model.result, tone: model.isProblem ? .warn : .ok))
        card("公示内容") { html in
            html.record([
                ("检查对象", model.subject), ("统一社会信用代码", model.code), ("检查机构", model.agency), ("检查任务", model.task),
                ("任务编号", model.taskNumber), ("抽查事项", model.items), ("检查日期", model.inspectedOn),
                ("检查结果", model.result), ("公示日期", model.publishedOn),
            ], columns: 2)
        }
    }
}
