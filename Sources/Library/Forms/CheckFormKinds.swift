import Authority
import Storage

/// The mode of an inspection (section 0 of the requirements); a form says which it is made for.
package enum InspectionMode: String, Labelled, Codable, SQLConvertible {
    case doubleRandom, daily, special, instant, flying, eventVerification, secondVerification

    package var label: String {
        switch self {
        case .doubleRandom: "双随机抽查"
        case .daily: "日常检查"
        case .special: "专项检查"
        case .instant: "即时检查"
        case .flying: "飞行检查"
        case .eventVerification: "事件核查"
        case .secondVerification: "二次核查"
        }
    }
}

/// The words an officer answers with; inside it is always pass, fail or notApplicable (ITEM-23).
package enum AnswerScale: String, Labelled, Codable, SQLConvertible {
    case problem, yesNo

    package var label: String { [pass, fail, notApplicable].joined(separator: "/") }

    package var pass: String {
        switch self {
        case .problem: "无问题"
        case .yesNo: "是"
        }
    }

    package var fail: String {
        switch self {
        case .problem: "有问题"
        case .yesNo: "否"
        }
    }

    package var notApplicable: String {
        switch self {
        case .problem: "不涉及"
        case .yesNo: "合理缺项"
        }
    }
}

package enum CheckFormStatus: String, Labelled, Codable, SQLConvertible {
    case enabled, disabled

    package var label: String {
        switch self {
        case .enabled: "在用"
        case .disabled: "停用"
        }
    }
}

/// The life of a version: only a draft can be changed, and only one version at a time is enabled (ITEM-13).
package enum CheckFormVersionStatus: String, Sendable, CaseIterable, SQLConvertible {
    case draft, enabled, retired

    package var label: String {
        switch self {
        case .draft: "草稿"
        case .enabled: "启用"
        case .retired: "历史版本"
        }
    }
}

/// What a form is made for: to be chosen by any task, or for the one task it was put together for (动态表单, ITEM-21).
package enum CheckFormKind: String, Sendable, CaseIterable, SQLConvertible {
    case library, dynamic

    package var label: String {
        switch self {
        case .library: "表单库的表单"
        case .dynamic: "按事项定制的表单"
        }
    }
}
