import Authority
import Library
import Registry
import Storage

/// Which objects of the library are looked at (对象范围): every filter narrows it.
package struct SubjectRange: Sendable, Hashable {
    package var name: String?
    package var trade: String?
    package var type: SubjectKind?
    package var kind: EntityKind?
    package var registration: RegistrationStatus?
    package var risk: Grade?
    package var publicCredit: Grade?
    package var tradeCredit: Grade?
    package var jurisdiction: Organization.ID?
    /// Only these; for objects picked one by one.
    package var picked: [SubjectID] = []
    /// The file that named them.
    package var list: String?
    /// Those that a plan has for a month (TASK-36).
    var planned: PlannedRange?

    package init() {}

    /// For the fact.
    var words: String {
        let parts = [
            name.map { "名称含“\($0)”" }, trade.map { "行业“\($0)”" }, type?.label, kind?.label, registration?.label,
            risk.map { "风险等级\($0.label)" }, publicCredit.map { "公共信用\($0.label)" },
            tradeCredit.map { "行业信用\($0.label)" }, jurisdiction.map { "管辖机构\($0)" },
            planned.map { "\($0.month)月的计划检查（\($0.category)）" },
            picked.isEmpty ? nil : list.map { "名单“\($0)”\(picked.count)个" } ?? "逐个选定\(picked.count)个",
        ].compactMap { $0 }
        return parts.isEmpty ? "全部在册对象" : parts.joined(separator: "、")
    }
}
