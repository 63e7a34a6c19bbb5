import Authority
import Doors
import Library
import Markup
import Registry
import Timekeeping

/// A line of 检查事项清单 (ITEM-14).
package struct MatterRow: Codable, Sendable {
    package let id: String
    let sheet: String
    package let category: String
    package let content: String
    let equipmentKinds: String
    let ground: String
    let isGrounded: Bool
    package let status: String
    let isEnabled: Bool
    let startHref: String

    package init(_ matter: CheckMatter) {
        id = matter.id.description
        sheet = matter.record.sheet
        category = matter.record.category
        content = matter.record.content
        equipmentKinds = matter.record.equipmentKinds.isEmpty ? "—" : matter.record.equipmentKinds.joined(separator: "、")
        isGrounded = matter.point.mayGroundPenalty
        ground = isGrounded ? "已维护" : "未维护"
        status = matter.status.label
        isEnabled = matter.status == .enabled
        startHref = "/forms/new?sheet=" + Values.encoded(matter.record.sheet)
    }
}

/// A check content with everything it says (ITEM-15).
package struct MatterDetail: Codable, Sendable {
    package let id: String
    package let version: Int
    package let content: String
    package let status: String
    let isEnabled: Bool
    package let fields: [ItemDetail.Field]
    package let violatedProvisions: [CitationLink]
    package let penaltyProvisions: [CitationLink]
    /// ITEM-16; missing when it may be ground of a penalty.
    package let hint: String?
    package let acts: [EntryAct]
    /// An own one may begin as a copy of any.
    let mayCopy: Bool

    package init(_ matter: CheckMatter, outdated: [Citation], on date: CalendarDate, actor: Actor) {
        typealias Label = CheckForm.Label
        let record = matter.record
        id = matter.id.description
        version = matter.version
        content = record.content
        status = matter.status.label
        isEnabled = matter.status == .enabled
        fields = [
            .init(label: CheckMatter.Label.sheet, value: record.sheet),
            .init(label: CheckMatter.Label.category, value: record.category),
            .init(label: CheckMatter.Label.origin, value: matter.origin.label),
            .init(label: Label.isKey, value: record.isKey ? "是" : "否"),
            .init(label: Label.equipmentKinds, value: record.equipmentKinds.joined(separator: "、")),
            .init(label: "更新时间", value: matter.updatedAt.beijingText),
            .init(label: Label.point, value: record.content), .init(label: Label.method, value: record.method),
            .init(label: Label.phrases, value: record.phrases.joined(separator: "；")),
        ]
        violatedProvisions = record.violated.map { CitationLink($0, on: date, outdated: outdated) }
        penaltyProvisions = record.penalty.map { CitationLink($0, on: date, outdated: outdated) }
        hint = matter.point.mayGroundPenalty ? nil : PenaltyGroundMissing().message
        acts = matter.standing(for: actor).offers
        mayCopy = actor.may(.manageForms)
    }
}

extension HTML {
    package mutating func matter(_ matter: MatterDetail, formToken: String?) {
        crumbs([(label: "检查事项清单", href: "/check-matters")], here: matter.content)
        pageHead(
            matter.content, tag: (label: matter.status, tone: matter.isEnabled ? .ok : .mute),
            actions: (matter.mayCopy ? [Action("复制为自定义检查事项", "/check-matters/new?from=\(matter.id)")] : [])
                + (matter.acts.contains(.change) ? [Action("修改", "/check-matters/\(matter.id)/edit", icon: "pencil")] : []))
        if let hint = matter.hint { notice(.warn, hint) }
        card("基本信息") { $0.record(matter.fields.map { (label: $0.label, value: $0.value) }) }
        for (title, links) in [(CheckForm.Label.violated, matter.violatedProvisions), (CheckForm.Label.penalty, matter.penaltyProvisions)] {
            card(title) { html in
                html.div(.class("card-body")) { $0.citations(links.isEmpty ? [CitationLink("—")] : links) }
            }
        }
        guard matter.acts.contains(.disable) || matter.acts.contains(.enable) else { return }
        form(.class("card"), .method("post"), .action("/check-matters/\(matter.id)/\(matter.isEnabled ? "disabling" : "enabling")")) { html in
            html.formToken(formToken)
            html.input(.type("hidden"), .name("version"), .value("\(matter.version)"))
            html.div(.class("form-actions")) { html in
                html.button(.classes(matter.isEnabled ? "button danger" : "button"), text: matter.isEnabled ? "停用" : "启用")
                html.p(.class("hint"), text: "已有表单中的检查内容不受影响")
            }
        }
    }
}
