import Doors
import Markup

extension HTML {
    mutating func checkForm(_ form: CheckFormDetail, formToken: String?) {
        crumbs([(label: "检查表单", href: "/forms")], here: form.name)
        pageHead(form.name, tag: (label: form.status, tone: form.isInUse ? .ok : .mute), actions: form.actions)
        if form.acts.contains(.enable) { versionForm(form, "enabling", "启用草稿版本", primary: true, formToken: formToken) }
        card("基本信息") { $0.record(form.fields.map { (label: $0.label, value: $0.value) }) }
        if !form.isGrounded { notice(.info, "部分检查内容未同时维护违法依据和处罚依据，不能作为处罚的依据。") }
        card("检查事项") { html in
            html.ul(.class("card-body news")) { html in
                for item in form.items { html.li { $0.a(.href(item.href), text: item.label) } }
            }
        }
        section(.class("card"), .id("content")) { html in
            html.tabs(form.versions.map { Tab($0.label, $0.href, isCurrent: $0.isCurrent) }, label: "版本", region: "content")
            for part in form.preview.parts { html.checkItem(part) }
        }
        if form.acts.contains(.disable) { versionForm(form, "disabling", "停用表单", primary: false, formToken: formToken) }
        if form.acts.contains(.restore) { versionForm(form, "restoring", "恢复表单", primary: false, formToken: formToken) }
    }

    private mutating func checkItem(_ part: CheckFormDetail.CheckItemPart) {
        h2(text: part.name)
        div(.class("scroll wide")) { html in
            html.table(.class("table stack auto at-least-1200")) { html in
                html.caption(.class("sr"), text: part.name)
                html.thead { html in
                    html.tr { html in
                        for title in CheckFormDetail.columns { html.th(text: title) }
                    }
                }
                html.tbody { html in for point in part.points { html.point(point) } }
            }
        }
    }

    private mutating func point(_ point: CheckFormDetail.Point) {
        tr { html in
            html.td(.class("c-no")) { $0.number(point.number) }
            html.td(.class("title")) { html in
                html.text(point.text)
                if point.isKey { html.tag("关键项", .warn) }
                if !point.mayGroundPenalty { html.tag("未维护依据", .mute) }
            }
            for (title, values) in zip(CheckFormDetail.columns.dropFirst(2), point.cells) {
                html.td(.attribute("data-label", title)) { $0.citations(values) }
            }
        }
    }

    private mutating func versionForm(
        _ form: CheckFormDetail, _ act: String, _ label: String, primary: Bool, formToken: String?
    ) {
        self.form(.class("card"), .method("post"), .action("/forms/\(form.id)/\(act)")) { html in
            html.formToken(formToken)
            html.input(.type("hidden"), .name("version"), .value("\(form.version)"))
            html.div(.class("form-actions")) { html in
                html.button(.classes(primary ? "button primary" : "button"), text: label)
                if primary { html.p(.class("hint"), text: "启用后结果选项不能再改，已下发的任务保留原版本") }
            }
        }
    }
}

extension CheckFormDetail {
    fileprivate static let columns = ["序号", "检查内容", "检查详情", "违法依据", "处罚依据", "适用设备/场所", "常用语"]

    fileprivate var actions: [Action] {
        [
            Action("预览表单", "/forms/\(id)/preview?number=\(number)", icon: "phone"),
            Action("导出", "/forms/export?form=\(id)&number=\(number)", icon: "download"),
        ] + (acts.contains(.change) ? [Action("修改", "/forms/\(id)/edit", icon: "pencil")] : []) + [Action.versions(of: "/forms/\(id)")]
    }
}

extension CheckFormDetail.Point {
    fileprivate var cells: [[CitationLink]] {
        [[CitationLink(method)], violatedProvisions, penaltyProvisions, equipmentKinds.map { CitationLink($0) }, phrases.map { CitationLink($0) }]
    }
}
