import Authority
import Storage

package typealias ItemStatusChange = StatusChange<Item>

extension Item: LibraryEntry {
    package static let disabled = FactKind(code: "registry.item.disabled", sentence: "{actor}禁用{kind}“{name}”")
    package static let enabled = FactKind(code: "registry.item.enabled", sentence: "{actor}启用{kind}“{name}”")

    package static let noun: StaticString = "Item"
    package static func load(_ id: ID, in act: ActContext) throws -> Item {
        try load(id, scope: act.actor.scope, in: act.transaction)
    }
    package static func kind(of status: ItemStatus) -> FactKind { status == .disabled ? disabled : enabled }
    package var owner: Organization.ID? { organization }
    package var factValues: [String: String] { ["kind": kind.label, "name": record.name] }
}

extension CheckForm: LibraryEntry {
    package static let disabled = FactKind(code: "registry.checkForm.disabled", sentence: "{actor}停用检查表单“{name}”")
    package static let enabled = FactKind(code: "registry.checkForm.enabled", sentence: "{actor}恢复检查表单“{name}”")

    package static let noun: StaticString = "CheckForm"
    package static func load(_ id: ID, in act: ActContext) throws -> CheckForm {
        try load(id, scope: act.actor.scope, in: act.transaction)
    }
    package static func kind(of status: CheckFormStatus) -> FactKind { status == .disabled ? disabled : enabled }
    package var owner: Organization.ID? { organization }
    package var factValues: [String: String] { ["name": record.name] }
}

extension OwnResultTemplate: LibraryEntry {
    package static let disabled = FactKind(code: "registry.resultTemplate.disabled", sentence: "{actor}停用检查结果模板“{name}”")
    package static let enabled = FactKind(code: "registry.resultTemplate.enabled", sentence: "{actor}启用检查结果模板“{name}”")

    package static let noun: StaticString = "ResultTemplate"
    package static func load(_ id: ID, in act: ActContext) throws -> OwnResultTemplate {
        try load(id, for: act.actor, in: act.transaction)
    }
    package static func kind(of status: CheckFormStatus) -> FactKind { status == .disabled ? disabled : enabled }
    package var owner: Organization.ID? { organization }
    package var factValues: [String: String] { ["name": template.name] }
}

extension ItemStatus: UseStatus { package var isInUse: Bool { self == .enabled } }
extension CheckFormStatus: UseStatus { package var isInUse: Bool { self == .enabled } }
