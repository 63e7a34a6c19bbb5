import Doors
import Library
import Markup
import Timekeeping

/// A version of a form as it will appear on the phone (ITEM-24): its own fields, a card a content with the answers as they
/// are worded, and the conclusion that the result template asks for (ITEM-22).
package struct FormPreview: Codable, Sendable {
    package let name: String
    package let parts: [CheckFormDetail.CheckItemPart]
    /// The words of pass, fail and notApplicable, in this order (ITEM-23).
    package let answers: [String]
    /// 自定义资料项, with their kind and whether they are required.
    package let fields: [String]
    let conclusion: ConclusionPart

    /// - Parameter outdated: provisions that were repealed since.
    package init(_ version: CheckFormVersion, outdated: [Citation] = [], on date: CalendarDate) {
        name = version.formName
        parts = CheckFormDetail.parts(version.content, outdated, date)
        answers = [version.scale.pass, version.scale.fail, version.scale.notApplicable]
        fields = version.content.fields.map { "\($0.label)（\($0.kind.label)\($0.isRequired ? "，必填" : "")）" }
        conclusion = ConclusionPart(version.resultTemplate)
    }
}

extension HTML {
    mutating func checkFormPreview(_ form: CheckFormDetail) {
        crumbs([(label: "检查表单", href: "/forms"), (label: form.name, href: "/forms/" + form.id)], here: "预览表单")
        pageHead(form.name, note: "手机上的样子，填写的内容不保存")
        formPreview(form.preview)
    }

    package mutating func formPreview(_ form: FormPreview) {
        section(.class("phone"), .label("手机预览")) { html in
            if !form.fields.isEmpty {
                html.div(.class("phone-bar"), text: "资料项")
                html.div(.class("phone-card")) { html in
                    for field in form.fields { html.p(.class("phone-line"), text: field) }
                }
            }
            html.div(.class("phone-bar"), text: "逐项检查")
            for (index, part) in form.parts.enumerated() {
                html.h2(text: "\(index + 1)、\(part.name)")
                for point in part.points { html.preview(point, answers: form.answers) }
            }
            html.div(.class("phone-bar"), text: "确认签名")
            html.conclusion(form.conclusion)
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
