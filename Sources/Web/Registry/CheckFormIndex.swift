import Authority
import Registry
import Timekeeping

/// A line of 检查表单.
package struct CheckFormRow: Codable, Sendable {
    let id: String
    let name: String
    let items: Int
    let modes: String
    let scopeLevel: String
    let organization: String
    let version: String
    let status: String
    let isInUse: Bool

    init(_ line: CheckFormLine) {
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
    struct Point: Codable, Sendable {
        let number: Int
        let text: String
        let isKey: Bool
        let method: String
        let violatedProvisions: [CitationLink]
        let penaltyProvisions: [CitationLink]
        /// ITEM-16
        let mayGroundPenalty: Bool
        let equipmentKinds: [String]
        let phrases: [String]
    }

    struct CheckItemPart: Codable, Sendable {
        let name: String
        let points: [Point]
    }

    struct VersionLink: Codable, Sendable {
        let label: String
        let href: String
        let isCurrent: Bool
    }

    let id: String
    let version: Int
    let name: String
    let status: String
    let isInUse: Bool
    let number: Int
    let versionStatus: String
    let fields: [ItemDetail.Field]
    let items: [ItemDetail.Link]
    let versions: [VersionLink]
    /// As it will appear on the phone.
    let preview: FormPreview
    let isGrounded: Bool
    let mayKeep: Bool
    let mayEnable: Bool

    init(_ form: CheckForm, _ versions: [CheckFormVersion], shown: CheckFormVersion, items: [ItemLine], outdated: [Citation], on date: CalendarDate, actor: Actor) {
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
        mayKeep = form.organization == actor.organization && actor.may(.manageForms)
            && (!form.record.modes.contains(.doubleRandom) || actor.may(.manageSpotCheckItems))
        mayEnable = mayKeep && versions.first?.status == .draft
    }

    static func parts(_ content: CheckFormContent, _ outdated: [Citation], _ date: CalendarDate) -> [CheckItemPart] {
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
