import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// The fields of an annual plan that people fill in (A.9).
package struct PlanRecord: DeclaredRecord {
    package var year: Int
    package var name: String
    package var contentLevel: ContentLevel?
    package var leadDomain: EnforcementDomain?
    package var planType: AgencySpan = .singleAgency
    /// 联合领域 and 配合领域监管事项 of a plan of several agencies (PLAN-03).
    package var jointDomains: Set<EnforcementDomain> = []
    package var partnerItems: Set<ItemID> = []
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
    package static let blank = PlanRecord(year: 0, name: "")
    package static let attributes: Attributes<PlanRecord> = [
        RecordAttribute("year", "year", "计划年度", \.year, .number(2000...2100), required: true),
        RecordAttribute("name", "name", "计划名称", \.name, .text(200), required: true),
        RecordAttribute("contentLevel", "content_level", "内容分级", \.contentLevel, .choice(), required: true),
        RecordAttribute("leadDomain", "lead_domain", "牵头领域", \.leadDomain, .choice(), required: true),
        RecordAttribute("planType", "span", "计划类型", \.planType, .choice(.singleAgency)),
        RecordAttribute("jointDomains", "joint_domains", "联合领域", \.jointDomains, .choices(), hint: "计划类型为跨机构时必填"),
        RecordAttribute("legalBasis", "legal_basis", "监管依据", \.legalBasis, .longText(2000)),
        RecordAttribute("taskNature", "task_nature", "任务性质", \.taskNature, .text(100)),
        RecordAttribute("responsibleOffice", "responsible_office", "责任处室", \.responsibleOffice, .text(100)),
        RecordAttribute("documentNo", "document_no", "文号", \.documentNo, .text(100)),
        RecordAttribute("items", "监管事项", \.items, .many(), required: true, hint: "只能选择本机构已认领的事项"),
        RecordAttribute("partnerItems", "配合领域监管事项", \.partnerItems, .many(), hint: "计划类型为跨机构时必填，应属于所选的联合领域"),
        RecordAttribute("ways", "ways", "检查方式", \.ways, .choices(), required: true),
        RecordAttribute("subjectDescription", "subject_description", "检查对象", \.subjectDescription, .text(500)),
        RecordAttribute("subjectCount", "subject_count", "检查对象数", \.subjectCount, .number(0...10_000_000)),
        RecordAttribute("regionRatios", "region_ratios", "不同地区抽查比例", \.regionRatios, .regionRatios, hint: "每行一个地区和比例，例如：东城区 10%"),
        RecordAttribute("creditRule", "credit_rule", "关联信用规则要求", \.creditRule, .choice(.notRequired)),
        RecordAttribute("inspectionRequirement", "inspection_requirement", "检查要求", \.inspectionRequirement, .longText(2000)),
        RecordAttribute("inspectingBody", "inspecting_body", "检查主体", \.inspectingBody, .text(200)),
        RecordAttribute("termStart", "term_start", "计划期限（开始）", \.termStart, .date(), required: true),
        RecordAttribute("termEnd", "term_end", "计划期限（结束）", \.termEnd, .date(), required: true),
        RecordAttribute("termNote", "term_note", "期限说明", \.termNote, .text(200)),
        RecordAttribute("issueScope", "下发范围", \.issueScope, .many(), hint: "不选择则仅本机构执行"),
        RecordAttribute("remark", "remark", "说明", \.remark, .longText(2000)),
    ]
}

extension AttributeKind where Value == [RegionRatio] {
    fileprivate static var regionRatios: Self {
        .spelled(
            .lines(limit: 2000), { $0.lines }, wrong: "不同地区抽查比例应为每行一个地区和0至100的整数百分比，地区不能重复",
            read: { [RegionRatio](lines: $0) })
    }
}

extension PlanRecord {
    /// What a draft must already keep to: it can be found again, and what is filled in is not wrong.
    func checkDraft() throws(PlanRefused) {
        do { try MissingField.check(["计划名称": name]) } catch { throw .missing(error) }
        if let start = termStart, let end = termEnd, end < start { throw .termInverted }
    }

    /// A plan of one agency has no partners (PLAN-03).
    var tidied: PlanRecord {
        var tidy = self
        switch planType {
        case .singleAgency: (tidy.jointDomains, tidy.partnerItems) = ([], [])
        case .crossAgency: break
        }
        return tidy
    }

    /// Every field with “*” of A.9 is needed when the plan is handed in (PLAN-02).
    func checkComplete() throws(PlanRefused) {
        do {
            try MissingField.check([
                "计划名称": name, "内容分级": contentLevel?.label ?? "", "牵头领域": leadDomain?.label ?? "",
                "检查方式": ways.isEmpty ? "" : "有", "计划期限": termStart == nil || termEnd == nil ? "" : "有",
                "监管事项": items.isEmpty ? "" : "有",
            ])
            switch planType {
            case .singleAgency: break
            case .crossAgency:
                try MissingField.check(["联合领域": jointDomains.isEmpty ? "" : "有", "配合领域监管事项": partnerItems.isEmpty ? "" : "有"])
            }
        } catch {
            throw .missing(error)
        }
        try checkDraft()
    }
}
