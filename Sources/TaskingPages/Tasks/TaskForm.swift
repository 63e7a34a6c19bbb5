import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// The task form (A.11): its fields, and what was typed as a record.
enum TaskForm {
    /// TASK-11: why no plan is offered.
    static let noPlanCauses = ["计划不在期限内", "计划类型与任务类型不一致", "上级下发的计划尚未接收"]

    /// - Parameter hasPlans: whether a plan can be linked today.
    static func parts(_ mode: InspectionMode, hasPlans: Bool) -> [FormPart] {
        [
            FormPart("任务信息", fields: basics(mode) + [plan(mode, hasPlans: hasPlans)] + term),
            FormPart("跨机构", note: "任务类型为跨机构时填写；点击“确定”即向配合机构发起邀约，配合机构答复后再确认任务成立", fields: joint(mode)),
            FormPart(
                "检查内容", note: "计划中的事项自动带入；按检查表单选择时，检查表单随事项自动选择；按事项选择时，保存后为本任务创建动态表单",
                fields: [contentMode, items(mode)]),
            FormPart("检查对象与人员", fields: selection(mode)),
            FormPart("要求", fields: requirements),
        ]
    }

    static func fields(_ mode: InspectionMode) -> [Field] { parts(mode, hasPlans: true).flatMap(\.fields) }

    private static func basics(_ mode: InspectionMode) -> [Field] {
        [
            Field("name", "任务名称", .text(maxLength: 200), required: true),
            Field("nature", "任务性质", .choice(TaskNature.options), required: true),
            Field("testExpiry", "测试截止", .choice(TestExpiry.options), hint: "测试任务必填；到期后任务及其全部数据自动清除"),
            Field("year", "任务年度", .integer(2000...2100), required: true),
            Field("taskType", "任务类型", .choice(AgencySpan.options)),
            Field("source", "任务来源", .choice(TaskSource.allCases.map { .init($0.rawValue, $0.label(mode)) }), required: true),
        ]
    }

    private static func plan(_ mode: InspectionMode, hasPlans: Bool) -> Field {
        Field(
            "plan", "关联计划", .picker(source: "/options/plans?mode=" + mode.rawValue, many: false),
            hint: hasPlans ? "来源为\(TaskSource.planned.label(mode))时必选" : "没有可关联的计划，可能的原因：" + noPlanCauses.joined(separator: "；"))
    }

    private static let term = [
        Field("startDate", "任务期限（开始）", .date, required: true), Field("endDate", "任务期限（结束）", .date, required: true),
        Field(
            "leadDomain", "牵头领域", .choice(EnforcementDomain.options),
            hint: "关联计划时由计划带入，临时任务须选择"),
    ]

    private static let contentMode = Field(
        "contentMode", "检查内容选择方式", .choice(TaskContentMode.options), required: true)

    private static func items(_ mode: InspectionMode) -> Field {
        let kind: ItemKind = mode.usesSpotCheckItems ? .spotCheck : .supervision
        return Field(
            "items", mode.usesSpotCheckItems ? "抽查事项" : "监管事项",
            .picker(source: "/options/items?kind=" + kind.rawValue, many: true), hint: "只能选择本机构已认领的事项")
    }

    /// 配合机构, what they inspect, and until when they answer (JOIN-01).
    static func joint(_ mode: InspectionMode) -> [Field] {
        [
            Field("partners", "配合机构", .picker(source: "/options/partner-agencies", many: true)),
            Field("invitationDeadline", "邀约截止日期", .date, hint: "配合机构可在该日24时前答复"),
            Field(
                "partnerItems", "配合领域监管事项",
                .picker(source: "/options/partner-items?kind=" + (mode.usesSpotCheckItems ? ItemKind.spotCheck : .supervision).rawValue, many: true),
                hint: "选择配合机构已认领的事项，每个配合机构至少一项；计划中的配合领域监管事项自动带入"),
        ]
    }

    private static func selection(_ mode: InspectionMode) -> [Field] {
        let modes = mode.drawsOnly ? [SelectionMode.random] : SelectionMode.allCases
        let options = modes.map { Field.Option($0.rawValue, $0.label) }
        return [
            Field("fixation", "检查对象是否固定", .choice(SubjectFixation.options), required: true),
            Field("subjectSelection", "检查对象选定方式", .choice(options), required: true),
            Field("officerSelection", "检查机构人员选派方式", .choice(options), required: true),
        ]
    }

