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

    /// Who brings a task of the mode about, and with that where it begins.
    package var founding: TaskFounding {
        switch self {
        case .doubleRandom, .daily, .special: .planner
        case .instant: .officer
        case .flying: .officer
        case .eventVerification: .event
        case .secondVerification: .inspection
        }
    }

    /// Whether the officers of an object are changed on the phone with 任务指派 (TASK-33, ADJ-07).
    package var reassignsOnPhone: Bool {
        switch self {
        case .instant, .special, .flying, .eventVerification, .secondVerification: true
        case .doubleRandom, .daily: false
        }
    }

    /// Whether a result goes through 检查结果审核 (E.7).
    package var hasResultReview: Bool { self == .doubleRandom }
}

/// What a task begins with (section 0 of the requirements).
package enum TaskFounding: Sendable {
    /// 任务管理: set up, then objects and officers.
    case planner
    /// On the spot, with one object, its form and its officers in one step (TASK-29, TASK-30).
    case officer
    /// A complaint, a clue or a warning (TASK-32).
    case event
    /// An inspection that is finished (TASK-32).
    case inspection
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
