import Authority
import Storage

/// 事项类别 (A.4): what is supervised, and what double-random inspections draw on (ITEM-01, ITEM-02).
package enum ItemKind: String, Labelled, Codable, SQLConvertible {
    case supervision, spotCheck

    package var label: String {
        switch self {
        case .supervision: "监管事项"
        case .spotCheck: "抽查事项"
        }
    }
}

package enum ItemStatus: String, Labelled, Codable, SQLConvertible {
    case enabled, disabled

    package var label: String {
        switch self {
        case .enabled: "启用"
        case .disabled: "禁用"
        }
    }
}

/// 监管对象类型 (SUBJ-01): the class of subjects an item is about.
package enum SubjectClass: String, Labelled, SQLConvertible {
    case organization, person, attached

    package var label: String {
        switch self {
        case .organization: "机构类主体"
        case .person: "自然人主体"
        case .attached: "附属类主体"
        }
    }

    /// As the pages of the library call the records (Appendix H).
    package var libraryLabel: String {
        switch self {
        case .organization: "机构类对象"
        case .person: "人员类对象"
        case .attached: "附属类对象"
        }
    }
}
