import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

extension PlanRecord {
    /// With year and term moved on, where the year is over. The 29th of February becomes the 28th.
    fileprivate func moved(to wanted: Int) -> PlanRecord {
        let years = max(0, wanted - year)
        func moved(_ date: CalendarDate?) -> CalendarDate? {
            date.flatMap {
                CalendarDate(year: $0.year + years, month: $0.month, day: $0.day)
                    ?? CalendarDate(year: $0.year + years, month: 2, day: 28)
            }
        }
        var copy = self
        (copy.year, copy.termStart, copy.termEnd) = (year + years, moved(termStart), moved(termEnd))
        return copy
    }
}

/// The plan form (A.9): where each field stands, and what was typed as a record.
enum PlanForm {
    static func parts(_ family: PlanFamily) -> [FormPart] {
        let items = "/options/items?kind=" + (family.mode.usesSpotCheckItems ? "spotCheck" : "supervision")
        return [
            FormPart("计划信息", fields: PlanRecord.fields(
                \.year, \.name, \.contentLevel, \.leadDomain, \.planType, \.jointDomains, \.legalBasis, \.taskNature, \.responsibleOffice, \.documentNo)),
            FormPart("检查内容", fields: PlanRecord.field(\.items, from: items)
                + PlanRecord.field(\.partnerItems, from: items.replacing("/options/items", with: "/options/partner-items")) + PlanRecord.fields(
                \.ways, \.subjectDescription, \.subjectCount, \.regionRatios, \.creditRule, \.inspectionRequirement, \.inspectingBody)),
            FormPart("期限与下发", fields: PlanRecord.fields(\.termStart, \.termEnd, \.termNote)
                + PlanRecord.field(\.issueScope, from: "/options/agencies-below") + PlanRecord.fields(\.remark)),
            FormPart("审核", note: "点击“确定”提交审核时须选择审核人员；“暂存”时可以不填", fields: [reviewer, .version]),
        ]
    }

    static func fields(_ family: PlanFamily) -> [Field] { parts(family).flatMap(\.fields) }

    static let reviewer = Field(
        "reviewer", "审核人员", .picker(source: "/options/reviewers", many: false), placeholder: "选择本部门的审核人员")

    /// - Parameter isDraft: 暂存 asks for nothing but year and name.
    static func record(_ values: Values, _ family: PlanFamily, isDraft: Bool) throws -> PlanRecord {
        var reading = FormReading(values, fields(family).map { isDraft && $0.name != "name" ? $0.optional : $0 })
        let record: PlanRecord = reading.record()
        try reading.finish()
        return record
    }

    /// What a new plan takes over from this one (复制).
    static func values(of plan: AnnualPlan, copiedBy agency: Organization.ID, in year: Int) -> Values {
        var values = Values(of: plan.record.moved(to: year))
        values.set("name", plan.record.name + "（复制）")
        if plan.organization != agency { values.set("issueScope", all: []) }
        return values
    }

    /// What the chosen matters, agencies and the reviewer are called.
    static func named(_ values: Values, agency: Organization.ID, in transaction: Transaction) throws -> Values {
        var values = values
        let items = values.all("items").compactMap { ItemID($0) }
        let names = Dictionary(
            try ItemQueries.lines(items, for: agency, in: transaction).map { ($0.id.description, $0.name) },
            uniquingKeysWith: { first, _ in first })
        values.set("items_label", all: values.all("items").map { names[$0] ?? $0 })
        values = try JointForm.named(values, items: "partnerItems", agency: agency, in: transaction)
        let agencies = values.all("issueScope").compactMap { Organization.ID($0) }
        values.set("issueScope_label", all: try agencies.map { try ActingAgency.name(of: $0, in: transaction) })
        if let reviewer = values["reviewer"].flatMap({ Account.ID($0) }) {
            values.set("reviewer_text", try Account.name(of: reviewer, in: transaction))
        }
        return values
    }
}
