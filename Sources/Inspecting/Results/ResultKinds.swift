import Storage

/// What an officer answers to a check content, whatever words the form's scale has for it (ITEM-23).
package enum AnswerMark: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case pass, fail, notApplicable
}

/// 执法措施 (INSP-11, A.17).
package enum MeasureKind: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case warning, fine, rectification, suspension

    package var label: String {
        switch self {
        case .warning: "警告"
        case .fine: "罚款"
        case .rectification: "责令限期改正、责令限期达到要求"
        case .suspension: "责令暂时停产停业、停止建设、停止施工或者停止使用相关设备、设施"
        }
    }
}

/// 处置方式 (INSP-18).
package enum Disposal: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case noProblem, correctedOnSite, rectification, summaryPenalty, caseTransfer, otherAgency

    package var label: String {
        switch self {
        case .noProblem: "未发现问题"
        case .correctedOnSite: "当场改正"
        case .rectification: "责令限期整改"
        case .summaryPenalty: "简易处罚"
        case .caseTransfer: "移送立案"
        case .otherAgency: "移交其他部门"
        }
    }

    /// Whether the choice supposes a problem.
    var supposesProblem: Bool { self != .noProblem }
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
package enum ReviewStatus: String, CaseIterable, Sendable, Codable, SQLConvertible {
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
