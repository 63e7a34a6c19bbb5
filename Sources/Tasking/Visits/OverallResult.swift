import Storage

/// 总体结果 (A.16).
package enum OverallResult: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case noProblem, problem, notInspectable

    package var label: String {
        switch self {
        case .noProblem: "未发现问题"
        case .problem: "发现问题"
        case .notInspectable: "无法开展检查"
        }
    }
}
