import Authority
import Library
import Storage
import Timekeeping

/// 监管要素 (ELEM-01): a list that inspections start from, with how much of it an agency has, how complete that is, and
/// when it last changed.
package struct RegulatoryElement: Sendable {
    package enum Kind: String, Labelled {
        case subjects, items, officers, bodies, forms, laws, equipment, institutes

        package var label: String {
            switch self {
            case .subjects: "监管对象"
            case .items: "监管事项"
            case .officers: "执法人员"
            case .bodies: "执法主体"
            case .forms: "检查表单"
            case .laws: "法律依据"
            case .equipment: "执法装备"
            case .institutes: "检验机构"
            }
        }

        /// What makes one of them complete.
        package var completeness: String {
            switch self {
            case .subjects: "管辖机构在用"
            case .items: "有启用的检查表单"
            case .officers: "证件有效"
            case .bodies: "缴款与罚没信息齐全"
            case .forms: "有启用的版本"
            case .laws: "现行有效"
            case .equipment: "检定在有效期内或无需检定"
            case .institutes: "启用"
            }
        }

        /// The nouns of its facts.
        var nouns: [String] {
            switch self {
            case .subjects: ["RegulatedSubject"]
            case .items: ["Item", "SupervisionItem", "SpotCheckItem"]
            case .officers: ["EnforcementOfficer"]
            case .bodies, .institutes: ["Organization"]
            case .forms: ["CheckForm"]
            case .laws: ["Statute"]
            case .equipment: ["EnforcementEquipment"]
            }
        }
    }

    package let kind: Kind
    package let count: Int
    package let complete: Int
    /// Nil when none of the agency's recent facts is about it.
    package let lastChange: Instant?
}

/// 要素关联检查 (ELEM-03): a link between elements that is broken.
package struct ElementBreak: Sendable, Equatable {
    package enum Kind: String, Labelled {
        case itemWithoutForm, itemWithoutOfficer, subjectWithoutJurisdiction, formWithoutItem, bodyWithoutItem, bodyWithoutOfficer

        package var label: String {
            switch self {
            case .itemWithoutForm: "事项无表单"
            case .itemWithoutOfficer: "事项无执法人员"
            case .subjectWithoutJurisdiction: "对象无管辖机构"
            case .formWithoutItem: "表单无事项"
            case .bodyWithoutItem: "执法主体无事项"
            case .bodyWithoutOfficer: "执法主体无执法人员"
            }
        }
    }

    package let kind: Kind
    /// The record that lacks something, as its page's id and name.
    package let record: String
    package let name: String
    package let note: String

    /// No more than this many of each kind are listed.
    package static let limit = 100
}
