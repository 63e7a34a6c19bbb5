import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 排除规则 (A.12): three kinds independent of each other; an object caught by any of them is excluded (DRAW-08).
package struct ExclusionRule: Sendable, Hashable {
    /// 按检查记录排除: all four conditions together (DRAW-03).
    package struct ByRecord: Sendable, Hashable {
        /// n次及以上
        package var count: Int
        package var ways: Set<ExclusionWay>
        package var from: CalendarDate
        package var to: CalendarDate
        /// Nil is 全部; pending visits have no result and match only that (DRAW-05).
        package var result: OverallResult?

        package init(count: Int, ways: Set<ExclusionWay>, from: CalendarDate, to: CalendarDate, result: OverallResult? = nil) {
            (self.count, self.ways, self.from, self.to, self.result) = (count, ways, from, to, result)
        }

        var words: String {
            let names = ExclusionWay.allCases.filter(ways.contains).map(\.label).joined(separator: "、")
            return "\(from)至\(to)，\(names)，\(count)次及以上，结果\(result?.label ?? "全部")"
        }
    }

    package var byRecord: ByRecord?
    /// 按企业状态排除 (DRAW-06)
    package var statuses: Set<ExcludedStatus>
    /// 按指定名单排除 (DRAW-07): unified social credit codes.
    package var codes: Set<String>

    package init(byRecord: ByRecord? = nil, statuses: Set<ExcludedStatus> = [], codes: Set<String> = []) {
        (self.byRecord, self.statuses, self.codes) = (byRecord, statuses, codes)
    }

    /// 不设置
    package static let none = ExclusionRule()
    package var isNone: Bool { self == .none }

    func check() throws(ChoosingRefused) {
        guard let byRecord else { return }
        if byRecord.count < 1 { throw .recordCount }
        if byRecord.ways.isEmpty { throw .missing(MissingField("检查方式")) }
        if byRecord.to < byRecord.from { throw .periodInverted }
    }

    /// For the fact.
    var details: [FactDetail] {
        [
            byRecord.map { FactDetail("按检查记录排除", before: nil, after: $0.words) },
            statuses.isEmpty ? nil : FactDetail(
                "按企业状态排除", before: nil,
                after: ExcludedStatus.allCases.filter(statuses.contains).map(\.label).joined(separator: "；")),
            codes.isEmpty ? nil : FactDetail("按指定名单排除", before: nil, after: "\(codes.count)个"),
        ].compactMap { $0 }
    }
}

/// 检查方式 of the rule (DRAW-03).
package enum ExclusionWay: String, Labelled, SQLConvertible {
    case doubleRandom, focused, other

    package var label: String {
        switch self {
        case .doubleRandom: "双随机抽查"
        case .focused: "重点检查（日常、专项）"
        case .other: "其他"
        }
    }

    var modes: [InspectionMode] {
        switch self {
        case .doubleRandom: [.doubleRandom]
        case .focused: [.daily, .special]
        case .other: [.instant, .flying, .eventVerification, .secondVerification]
        }
    }
}

/// The ticks of DRAW-06.
package enum ExcludedStatus: String, Labelled, SQLConvertible {
    case untraceable, closed, ended

    package var label: String {
        switch self {
        case .untraceable: "查无下落"
        case .closed: "关闭停业或清算备案"
        case .ended: "注销、吊销、撤销、迁出"
        }
    }

    var statuses: [RegistrationStatus] {
        switch self {
        case .untraceable: [.untraceable]
        case .closed: [.closed, .liquidating]
        case .ended: [.deregistered, .revoked, .cancelled, .movedOut]
        }
    }
}

/// Why a candidate is excluded, or is not in spite of the rule (A.14).
package enum ExclusionReason: String, CaseIterable, Sendable, SQLConvertible {
    case none = "", byRecord, byStatus, byList
    /// 标记排除 and 标记不排除 stay when the rule changes (DRAW-10).
    case marked, kept

    package var label: String {
        switch self {
        case .none: ""
        case .byRecord: "按检查记录排除"
        case .byStatus: "按企业状态排除"
        case .byList: "按指定名单排除"
        case .marked: "手工标记排除"
        case .kept: "手工标记不排除"
        }
    }
}

/// 设置排除规则: 不设置, or a completed rule (DRAW-02). It takes the place of the former one.
package struct ExclusionSetting: Sendable {
    package let task: InspectionTask.ID
    package let rule: ExclusionRule

    package init(of task: InspectionTask.ID, to rule: ExclusionRule) { (self.task, self.rule) = (task, rule) }

    /// - Returns: the number of objects the rule excludes.
    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Int {
        let choosing = try Choosing.lock(task, of: actor, in: transaction)
        try rule.check()
        let before = try ExclusionRule.load(of: task, in: transaction)
        try rule.store(of: task, by: actor, at: now, in: transaction)
        let count = try rule.apply(to: choosing.task, in: transaction)
        let details = rule.isNone ? [FactDetail("排除规则", before: before == nil ? nil : "设置", after: "不设置")] : rule.details
        try choosing.record(
            ChoosingFacts.ruleSet, by: actor, at: now, details: details, values: ["count": "\(count)"], in: transaction)
        return count
    }
}

/// 标记排除 and 标记不排除: by hand, for objects of the list (DRAW-09, DRAW-10).
package struct CandidateMarking: Sendable {
    package enum Mark: String, Sendable { case exclude, keep }

    package let task: InspectionTask.ID
    package let subjects: [SubjectID]
    package let mark: Mark

    package init(of task: InspectionTask.ID, subjects: [SubjectID], as mark: Mark) {
        (self.task, self.subjects, self.mark) = (task, subjects, mark)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let choosing = try Choosing.lock(task, of: actor, in: transaction)
        let named = try names(in: transaction)
        guard !named.isEmpty else { throw ChoosingRefused.subjectsMissing }
        try store(in: transaction)
        let word = switch mark {
        case .exclude: "标记为排除"
        case .keep: "标记为不排除"
        }
        try choosing.record(
            ChoosingFacts.marked, by: actor, at: now,
            details: named.prefix(100).map { FactDetail("检查对象", before: nil, after: $0) },
            values: ["count": "\(named.count)", "mark": word], in: transaction)
    }
}
