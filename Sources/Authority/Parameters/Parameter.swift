import Storage

/// A period or threshold that each level may set more strictly than the level above it (CONF-04).
package enum Parameter: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case passwordLength, idleMinutes, unusedAccountDays, certificateNoticeDays, dueSoonDays, multiAgencyDays

    package var label: String {
        switch self {
        case .passwordLength: "密码最短长度"
        case .idleMinutes: "PC端无操作自动退出"
        case .unusedAccountDays: "账号长期未用提示"
        case .certificateNoticeDays: "执法证件到期提前提醒"
        case .dueSoonDays: "办理期限提前提醒"
        case .multiAgencyDays: "多头检查提示期限"
        }
    }

    package var explanation: String {
        switch self {
        case .passwordLength: "设置新密码时的最短位数"
        case .idleMinutes: "登录后无操作达到此时间须重新登录"
        case .unusedAccountDays: "超过此天数未登录的账号列入安全检查"
        case .certificateNoticeDays: "证件有效期剩余不足此天数的执法人员标为即将到期"
        case .dueSoonDays: "剩余不足此天数的待办事项列入即将到期"
        case .multiAgencyDays: "不同机构对同一企业的检查相隔不超过此天数时，提示双方任务制定人"
        }
    }

    package var unit: String {
        switch self {
        case .passwordLength: "位"
        case .idleMinutes: "分钟"
        case .unusedAccountDays, .certificateNoticeDays, .dueSoonDays, .multiAgencyDays: "天"
        }
    }

    /// What holds where no level has set anything; also the loosest value there is (SEC-01, SEC-03, SEC-12, OFCR-06, CALM-03).
    package var standard: Int {
        switch self {
        case .passwordLength: 8
        case .idleMinutes: 30
        case .unusedAccountDays: 90
        case .certificateNoticeDays: 30
        case .dueSoonDays: 3
        case .multiAgencyDays: 30
        }
    }

    package var range: ClosedRange<Int> {
        switch self {
        case .passwordLength: 8...32
        case .idleMinutes: 5...30
        case .unusedAccountDays: 30...90
        case .certificateNoticeDays: 30...180
        case .dueSoonDays: 3...15
        case .multiAgencyDays: 30...180
        }
    }

    /// Whether a smaller number is the stricter one.
    private var isStricterBelow: Bool {
        switch self {
        case .idleMinutes, .unusedAccountDays: true
        case .passwordLength, .certificateNoticeDays, .dueSoonDays, .multiAgencyDays: false
        }
    }

    package func isLooser(_ value: Int, than other: Int) -> Bool { isStricterBelow ? value > other : value < other }

    /// The strictest of what the levels have set.
    package func strictest(of values: some Sequence<Int>) -> Int {
        values.reduce(standard) { isLooser($1, than: $0) ? $0 : $1 }
    }
}

/// A parameter as one agency has it.
package struct ParameterStanding: Sendable, Equatable {
    package let parameter: Parameter
    /// What holds for the agency.
    package let value: Int
    /// What the levels above demand.
    package let fromAbove: Int
    /// The agency's own setting, when it has one, and its version; 0 before the first.
    package let own: Int?
    package let version: Int
}
