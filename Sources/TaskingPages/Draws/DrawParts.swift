import Doors
import Markup

/// Parts that the pages of choosing and drawing share.
extension HTML {
    mutating func drawTable(_ caption: String, _ titles: [String], rows: (inout HTML) -> Void) {
        div(.class("scroll")) { html in
            html.table(.class("table stack auto")) { html in
                html.caption(.class("sr"), text: caption)
                html.thead { html in html.tr { html in for title in titles { html.th(text: title) } } }
                html.tbody(content: rows)
            }
        }
    }

    /// A small act inside a table.
    mutating func drawPost(_ label: String, _ href: String, version: Int, _ token: String?) {
        form(.method("post"), .action(href)) { html in
            html.formToken(token)
            html.version(version)
            html.button(.class("link danger"), text: label)
        }
    }

    package mutating func td(_ attributes: Attribute...) { element("td", attributes) { _ in } }

    /// The values that are published first, or decide: hashes, each with what it means.
    private mutating func drawValues(_ title: String, _ meaning: String, _ values: [DrawModel.Value]) {
        card(title) { html in
            html.div(.class("card-body")) { $0.p(.class("hint"), text: meaning) }
            html.dl(.class("card-body values")) { html in
                for value in values {
                    html.div { html in
                        html.dt(text: value.label)
                        html.dd(.class("hash"), text: value.value)
                        html.dd { $0.small(text: value.note) }
                    }
                }
            }
        }
    }

    /// After the result what proves it, so that whoever only wants to know who was drawn need not read hashes.
    mutating func drawProof(_ model: DrawModel) {
        drawValues("承诺值", "抽取之前先公布的“封口”：以后打开时谁都能核对，内容没有换过。", model.commitments)
        if !model.decided.isEmpty { drawValues("决定结果的值", "结果只由这些值和名单算出，任何人重新计算都得到同一结果。", model.decided) }
        drawFiles(model)
    }

    /// 抽取结果: objects in the order of their tickets, with their teams where officers were drawn.
    mutating func drawnLines(_ model: DrawModel) {
        card("抽取结果") { html in
            guard !model.lines.isEmpty else { return html.emptyState(model.linesAbsentBecause) }
            let titles = ["序号", "检查对象", "统一社会信用代码", "分类"] + (model.hasTeams ? [model.teamSize == 1 ? "新的检查人员" : "检查人员（首位为组长）"] : []) + ["票值"]
            html.drawTable("抽取结果", titles) { html in
                for line in model.lines {
                    html.tr { html in
                        html.td(.class("c-no")) { $0.number(line.rank) }
                        html.cell(.text(line.name), label: "", isTitle: true)
                        html.cell(.text(line.code), label: "信用代码")
                        html.cell(.text(line.category), label: "分类")
                        if model.hasTeams { html.cell(.words(line.team), label: "检查人员") }
                        html.td(.class("one"), .attribute("data-label", "票值")) { $0.span(.class("hash"), .title(line.ticket), text: line.ticket.prefix(12) + "…") }
                    }
                }
            }
            if model.lines.count < model.selected {
                html.div(.class("card-body")) { $0.p(.class("hint"), text: "此处列出前\(model.lines.count)个，全部见 result.txt。") }
            }
        }
    }

    mutating func drawFiles(_ model: DrawModel) {
        card("抽取文件") { html in
            html.drawTable("抽取文件", ["文件", "内容", "取得"]) { html in
                for file in model.files {
                    html.tr { html in
                        html.cell(.text(file.name), label: "", isTitle: true)
                        html.cell(.text(file.content), label: "内容")
                        html.td(.attribute("data-label", "取得")) { html in
                            if let href = file.href { html.a(.href(href), text: "下载") } else { html.span(.class("muted"), text: file.absentBecause) }
                        }
                    }
                }
            }
            html.div(.class("card-body")) { html in
                html.p(.class("hint"), text: "六个文件放入同一文件夹后，任何人可用 mingcha draw verify 文件夹 重新计算；单个票值可用 openssl 核对：")
                html.code(.class("hash"), text: "printf '%s' 'draw1|ticket|种子|统一社会信用代码|1' | openssl dgst -sm3")
            }
        }
    }
}
