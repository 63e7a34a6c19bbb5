import Doors
import Markup
import TaskingPages

extension HTML {
    mutating func workbench(_ model: WorkbenchModel, actions: [Action]) {
        pageHead("工作台", note: model.date, actions: actions)
        if let setup = model.setup {
            notice(.warn, "本机构初始化还有 \(setup) 项待完成。") { $0.a(.href("/setup"), text: " 去初始化检查") }
        }
        section(.class("todo"), .label("待办概览")) { html in
            for card in model.cards { html.todoCard(card) }
        }
        div(.class("cols")) { html in
            html.div { html in
                html.card("待办任务", id: "matters") { html in
                    if model.matters.isEmpty { return html.emptyState("没有待办事项") }
                    html.matters(model.matters)
                    if model.further > 0 { html.div(.class("card-body")) { $0.p(.class("hint"), text: "另有 \(model.further) 件，请到相应菜单查看") } }
                }
            }
            html.aside { html in
                html.card("消息通知", link: ("更多+", "/messages")) { html in
                    if model.messages.isEmpty { return html.div(.class("card-body")) { $0.p(.class("muted"), text: "没有消息") } }
                    html.ul(.class("card-body news")) { html in
                        for message in model.messages {
                            html.li { html in
                                html.a(.href(message.href)) { message.isRead ? $0.text(message.title) : $0.b(text: message.title) }
                                html.time(text: message.at)
                            }
                        }
                    }
                }
            }
        }
    }

    private mutating func todoCard(_ card: WorkbenchModel.Card) {
        a(.classes(card.tone.isEmpty ? "card" : "card " + card.tone), .href(card.href)) { html in
            html.span(.class("k"), text: card.title)
            html.span(.class("figure")) { html in
                html.text(card.count)
                html.small(text: card.unit)
            }
            html.span(.class("chip-icon")) { html in
                switch card.icon {
                case "check2-circle": html.icon("check2-circle")
                case "hourglass-split": html.icon("hourglass-split")
                case "alarm": html.icon("alarm")
                case "clipboard-check": html.icon("clipboard-check")
                default: html.icon("inbox")
                }
            }
            html.span(.class("f"), text: card.note)
        }
    }

    private mutating func matters(_ matters: [WorkbenchModel.Matter]) {
        div(.class("scroll")) { html in
            html.table(.class("table stack")) { html in
                html.caption(.class("sr"), text: "待办任务")
                html.colgroup { html in
                    for name in ["c-no", nil, "c-state", "c-date", "c-state", "c-ops"] { html.col(.attribute("class", name)) }
                }
                html.thead { html in
                    html.tr { html in for title in ["序号", "事项", "环节", "办理期限", "状态", "操作"] { html.th(text: title) } }
                }
                html.tbody { html in
                    for (index, matter) in matters.enumerated() {
                        html.tr { html in
                            html.td(.class("c-no")) { $0.number(index + 1) }
                            html.cell(.link(matter.title, href: matter.href, note: matter.note), label: "事项", isTitle: true)
                            html.cell(.text(matter.kind), label: "环节")
                            html.cell(.due(matter.due, note: matter.dueNote, matter.dueTone), label: "办理期限")
                            html.cell(.tag(matter.status, .info), label: "状态")
                            html.td(.class("ops")) { $0.a(.href(matter.href), text: matter.verb) }
                        }
                    }
                }
            }
        }
    }
}
