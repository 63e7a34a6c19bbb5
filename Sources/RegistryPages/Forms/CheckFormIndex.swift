import Authority
import Doors
import Library
import Registry
import Timekeeping

/// A line of 检查表单.
package struct CheckFormRow: Codable, Sendable {
    package let id: String
    package let name: String
    package let items: Int
    package let modes: String
    let scopeLevel: String
    package let organization: String
    package let version: String
    package let status: String
    let isInUse: Bool

    package init(_ line: CheckFormLine) {
        id = line.id.description
        name = line.name
        items = line.itemCount
        modes = line.modes.labels
        scopeLevel = line.scopeLevel.label
        organization = line.organizationName
        let enabled = line.enabledNumber.map { "第\($0)版" }
        version = [enabled, line.hasDraft ? "有草稿" : nil].compactMap { $0 }.joined(separator: "，")
        isInUse = line.status == .enabled && line.enabledNumber != nil
        status = line.enabledNumber == nil && line.status == .enabled ? "未启用" : line.status.label
    }
}

/// A version of a form as it is read: its check items with everything that stands beside each content (ITEM-15).
package struct CheckFormDetail: Codable, Sendable {
    package struct Point: Codable, Sendable {
        package let number: Int
        package let text: String
        let isKey: Bool
        package let method: String
        package let violatedProvisions: [CitationLink]
        package let penaltyProvisions: [CitationLink]
        /// ITEM-16
        let mayGroundPenalty: Bool
        let equipmentKinds: [String]
        package let phrases: [String]
    }

    package struct CheckItemPart: Codable, Sendable {
        package let name: String
        package let points: [Point]
    }

    package struct VersionLink: Codable, Sendable {
        package let label: String
        package let href: String
        package let isCurrent: Bool
    }

    package let id: String
    package let version: Int
    package let name: String
    package let status: String
    let isInUse: Bool
    package let number: Int
    let versionStatus: String
    package let fields: [ItemDetail.Field]
    package let items: [ItemDetail.Link]
    package let versions: [VersionLink]
    /// As it will appear on the phone.
    package let preview: FormPreview
    let isGrounded: Bool
    package let acts: [CheckFormAct]

    package init(_ form: CheckForm, _ versions: [CheckFormVersion], shown: CheckFormVersion, items: [ItemLine], outdated: [Citation], on date: CalendarDate, actor: Actor) {
        typealias Label = CheckForm.Label
        let path = "/forms/" + form.id.description
        id = form.id.description
        version = form.version
        name = form.record.name
        let hasEnabled = versions.contains { $0.status == .enabled }
        isInUse = form.status == .enabled && hasEnabled
        status = form.status == .enabled && !hasEnabled ? "未启用" : form.status.label
        number = shown.number
        versionStatus = shown.status.label
        fields = [
            .init(label: Label.modes, value: form.record.modes.labels),
            .init(label: Label.scopeLevel, value: form.scopeLevel.label),
            .init(label: Label.organization, value: form.organizationName),
            .init(label: Label.version, value: "第\(shown.number)版（\(shown.status.label)）"),
            .init(label: Label.scale, value: shown.scale.label),
            .init(label: Label.resultTemplate, value: shown.resultTemplate.label),
            .init(label: Label.fields, value: shown.content.fields.map(\.label).joined(separator: "、")),
            .init(label: "启用时间", value: shown.enabledAt?.beijingText ?? ""),
        ]
        self.items = items.map { .init(label: $0.itemCode + " " + $0.name, href: "/items/" + $0.id.description) }
        self.versions = versions.map {
            .init(label: "第\($0.number)版（\($0.status.label)）", href: "\(path)?number=\($0.number)", isCurrent: $0.id == shown.id)
        }
        preview = FormPreview(shown, outdated: outdated, on: date)
        isGrounded = shown.content.points.allSatisfy(\.mayGroundPenalty)
        acts = CheckFormStanding(form, versions, actor).offers
    }

    package static func parts(_ content: CheckFormContent, _ outdated: [Citation], _ date: CalendarDate) -> [CheckItemPart] {
        var number = 0
        return content.items.map { item in
            CheckItemPart(name: item.name, points: item.points.map { point in
                number += 1
                return Point(
                    number: number, text: point.text, isKey: point.isKey, method: point.method,
                    violatedProvisions: point.violatedProvisions.map { CitationLink($0, on: date, outdated: outdated) },
                    penaltyProvisions: point.penaltyProvisions.map { CitationLink($0, on: date, outdated: outdated) },
                    mayGroundPenalty: point.mayGroundPenalty, equipmentKinds: point.equipmentKinds, phrases: point.phrases)
            })
        }
    }
}
