import Authority
import Library
import Registry
import Storage
import Timekeeping

/// The fields of an annual plan that people fill in (A.9), for plans of one agency (本机构).
package struct PlanRecord: Hashable, Sendable {
    package var year: Int
    package var name: String
    package var contentLevel: ContentLevel?
    package var leadDomain: EnforcementDomain?
    package var legalBasis = ""
    package var taskNature = ""
    package var subjectDescription = ""
    package var subjectCount: Int?
    package var ways: Set<InspectionWay> = []
    package var regionRatios: [RegionRatio] = []
    package var creditRule: CreditRuleRequirement = .notRequired
    package var inspectionRequirement = ""
    package var inspectingBody = ""
    package var responsibleOffice = ""
    package var termStart: CalendarDate?
    package var termEnd: CalendarDate?
    package var termNote = ""
    /// 下发范围; empty is the own agency only.
    package var issueScope: Set<Organization.ID> = []
    package var documentNo = ""
    package var remark = ""
    package var items: Set<ItemID> = []

    package init(year: Int, name: String) { (self.year, self.name) = (year, name) }
}

extension PlanRecord {
    /// What a draft must already keep to: it can be found again, and what is filled in is not wrong.
    func checkDraft() throws(PlanRefused) {
        do { try MissingField.check(["计划名称": name]) } catch { throw .missing(error) }
        if let start = termStart, let end = termEnd, end < start { throw .termInverted }
    }

    /// Every field with “*” of A.9 is needed when the plan is handed in (PLAN-02).
    func checkComplete() throws(PlanRefused) {
        do {
            try MissingField.check([
                "计划名称": name, "内容分级": contentLevel?.label ?? "", "牵头领域": leadDomain?.label ?? "",
                "检查方式": ways.isEmpty ? "" : "有", "计划期限": termStart == nil || termEnd == nil ? "" : "有",
                "监管事项": items.isEmpty ? "" : "有",
            ])
        } catch {
            throw .missing(error)
        }
        try checkDraft()
    }

    package var wayLabels: String { InspectionWay.allCases.filter(ways.contains).map(\.label).joined(separator: "、") }

    /// Old and new values for the log.
    func details(from old: PlanRecord?) -> [FactDetail] {
        func term(_ record: PlanRecord?) -> String? {
            record.map { "\($0.termStart?.description ?? "")至\($0.termEnd?.description ?? "")" }
        }
        let changes: [FactDetail?] = [
            .change("计划年度", old.map { "\($0.year)" }, "\(year)"), .change("计划名称", old?.name, name),
            .change("内容分级", old?.contentLevel?.label, contentLevel?.label),
            .change("牵头领域", old?.leadDomain?.label, leadDomain?.label),
            .change("检查对象", old?.subjectDescription ?? "", subjectDescription),
            .change("检查对象数", old?.subjectCount.map { "\($0)" }, subjectCount.map { "\($0)" }),
            .change("检查方式", old?.wayLabels, wayLabels),
            .change("不同地区抽查比例", old?.regionRatios.lines ?? "", regionRatios.lines),
            .change("关联信用规则要求", old?.creditRule.label, creditRule.label),
            .change("检查要求", old?.inspectionRequirement ?? "", inspectionRequirement),
            .change("计划期限", term(old), term(self)),
            .change("监管事项数", old.map { "\($0.items.count)" }, "\(items.count)"),
            .change("下发机构数", old.map { "\($0.issueScope.count)" }, "\(issueScope.count)"),
        ]
        return changes.compactMap { $0 }
    }
}
