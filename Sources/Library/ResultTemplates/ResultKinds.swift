import Authority
import Storage

/// 总体结果 (A.16).
package enum OverallResult: String, Labelled, Codable, SQLConvertible {
    case noProblem, problem, notInspectable

    package var label: String {
        switch self {
        case .noProblem: "未发现问题"
        case .problem: "发现问题"
        case .notInspectable: "无法开展检查"
        }
    }
}

/// 执法措施 (INSP-11, A.17).
package enum MeasureKind: String, Labelled, Codable, SQLConvertible {
    case warning, fine, rectification, suspension

    package var label: String {
        switch self {
        case .warning: "警告"
        case .fine: "罚款"
        case .rectification: "责令限期改正、责令限期达到要求"
        case .suspension: "责令暂时停产停业、停止建设、停止施工或者停止使用相关设备、设施"
        }
    }

    /// As it is said of a problem, in the record and wherever the problem is shown: not what else the kind comprises.
    package var ordered: String {
        switch self {
        case .warning, .fine, .suspension: label
        case .rectification: "责令限期改正"
        }
    }
}

/// 处置方式 (INSP-18).
package enum Disposal: String, Labelled, Codable, SQLConvertible {
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
    package var supposesProblem: Bool { self != .noProblem }
}
