/// Who or what is inspected, as documents address it: an organisation, a natural person, or a thing or place.
package enum InspectedParty: String, Codable, Sendable {
    case unit, person, thing

    /// How the record names it.
    package var title: String {
        switch self {
        case .unit: "被检查单位"
        case .person: "被检查人"
        case .thing: "被检查对象"
        }
    }

    /// Who answers for it.
    package var contact: String {
        switch self {
        case .unit: "法定代表人（负责人）"
        case .person: "本人（代理人）"
        case .thing: "使用（管理）负责人"
        }
    }

    /// As the officers speak to it.
    package var address: String {
        switch self {
        case .unit, .thing: "你单位"
        case .person: "你"
        }
    }

    /// Who signs beside the officers.
    package var signer: String {
        switch self {
        case .unit, .thing: title + "现场负责人"
        case .person: title
        }
    }
}
