import Authority
import Storage

/// 执法资格类别 (OFCR-01).
package enum OfficerQualification: String, Labelled, Codable, SQLConvertible {
    case enforcement, delegated

    package var label: String {
        switch self {
        case .enforcement: "执法资格"
        case .delegated: "受行政委托"
        }
    }
}

/// 状态 in the officer library (A.3).
package enum OfficerStatus: String, Labelled, Codable, SQLConvertible {
    case active, withdrawn, disabled

    package var label: String {
        switch self {
        case .active: "在库"
        case .withdrawn: "已撤回"
        case .disabled: "停用"
        }
    }
}
