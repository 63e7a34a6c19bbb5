import Authority
import Library
import Storage

// What a result template names, the Registry keeps; here it is called the same.
package typealias OverallResult = Library.OverallResult
package typealias MeasureKind = Library.MeasureKind
package typealias Disposal = Library.Disposal

/// What an officer answers to a check content, whatever words the form's scale has for it (ITEM-23).
package enum AnswerMark: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case pass, fail, notApplicable
}

/// Why an object could not be inspected (INSP-14).
package enum NotInspectableReason: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case closed, unreachable, cancelled, refused, other

    package var label: String {
        switch self {
        case .closed: "停业、歇业"
        case .unreachable: "通过登记的住所（经营场所）无法联系"
        case .cancelled: "已注销或迁出"
        case .refused: "拒绝、阻挠检查"
        case .other: "其他"
        }
    }
}

/// 数据来源 (A.16, INSP-04).
package enum ResultSource: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case mobile, desktop, interface

    package var label: String {
        switch self {
        case .mobile: "APP端"
        case .desktop: "Web端"
        case .interface: "接口"
        }
    }
}

/// 审核结果 of a result (INSP-24).
package enum ReviewStatus: String, Labelled, Codable, SQLConvertible {
    /// The mode has no review of results.
    case unneeded
    case pending, approved, returned

    package var label: String {
        switch self {
        case .unneeded: "无需审核"
        case .pending: "待审核"
        case .approved: "审核通过"
        case .returned: "已退回"
        }
    }
}
