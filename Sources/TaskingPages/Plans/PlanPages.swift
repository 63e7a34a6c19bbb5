import Authority
import Doors
import Storage
import Tasking
import Timekeeping

/// 年度计划管理 (PLAN-01…11, 16…19, 22) of the three families.
package enum PlanPages {
    static let menu = [MenuEntry(.work, "年度计划", "/plans", icon: "calendar3", .needs(.readPlans))]

    static let routes: [Route] = [
        .read("/plans", .needs(.readPlans), "年度计划列表：制定的计划、收到的计划", query: query, as: ListModel<PlanRow>.self) { try await list($0) },
        .read("/plans/new", .needs(.makePlans), "添加年度计划，可复制已有的计划", query: [familyField, copyField], as: PlanFormModel.self, format: .pageOnly) { call in
            try await PlanFormPage.blank(call)
        },
        .act("/plans", .needs(.makePlans), "制定年度计划：暂存，或提交审核", version: .notNeeded("新建一条记录，不改变已有的"), form: formFields + [familyField.optional, then],
            again: { try await PlanFormPage.again($0, $1) }, PlanActs.make),
        .read("/plans/{id}", .needsAny([.readPlans, .reviewPlans]), "年度计划详情", as: PlanDetail.self) { try await detail($0) },
        .read("/plans/{id}/edit", .needs(.makePlans), "修改年度计划", as: PlanFormModel.self, format: .pageOnly) { call in
            try await PlanFormPage.filled(call)
        },
        .act("/plans/{id}", .needs(.makePlans), "修改年度计划：暂存，或提交审核", version: .checked(AnnualPlan.self), form: formFields + [then],
            again: { try await PlanFormPage.again($0, $1) }, PlanActs.change),
        .act(
            "/plans/deletions", .needs(.makePlans), "删除多个年度计划", version: .notNeeded("所选记录连同所见的版本一起提交，逐条核对"), form: [BulkAct.field], asks: TaskingQuestions.planDeletions,
            PlanActs.deleteEach),
        .act("/plans/{id}/deletion", .needs(.makePlans), "删除年度计划", version: .checked(AnnualPlan.self), asks: TaskingQuestions.planDeletion, PlanActs.delete),
        .act("/plans/{id}/submission", .needs(.makePlans), "提交年度计划审核", version: .checked(AnnualPlan.self), form: [PlanForm.reviewer],
            again: { try await detail($0, $1) }, PlanActs.submit),
        .act("/plans/{id}/withdrawal", .needs(.makePlans), "撤回审核", version: .checked(AnnualPlan.self), PlanActs.withdraw),
        .act("/plans/{id}/receipt", .needs(.receivePlans), "确认接收：接收，或无法执行并说明理由", version: .checked(AnnualPlan.self), form: receiptFields,
            again: { try await detail($0, $1) }, PlanActs.answer),
        .act("/plans/{id}/evaluation", .needs(.makePlans), "评估已完成的计划：结果、覆盖率、说明", version: .checked(AnnualPlan.self), form: evaluationFields,
            again: { try await detail($0, $1) }, PlanActs.evaluate),
    ]

    static let familyField = Field("family", "计划类别", .choice(PlanFamily.options), required: true)
    static let copyField = Field("copy", "复制的计划")
    static let then = Field("then", "操作", .choice([.init("draft", "暂存"), .init("submit", "确定")]))
    static let receiptFields = [
        Field("answer", "确认接收", .choice([.init("receive", "接收"), .init("unable", "无法执行")]), required: true),
        Field("reason", "理由", .multiline(maxLength: 500), hint: "选择无法执行时必填"),
    ]
    static let evaluationFields = [
        Field("result", "评估结果", .multiline(maxLength: 2000), required: true),
        Field("coverage", "覆盖率（%）", .integer(0...100), required: true), Field("remark", "评估说明", .multiline(maxLength: 2000)),
    ]
    /// 暂存 asks for the name alone.
    private static let formFields = Field.union(PlanFamily.allCases.map(PlanForm.fields)).map { $0.name == "name" ? $0 : $0.optional }
    package static let query = [familyField, Field("tab", "页签"), sorting] + filters(received: false) + [execution, receipt]
    private static let sorting = ListSorting.field(PlanOrder.self)

    package static func family(_ call: Call) -> PlanFamily { askedFamily(call) ?? .doubleRandom }

    private static func askedFamily(_ call: Call) -> PlanFamily? {
        (call.query["family"] ?? call.form["family"]).flatMap(PlanFamily.init(rawValue:))
    }

    private static func filters(received: Bool) -> [Field] {
        [
            Field("name", "计划名称", placeholder: "请输入计划名称"), Field("number", "计划编号", placeholder: "请输入计划编号"),
            Field("year", "计划年度", .integer(2000...2100)), Field("span", "计划类型", .choice(AgencySpan.options)),
            Field("source", "计划来源", .choice(PlanSource.options)),
            Field("review", "确认状态", .choice(PlanReviewStatus.options)),
        ]
    }

    private static let execution = Field("execution", "执行状态", .choice(PlanExecutionStatus.options))
    private static let receipt = Field("receipt", "接收状态", .choice(PlanReceiptStatus.options))

    package static func filter(_ call: Call) -> PlanFilter {
        let reading = FormReading(call.query, filters(received: false) + [execution, receipt])
        var filter = PlanFilter()
        filter.name = reading.optional("name")
        filter.number = reading.optional("number")
        filter.year = reading.integer("year")
        filter.span = reading.choice("span")
        filter.source = reading.choice("source")
        filter.review = reading.choice("review")
        filter.execution = reading.choice("execution")
        filter.receipt = reading.choice("receipt")
        return filter
    }

    package static func isReceived(_ call: Call) -> Bool { call.query["tab"] == "received" }

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let asked = askedFamily(call)
        let isReceived = isReceived(call)
        let filter = filter(call), page = call.listPage(by: PlanOrder.self), year = call.clock.today().year
        let (family, listed, summary, tabs) = try await call.read { transaction in
            // who names no family sees the first of which there are plans
            let family = try asked ?? PlanFamily.allCases.first {
                let found = try PlanSummary.tabs($0, for: actor, in: transaction)
                return found.made + found.received > 0
            } ?? .doubleRandom
            return (
                family,
                isReceived
                    ? try AnnualPlan.received(family, filter, for: actor, page: page, in: transaction)
                    : try AnnualPlan.made(family, filter, for: actor, page: page, in: transaction),
                try PlanSummary.of(family, at: actor.organization, year: year, in: transaction),
                try PlanSummary.tabs(family, for: actor, in: transaction)
            )
        }
        var screen = screen(family, isReceived: isReceived)
        screen.summary = summary.text
        screen.actions += Action.exports("/plans", call, needs: .readPlans)
        screen.tabs = [
            Tab("制定的计划", "/plans?family=\(family.rawValue)", count: tabs.made, isCurrent: !isReceived),
            Tab("收到的计划", "/plans?family=\(family.rawValue)&tab=received", count: tabs.received, isCurrent: isReceived),
        ]
        return screen.page(call, listed.map { PlanRow($0, for: actor) })
    }

    private static func screen(_ family: PlanFamily, isReceived: Bool) -> ListScreen<PlanRow> {
        var columns: [Column<PlanRow>] = [
            Column("计划名称", over: "计划编号", .fill) { .link($0.name, href: "/plans/" + $0.id, note: $0.number) }
                .sorted(by: nil, second: PlanOrder.number),
            Column("计划年度", .narrow) { .number($0.year) }.sorted(by: PlanOrder.year),
            Column("监管事项", over: "内容分级") { .lines($0.items, $0.contentLevel) },
            Column("计划类型", over: "计划来源", .small) { .lines($0.span, $0.source) },
            Column("牵头领域", over: "联合领域", .small) { .lines($0.leadDomain, $0.jointDomains) },
        ]
        columns.append(isReceived
            ? Column("接收状态", .small) { .tag($0.receipt, $0.receiptTone) }
            : Column("审核状态", .small) { .tag($0.review, $0.reviewTone) })
        columns.append(Column("执行状态", .small) { .text($0.execution) })
        var screen = ListScreen<PlanRow>(family.menuTitle, path: "/plans", columns: columns)
        screen.standing = [familyField.name: family.rawValue]
        screen.filters = [familyField]
            + Array(filters(received: isReceived).prefix(3))
        screen.moreFilters = Array(filters(received: isReceived).dropFirst(3)) + [isReceived ? receipt : execution]
        screen.actions = [
            Action("添加年度计划", "/plans/new?family=" + family.rawValue, .primary, icon: "plus-lg", needs: .makePlans)
        ]
        screen.sorting = sorting
        screen.rowActions = rowActions
        screen.bulkActs = isReceived ? [] : [BulkAct("删除所选", "/plans/deletions", needs: .makePlans)]
        screen.bulkKey = { $0.acts.contains(.delete) ? BulkAct.key($0.id, $0.version) : nil }
        screen.emptyText = isReceived ? "没有收到的计划" : "没有符合条件的计划"
        return screen
    }

    private static func rowActions(_ row: PlanRow) -> [Action] {
        let path = "/plans/" + row.id
        var actions = [Action("详情", path)]
        if row.acts.contains(.receive) { actions.append(Action("确认接收", path)) }
        if row.acts.contains(.change) { actions.append(Action("修改", path + "/edit")) }
        if row.acts.contains(.withdraw) { actions.append(Action("撤回审核", path + "/withdrawal", .post, version: row.version)) }
        actions.append(Action("复制", "/plans/new?copy=" + row.id, needs: .makePlans))
        if row.acts.contains(.delete) { actions.append(Action("删除", path + "/deletion", .danger, version: row.version)) }
        return actions
    }

    static func detail(_ call: Call, _ problems: Problems? = nil) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: AnnualPlan.self)
        let today = call.clock.today()
        let model = try await call.read { try PlanDetail.load(id, for: actor, today: today, in: $0) }
        let values = call.form, token = call.login?.formToken
        return Page(model[\.name], model) { $1.plan($0, values: values, problems: problems, formToken: token) }
    }
}

extension PlanFamily {
    /// As the menu calls it (Appendix H).
    var menuTitle: String {
        switch self {
        case .doubleRandom: "双随机年度计划"
        case .daily: "日常检查年度计划"
        case .special: "专项检查年度计划"
        }
    }
}
