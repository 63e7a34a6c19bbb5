import Doors
import Markup
import Tasking

/// 检查对象名单 (DRAW-07, DRAW-09).
extension HTML {
    mutating func listTemplates() {
        p(.class("hint")) { html in
            html.text("检查对象名单的数据导入模板：")
            html.a(.href("/candidate-lists/template.xlsx"), text: "XLSX")
            html.text("　")
            html.a(.href("/candidate-lists/template.csv"), text: "CSV")
        }
    }

    /// 指定名单: what was uploaded or typed.
    mutating func excludedList(_ model: ChoosingModel) {
        guard !model.excludedList.isEmpty else { return }
        card("指定名单") { html in
            html.drawTable("指定名单", ["序号", "对象名称", "对象类型", "地址"]) { html in
                for (index, line) in model.excludedList.enumerated() {
                    html.tr { html in
                        html.td(.class("c-no")) { $0.number(index + 1) }
                        html.cell(.lines(line.name, line.code), label: "", isTitle: true)
                        html.cell(.text(line.kind), label: "对象类型")
                        html.cell(.text(line.address), label: "地址")
                    }
                }
            }
            if let more = model.excludedMore { html.div(.class("card-body")) { $0.p(.class("hint"), text: more) } }
        }
    }

    mutating func candidateList(_ model: ChoosingModel, _ frame: ChoosingFrame, _ base: String) {
        card("检查对象名单", id: "list") { html in
            html.div(.class("card-body")) { html in
                html.p(.class("hint")) { html in
                    html.text(model.totals)
                    if model.isOpen { html.text("　"); html.a(.href(base + "/subjects?step=range"), text: "添加检查对象") }
                }
            }
            if model.candidates?.rows.isEmpty == false {
                html.div(.class("card-body links")) { html in
                    for action in Action.exports(base + "/subjects", frame.query, needs: .readTasks) {
                        html.action(action, formToken: frame.token)
                    }
                }
            }
            html.candidateFilter(model, frame, base)
            if let listed = model.candidates { html.candidateTable(listed, model, frame, base) }
            html.stepLinks(model, base)
        }
    }

    private mutating func candidateFilter(_ model: ChoosingModel, _ frame: ChoosingFrame, _ base: String) {
        form(.class("filter"), .method("get"), .action(base + "/subjects")) { html in
            html.input(.type("hidden"), .name("step"), .value("exclusion"))
            html.select("对象类型", "kind", model.kinds, frame)
            for (name, label) in [("name", "对象名称"), ("code", "对象编码"), ("address", "地址")] {
                html.label { $0.text(label); $0.input(.name(name), .value(frame.query[name])) }
            }
            html.select("排除状态", "state", [.init("free", "未排除"), .init("excluded", "已排除")], frame)
            if model.jurisdictions.count > 1 { html.select("管辖区", "jurisdiction", model.jurisdictions, frame) }
            html.div(.class("go")) { html in
                html.button(.class("button primary"), text: "查询")
                html.a(.class("button"), .href(base + "/subjects?step=exclusion"), text: "重置")
            }
        }
    }

    private mutating func select(_ label: String, _ name: String, _ options: [ChoosingModel.Option], _ frame: ChoosingFrame) {
        self.label { html in
            html.text(label)
            html.select(.name(name)) { html in
                for option in [.init("", "全部")] + options {
                    html.option(.value(option.value), .flag("selected", option.value == frame.query[name] ?? ""), text: option.label)
                }
            }
        }
    }

    private mutating func candidateTable(
        _ listed: ListModel<ChoosingModel.Candidate>, _ model: ChoosingModel, _ frame: ChoosingFrame, _ base: String
    ) {
        guard !listed.rows.isEmpty else { return emptyState("名单中没有符合条件的检查对象") }
        form(.method("post"), .action(base + "/subjects/marks")) { html in
            html.formToken(frame.token)
            html.version(model.version)
            html.drawTable("检查对象名单", ["选择", "对象名称", "对象类型", "分类", "排除状态", "入企检查", "管辖机构", "地址", "联络员、电话"]) { html in
                for row in listed.rows { html.candidate(row) }
            }
            html.div(.class("form-actions")) { html in
                if model.isOpen {
                    for (mark, label) in [("exclude", "标记排除"), ("keep", "标记不排除"), ("remove", "批量删除")] {
                        html.button(.class("button"), .name("mark"), .value(mark), text: label)
                    }
                }
                html.span(.class("hint"), text: listed.position)
                if let previous = listed.previous { html.a(.class("button text"), .href(previous), text: "上一页") }
                if let next = listed.next { html.a(.class("button text"), .href(next), text: "下一页") }
            }
        }
    }

    private mutating func candidate(_ row: ChoosingModel.Candidate) {
        tr { html in
            html.td(.class("c-no")) { $0.input(.type("checkbox"), .name("subject"), .value(row.id), .label("选择" + row.name)) }
            html.cell(.lines(row.name, row.code), label: "", isTitle: true)
            html.cell(.lines(row.kind, row.equipment), label: "对象类型")
            html.cell(.text(row.category), label: "分类")
            html.td(.attribute("data-label", "排除状态")) { html in
                html.tag(row.state, row.isExcluded ? .warn : .mute)
                if !row.reason.isEmpty { html.small(text: row.reason) }
            }
            html.cell(.words(row.visits), label: "入企检查")
            html.cell(.text(row.jurisdiction), label: "管辖机构")
            html.cell(.text(row.address), label: "地址")
            html.cell(.text(row.contact), label: "联络员、电话")
        }
    }
}
