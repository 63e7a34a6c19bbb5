import Authority
import Storage

/// 法律法规类型 (LIB-02).
package enum StatuteKind: String, Labelled, Codable, SQLConvertible {
    case law, administrativeRegulation, localRegulation, departmentalRule, localRule, judicialInterpretation, normativeDocument,
        safetyStandard

    package var label: String {
        switch self {
        case .law: "法律"
        case .administrativeRegulation: "行政法规"
        case .localRegulation: "地方性法规"
        case .departmentalRule: "部门规章"
        case .localRule: "地方政府规章"
        case .judicialInterpretation: "司法解释"
        case .normativeDocument: "规范性文件"
        case .safetyStandard: "安全标准"
        }
    }

    /// The weightier first, as a search lists them.
    package static let byRank: [StatuteKind] = [
        .law, .administrativeRegulation, .judicialInterpretation, .localRegulation, .departmentalRule, .localRule, .safetyStandard,
        .normativeDocument,
    ]

    package var shelf: LawShelf {
        switch self {
        case .law, .administrativeRegulation, .localRegulation, .judicialInterpretation: .statutes
        case .departmentalRule, .localRule: .rules
        case .safetyStandard: .standards
        case .normativeDocument: .documents
        }
    }
}

/// The queries of 执法资源库 (LIB-01).
package enum LawShelf: String, Sendable, CaseIterable {
    case statutes, rules, standards, documents

    package var label: String {
        switch self {
        case .statutes: "法律法规"
        case .rules: "部门规章"
        case .standards: "安全标准"
        case .documents: "相关文件"
        }
    }

    package var kinds: [StatuteKind] { StatuteKind.allCases.filter { $0.shelf == self } }
}

/// 时效, on a day.
package enum StatuteStanding: String, Labelled, Codable {
    case pending, inForce, repealed

    package var label: String {
        switch self {
        case .pending: "尚未施行"
        case .inForce: "现行有效"
        case .repealed: "已废止"
        }
    }
}
