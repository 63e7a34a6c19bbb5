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

/// The plan form (A.9): its fields, and what was typed as a record.
enum PlanForm {
    static func parts(_ family: PlanFamily) -> [FormPart] {
        [
            FormPart("计划信息", fields: basics),
            FormPart("检查内容", fields: [items(family)] + contents),
            FormPart("期限与下发", fields: issue),
            FormPart("审核", note: "点击“确定”提交审核时须选择审核人员；“暂存”时可以不填", fields: [reviewer, hidden]),
        ]
    }

    static func fields(_ family: PlanFamily) -> [Field] { parts(family).flatMap(\.fields) }

    static let reviewer = Field(
        "reviewer", "审核人员", .picker(source: "/options/reviewers", many: false), placeholder: "选择本部门的审核人员")

    private static let hidden = Field("version", "版本", .hidden)

    private static let basics = [
        Field("year", "计划年度", .integer(2000...2100), required: true),
        Field("name", "计划名称", .text(maxLength: 200), required: true),
        Field("contentLevel", "内容分级", .choice(ContentLevel.options), required: true),
        Field("leadDomain", "牵头领域", .choice(EnforcementDomain.allCases.map { .init($0.rawValue, $0.label) }), required: true),
        Field("legalBasis", "监管依据", .multiline(maxLength: 2000)),
        Field("taskNature", "任务性质", .text(maxLength: 100)),
        Field("responsibleOffice", "责任处室", .text(maxLength: 100)),
        Field("documentNo", "文号", .text(maxLength: 100)),
    ]

    private static func items(_ family: PlanFamily) -> Field {
        let kind = family.mode.usesSpotCheckItems ? "spotCheck" : "supervision"
        return Field(
            "items", "监管事项", .picker(source: "/options/items?kind=\(kind)", many: true), required: true,
            hint: "只能选择本机构已认领的事项")
    }

    private static let contents = [
        Field("ways", "检查方式", .choices(InspectionWay.options), required: true),
        Field("subjectDescription", "检查对象", .text(maxLength: 500)),
        Field("subjectCount", "检查对象数", .integer(0...10_000_000)),
        Field("regionRatios", "不同地区抽查比例", .multiline(maxLength: 2000), hint: "每行一个地区和比例，例如：东城区 10%"),
        Field("creditRule", "关联信用规则要求", .choice(CreditRuleRequirement.options)),
        Field("inspectionRequirement", "检查要求", .multiline(maxLength: 2000)),
        Field("inspectingBody", "检查主体", .text(maxLength: 200)),
    ]

    private static let issue = [
        Field("termStart", "计划期限（开始）", .date, required: true),
        Field("termEnd", "计划期限（结束）", .date, required: true),
        Field("termNote", "期限说明", .text(maxLength: 200)),
        Field(
            "issueScope", "下发范围", .picker(source: "/options/agencies-below", many: true), hint: "不选择则仅本机构执行"),
        Field("remark", "说明", .multiline(maxLength: 2000)),
    ]

    /// - Parameter isDraft: 暂存 asks for nothing but the name.
    static func record(_ values: Values, _ family: PlanFamily, isDraft: Bool) throws -> PlanRecord {
        let asked = fields(family).map { field in
            isDraft && field.name != "name"
                ? Field(field.name, field.label, field.kind, hint: field.hint, placeholder: field.placeholder) : field
        }
        var reading = FormReading(values, asked)
        var record = PlanRecord(year: reading.integer("year") ?? 0, name: reading.text("name"))
        if isDraft, reading.integer("year") == nil { reading.refuse("year", "请填写计划年度") }
        if let ratios = [RegionRatio](lines: reading.text("regionRatios")) {
            record.regionRatios = ratios
        } else {
            reading.refuse("regionRatios", "不同地区抽查比例应为每行一个地区和0至100的整数百分比，地区不能重复")
        }
        try reading.finish()
        record.contentLevel = reading.choice("contentLevel")
        record.leadDomain = reading.choice("leadDomain")
        record.legalBasis = reading.text("legalBasis")
        record.taskNature = reading.text("taskNature")
        record.responsibleOffice = reading.text("responsibleOffice")
        record.documentNo = reading.text("documentNo")
        record.ways = Set(reading.all("ways").compactMap(InspectionWay.init(rawValue:)))
        record.subjectDescription = reading.text("subjectDescription")
        record.subjectCount = reading.integer("subjectCount")
        record.creditRule = reading.choice("creditRule") ?? .notRequired
        record.inspectionRequirement = reading.text("inspectionRequirement")
        record.inspectingBody = reading.text("inspectingBody")
        record.termStart = reading.date("termStart")
        record.termEnd = reading.date("termEnd")
        record.termNote = reading.text("termNote")
        record.issueScope = Set(reading.all("issueScope").compactMap { Organization.ID($0) })
        record.remark = reading.text("remark")
        record.items = Set(reading.all("items").compactMap { ItemID($0) })
        return record
    }

    /// The values of a plan to be changed.
    static func values(of plan: AnnualPlan) -> Values {
        var values = values(of: plan.record)
        values.set("version", "\(plan.version)")
        return values
    }

    private static func values(of record: PlanRecord) -> Values {
        var values = Values([
            "year": "\(record.year)", "name": record.name, "contentLevel": record.contentLevel?.rawValue ?? "",
            "leadDomain": record.leadDomain?.rawValue ?? "", "legalBasis": record.legalBasis,
            "taskNature": record.taskNature, "responsibleOffice": record.responsibleOffice,
            "documentNo": record.documentNo, "subjectDescription": record.subjectDescription,
            "subjectCount": record.subjectCount.map { "\($0)" } ?? "", "regionRatios": record.regionRatios.lines,
            "creditRule": record.creditRule.rawValue, "inspectionRequirement": record.inspectionRequirement,
            "inspectingBody": record.inspectingBody, "termStart": record.termStart?.description ?? "",
            "termEnd": record.termEnd?.description ?? "", "termNote": record.termNote, "remark": record.remark,
        ])
        values.set("ways", all: record.ways.map(\.rawValue).sorted())
        values.set("items", all: record.items.sorted().map(\.description))
        values.set("issueScope", all: record.issueScope.sorted().map(\.description))
        return values
    }

    /// What a new plan takes over from this one (复制).
    static func values(of plan: AnnualPlan, copiedBy agency: Organization.ID, in year: Int) -> Values {
        var values = values(of: plan.record.moved(to: year))
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
        let agencies = values.all("issueScope").compactMap { Organization.ID($0) }
        values.set("issueScope_label", all: try agencies.map { try ActingAgency.name(of: $0, in: transaction) })
        if let reviewer = values["reviewer"].flatMap({ Account.ID($0) }) {
            values.set("reviewer_text", try Account.name(of: reviewer, in: transaction))
        }
        return values
    }
}
