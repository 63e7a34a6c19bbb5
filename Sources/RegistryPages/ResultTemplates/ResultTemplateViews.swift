import Doors
import Library
import Markup

extension HTML {
    package mutating func resultTemplate(_ model: ResultTemplateDetail, formToken: String?) {
        let path = "/result-templates/" + model.key
        crumbs([(label: "检查表单", href: "/forms"), (label: "检查结果模板", href: "/result-templates")], here: model.name)
        pageHead(
            model.name, tag: (label: model.status, tone: model.isInUse ? .ok : .mute),
            actions: (model.acts.contains(.change) ? [Action("修改", path + "/edit", icon: "pencil")] : [])
                + (model.mayCopy ? [Action("复制", "/result-templates/new?from=" + model.key)] : []))
        card("检查结论部分") { $0.record(model.fields.map { (label: $0.label, value: $0.value) }, columns: 2) }
        section(.class("phone"), .label("手机预览")) { html in
            html.div(.class("phone-bar"), text: "确认签名")
            html.conclusion(model.conclusion)
        }
        guard model.acts.contains(.disable) || model.acts.contains(.enable) else { return }
        form(.class("card"), .method("post"), .action(path + (model.isInUse ? "/disabling" : "/enabling"))) { html in
            html.formToken(formToken)
            html.input(.type("hidden"), .name("version"), .value("\(model.version)"))
            html.div(.class("form-actions")) { html in
                html.button(.class("button"), text: model.isInUse ? "停用模板" : "启用模板")
                html.p(.class("hint"), text: "已启用的表单版本保留启用时的模板")
            }
        }
    }

    /// As the last step on the phone asks for it.
    mutating func conclusion(_ part: ConclusionPart) {
        h2(text: "检查结论")
        for wording in part.wordings {
            fieldset(.class("phone-card")) { html in
                html.legend(text: wording.result + "时")
                html.choices(wording.labels, named: "conclusion", "radio")
            }
        }
        h2(text: "处置方式")
        div(.class("phone-card")) { html in
            html.choices(part.disposals, named: "disposal", "radio")
            html.label(.class("phone-field")) { html in
                html.text(part.explanation + (part.isAlwaysExplained ? " *" : "（\(part.explaining)）"))
                html.element("textarea", [.attribute("rows", "2")]) { _ in }
            }
            for phrase in part.phrases { html.p(.class("phone-line"), text: phrase) }
        }
        h2(text: "每个问题的执法措施")
        div(.class("phone-card")) { $0.choices(part.measures, named: "measure", "checkbox") }
        h2(text: "签名")
        div(.class("phone-card")) { html in for signer in part.signers { html.p(.class("phone-line"), text: signer) } }
    }

    private mutating func choices(_ labels: [String], named name: String, _ type: StaticString) {
        for label in labels {
            self.label(.class("phone-choice")) { html in
                html.empty("input", [.type(type), .name(name)])
                html.text(label)
            }
        }
    }
}