    private static let requirements = [
        Field("subjectRequirement", "检查对象要求", .multiline(maxLength: 2000)),
        Field("workRequirement", "检查工作要求", .multiline(maxLength: 2000)),
        Field("remark", "任务说明", .multiline(maxLength: 2000)), Field("version", "版本", .hidden),
    ]

    static func items(_ values: Values) -> Set<ItemID> { Set(values.all("items").compactMap { ItemID($0) }) }

    static func partnerItems(_ values: Values) -> Set<ItemID> { Set(values.all("partnerItems").compactMap { ItemID($0) }) }

    static func partners(_ values: Values) -> Set<Organization.ID> { Set(values.all("partners").compactMap { Organization.ID($0) }) }

    static func record(_ values: Values, _ mode: InspectionMode) throws -> TaskRecord {
        var reading = FormReading(values, fields(mode))
        if reading.choice("nature", as: TaskNature.self) == .test, reading.optional("testExpiry") == nil {
            reading.refuse("testExpiry", "请填写测试截止")
        }
        try reading.finish()
        guard let start = reading.date("startDate"), let end = reading.date("endDate"),
            let source: TaskSource = reading.choice("source")
        else { throw Problems(general: "请填写任务期限") }
        let plan = reading.optional("plan").flatMap { AnnualPlan.ID($0) }
        var record = TaskRecord(
            name: reading.text("name"), year: reading.integer("year") ?? start.year, source: source, plan: plan,
            from: start, to: end)
        record.span = reading.choice("taskType") ?? .singleAgency
        record.invitationDeadline = reading.date("invitationDeadline")
        record.nature = reading.choice("nature") ?? .formal
        record.testExpiry = reading.choice("testExpiry")
        record.leadDomain = reading.choice("leadDomain")
        record.contentMode = reading.choice("contentMode") ?? .byForm
        record.fixation = reading.choice("fixation") ?? .fixed
        record.subjectSelection = reading.choice("subjectSelection") ?? .random
        record.officerSelection = reading.choice("officerSelection") ?? .random
        record.subjectRequirement = reading.text("subjectRequirement")
        record.workRequirement = reading.text("workRequirement")
        record.remark = reading.text("remark")
        return record
    }

    static func values(of task: InspectionTask, items: [TaskItem], _ invitations: [TaskInvitation]) -> Values {
        let record = task.record
        var values = Values([
            "name": record.name, "nature": record.nature.rawValue, "testExpiry": record.testExpiry?.rawValue ?? "",
            "year": "\(record.year)", "source": record.source.rawValue, "plan": record.plan?.description ?? "",
            "startDate": record.startDate.description, "endDate": record.endDate.description,
            "leadDomain": record.leadDomain?.rawValue ?? "", "contentMode": record.contentMode.rawValue, "fixation": record.fixation.rawValue,
            "subjectSelection": record.subjectSelection.rawValue, "officerSelection": record.officerSelection.rawValue,
            "subjectRequirement": record.subjectRequirement, "workRequirement": record.workRequirement,
            "remark": record.remark, "version": "\(task.version)", "taskType": record.span.rawValue,
            "invitationDeadline": record.invitationDeadline?.description ?? "",
        ])
        values.set("items", all: items.filter { $0.origin == .manual && $0.participant == nil }.map(\.id.description))
        values.set("partnerItems", all: items.filter { $0.participant != nil }.map(\.id.description))
        // whoever refused has no part any more once the task stands
        let taking = invitations.filter { task.status == .draft || $0.status == .accepted }
        values.set("partners", all: taking.map(\.agency.description))
        return values
    }

    /// What the chosen matters and the plan are called.
    static func named(_ values: Values, for actor: Actor, in transaction: Transaction) throws -> Values {
        var values = values
        let chosen = values.all("items").compactMap { ItemID($0) }
        let names = Dictionary(
            try ItemQueries.lines(chosen, for: actor.organization, in: transaction).map { ($0.id.description, $0.name) },
            uniquingKeysWith: { first, _ in first })
        values.set("items_label", all: values.all("items").map { names[$0] ?? $0 })
        values = try JointForm.named(values, for: actor, in: transaction)
        if let plan = values["plan"].flatMap({ AnnualPlan.ID($0) }) {
            values.set("plan_text", try AnnualPlan.find(plan, for: actor, in: transaction)?.record.name)
        }
        return values
    }
}
