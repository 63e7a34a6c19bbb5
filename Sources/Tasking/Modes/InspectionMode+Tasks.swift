import Authority
import Library
import Storage

/// 检查模式: the Registry names them, because forms are made for modes; here stands what they mean for tasks.
package typealias InspectionMode = Library.InspectionMode

extension InspectionMode {
    /// The word of the family in numbers of tasks and plans (TASK-03, PLAN-02): “司专查〔2025〕13号”.
    package var numberWord: String {
        switch self {
        case .doubleRandom: "双随机"
        case .daily: "日查"
        case .special: "专查"
        case .instant: "即查"
        case .flying: "飞查"
        case .eventVerification: "核查"
        case .secondVerification: "复核"
        }
    }

    /// Double-random inspections use the list of spot-check items, all others the supervision items (ITEM-02).
    package var usesSpotCheckItems: Bool { self == .doubleRandom }

    /// Whether objects and officers can only be drawn (TASK-21).
    package var drawsOnly: Bool { self == .doubleRandom }

    /// Whether a task may be issued with no objects yet (TASK-19).
    package var allowsZeroSubjectIssue: Bool {
        switch self {
        case .daily, .special: true
        case .doubleRandom, .instant, .flying, .eventVerification, .secondVerification: false
        }
    }

    /// Whether a result goes through 检查结果审核 (E.7).
    package var hasResultReview: Bool { self == .doubleRandom }
}

/// 本机构 or 跨机构; of a plan (PLAN-03) and of a task, which must agree (PLAN-21).
package enum AgencySpan: String, Labelled, Codable, SQLConvertible {
    case singleAgency, crossAgency

    package var label: String {
        switch self {
        case .singleAgency: "本机构"
        case .crossAgency: "跨机构"
        }
    }
}
