import Markup
import Registry

/// As it will appear on the phone (ITEM-24): the width of a phone, a card a content, the answers as they are worded, and
/// below them the conclusion that the result template asks for (ITEM-22).
extension HTML {
    mutating func checkFormPreview(_ form: CheckFormDetail) {
        crumbs([(label: "检查表单", href: "/forms"), (label: form.name, href: "/forms/" + form.id)], here: "预览表单")
        pageHead(form.name, note: "手机上的样子，填写的内容不保存")
        section(.class("phone"), .label("手机预览")) { html in
            html.div(.class("phone-bar"), text: "逐项检查")
            for (index, part) in form.parts.enumerated() {
                html.h2(text: "\(index + 1)、\(part.name)")
                for point in part.points { html.preview(point, answers: form.answers) }
            }
            html.h2(text: "检查结论")
            html.div(.class("phone-card")) { html in
                for part in form.conclusion { html.p(.class("phone-line"), text: part) }
            }
        }
    }

    private mutating func preview(_ point: CheckFormDetail.Point, answers: [String]) {
        fieldset(.class("phone-card")) { html in
            html.legend { html in
                html.text("\(point.number). \(point.text)")
                if point.isKey { html.tag("关键项", .warn) }
            }
            html.div(.class("phone-answers")) { html in
                for answer in answers {
                    html.label { html in
                        html.input(.type("radio"), .name("answer\(point.number)"))
                        html.span(text: answer)
                    }
                }
            }
            let laws = point.violatedProvisions + point.penaltyProvisions
            if !point.method.isEmpty || !laws.isEmpty {
                html.details { html in
                    html.summary(text: "检查方法与依据")
                    if !point.method.isEmpty { html.p(.class("hint"), text: point.method) }
                    if !laws.isEmpty { html.p(.class("hint")) { $0.citations(laws) } }
                }
            }
        }
    }
}
