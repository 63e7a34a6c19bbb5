import Authority
import Importing
import Library
import Storage

extension CheckMatter: LibraryEntry {
    package static let disabled = FactKind(code: "registry.checkMatter.disabled", sentence: "{actor}停用自定义检查事项“{content}”")
    package static let enabled = FactKind(code: "registry.checkMatter.enabled", sentence: "{actor}启用自定义检查事项“{content}”")

    package static let noun: StaticString = "CheckMatter"
    package static func load(_ id: ID, in act: ActContext) throws -> CheckMatter {
        try load(id, agency: act.actor.organization, in: act.transaction)
    }
    package static func kind(of status: CheckFormStatus) -> FactKind { status == .disabled ? disabled : enabled }
    package var owner: Organization.ID? { organization }
    package var factValues: [String: String] { ["content": record.content] }
}
