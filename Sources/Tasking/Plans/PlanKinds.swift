import Authority
import Library
import Storage

/// The families of annual plans (PLAN-01). They share the noun; a plan is linked to tasks of its own family only.
package enum PlanFamily: String, Labelled, Codable, SQLConvertible {
    case doubleRandom, daily, special

    package var mode: InspectionMode {
        switch self {
        case .doubleRandom: .doubleRandom
        case .daily: .daily
        case .special: .special
        }
    }

    package var label: String { mode.label }
}

/// 内容分级 (A.9).
package enum ContentLevel: String, Labelled, Codable, SQLConvertible {
    case general, important

    package var label: String {
        switch self {
        case .general: "一般"
        case .important: "重要"
        }
    }
}

/// 检查方式 of a plan (PLAN-04).
package enum InspectionWay: String, Labelled, Codable, SQLConvertible {
    case onSite, written, otherAgencyResult, testing, onlineMonitoring, commissioned

    package var label: String {
        switch self {
        case .onSite: "实地检查"
        case .written: "书面检查"
        case .otherAgencyResult: "行政部门检查结果或专业意见"
        case .testing: "检验检测"
        case .onlineMonitoring: "网络监测"
        case .commissioned: "委托专业机构辅助"
        }
    }
}

/// 关联信用规则要求 (PLAN-24).
package enum CreditRuleRequirement: String, Labelled, Codable, SQLConvertible {
    case required, advised, notRequired

    package var label: String {
        switch self {
        case .required: "必须"
        case .advised: "建议"
        case .notRequired: "不要求"
        }
    }
}

/// 计划来源 (A.9), as one agency sees it: its own, or by the level of the agency that issued it.
package enum PlanSource: String, Labelled, Codable {
    case own, province, city, county

    package var label: String {
        switch self {
        case .own: "自行创建"
        case .province: "省级"
        case .city: "市级"
        case .county: "区县级"
        }
    }
}

/// One line of 不同地区抽查比例 (PLAN-23): a region and the percentage drawn there.
package struct RegionRatio: Hashable, Sendable, Codable {
    package let region: String
    package let percent: Int

    /// Nil unless the percentage lies within 0…100 and a region is named.
    package init?(region: String, percent: Int) {
        let name = region.filter { !$0.isWhitespace }
        guard !name.isEmpty, (0...100).contains(percent) else { return nil }
        (self.region, self.percent) = (name, percent)
    }

    /// Reads “高新区 10” or “高新区 10%”.
    package init?(line: some StringProtocol) {
        let words = line.split { $0.isWhitespace || $0 == "：" || $0 == ":" || $0 == "=" }
        guard words.count == 2, let percent = Int(String(words[1]).filter { $0 != "%" && $0 != "％" }) else { return nil }
        self.init(region: String(words[0]), percent: percent)
    }

    package var line: String { "\(region) \(percent)%" }
}

extension [RegionRatio] {
    /// Nil when a line can't be read or a region is named twice.
    package init?(lines text: String) {
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        let ratios = lines.compactMap { RegionRatio(line: $0) }
        guard ratios.count == lines.count, Set(ratios.map(\.region)).count == ratios.count else { return nil }
        self = ratios
    }

    package var lines: String { map(\.line).joined(separator: "\n") }
}
