import Authority
import Doors
import Library
import Registry

/// A line of the directory.
package struct ItemRow: Codable, Sendable {
    package let id: String
    package let version: Int
    package let itemCode: String
    package let name: String
    package let domain: String
    package let level: String
    package let organization: String
    package let status: String
    let isEnabled: Bool
    let isClaimed: Bool
    /// “已配置”, or the hint of ITEM-04.
    package let form: String
    let hasForm: Bool
    package let acts: [ItemAct]

    package init(_ line: ItemLine, for actor: Actor) {
        acts = ItemStanding(line, actor).offers
        id = line.id.description
        version = line.version
        itemCode = line.itemCode
        name = line.name
        domain = line.domain.label
        level = line.level.label
        organization = line.organizationName
        status = line.status.label
        isEnabled = line.status == .enabled
        isClaimed = line.isClaimed
        form = line.hasForm ? "已配置" : Item.noFormHint
        hasForm = line.hasForm
    }
}

/// An item with all its fields, its forms, and what this person may do with it.
package struct ItemDetail: Codable, Sendable {
    package struct Field: Codable, Sendable {
        package let label: String
        package let value: String
    }

    package struct Link: Codable, Sendable {
        package let label: String
        package let href: String
    }

    package let id: String
    package let version: Int
    package let name: String
    package let kind: String
    package let status: String
    let isEnabled: Bool
    /// ITEM-04; missing when a form serves it.
    package let hint: String?
    package let fields: [Field]
    /// 监管依据 (A.4)
    let bases: [CitationLink]
    package let forms: [Link]
    package let parts: [Link]
    let isClaimed: Bool
    package let acts: [ItemAct]
    let newForm: String?

    package init(_ item: Item, bases: [CitationLink], line: ItemLine?, forms: [CheckFormLine], parts: [ItemLine], actor: Actor) {
        typealias Label = Item.Label
        let record = item.record
        id = item.id.description
        version = item.version
        name = record.name
        kind = item.kind.label
        status = item.status.label
        isEnabled = item.status == .enabled
        hint = line?.hasForm == true ? nil : Item.noFormHint
        isClaimed = line?.isClaimed == true
        fields = [
            Field(label: Label.itemCode, value: record.itemCode),
            Field(label: Label.kind, value: item.kind.label),
            Field(label: Label.domain, value: record.domain.label),
            Field(label: Label.subjectClasses, value: record.subjectClasses.labels),
            Field(label: Label.level, value: item.level.label),
            Field(label: Label.organization, value: item.organizationName),
            Field(label: Label.claim, value: isClaimed ? "已认领" : "未认领"),
            Field(label: "更新时间", value: item.updatedAt.beijingText),
        ]
        self.bases = bases
        newForm = actor.may(.manageForms) && isEnabled ? "/forms/new?item=" + record.itemCode : nil
        self.forms = forms.map { Link(label: $0.name, href: "/forms/" + $0.id.description) }
        self.parts = parts.map { Link(label: $0.itemCode + " " + $0.name, href: "/items/" + $0.id.description) }
        acts = ItemStanding(item, isClaimed: isClaimed, actor).offers
    }
}

/// The form of a new or existing item.
package struct ItemForm: Codable, Sendable {
    package let title: String
    package let kind: String
    package let action: String
    package let back: String
    /// What stands in the fields, by name.
    package let values: [String: [String]]
}
