import Authority
import Doors
import Library
import Registry
import Storage

/// 检查表单 (ITEM-09 to ITEM-13, ITEM-23, ITEM-24).
package enum CheckFormPages {
    static let routes: [Route] = [
        .read("/forms", .needs(.readItems), "检查表单列表", query: filters, as: ListModel<CheckFormRow>.self) { try await list($0) },
        .read("/forms/new", .needs(.manageForms), "新建检查表单的表单", query: startFields, as: ItemForm.self, format: .pageOnly) { call in
            try await newForm(call, nil)
        },
        .act(
            "/forms", .needs(.manageForms), "新建检查表单", version: .notNeeded("新建一条记录，不改变已有的"), form: CheckFormForms.head + [CheckFormForms.layout, CheckFormForms.besideHigher] + entered,
            again: { call, problems in try await newForm(call, problems) }
        ) { try await create($0) },
        .get(
            "/forms/export", .needs(.readItems), "导出检查表单", query: [Field("form", "检查表单", required: true), Field("number", "版本")]
        ) { try await export($0) },
        .read("/forms/{id}", .needs(.readItems), "检查表单详情", query: [Field("number", "版本")], as: CheckFormDetail.self, changeable: changed) { call in
            let token = call.login?.formToken
            let (model, fields, values) = try await detail(call)
            return Page(model.name, model) { $1.checkForm($0, formToken: token) }.changeable(fields, values)
        },
        .read("/forms/{id}/preview", .needs(.readItems), "预览表单", query: [Field("number", "版本")], as: CheckFormDetail.self) { call in
            let (model, _, _) = try await detail(call)
            return Page("预览表单", model) { $1.checkFormPreview($0) }
        },
        .read("/forms/{id}/edit", .needs(.manageForms), "修改检查表单的表单", as: ItemForm.self, format: .pageOnly) { call in
            try await editForm(call, nil)
        },
        .act(
            "/forms/{id}", .needs(.manageForms), "修改检查表单", version: .checked(CheckForm.self), form: changed,
            again: { call, problems in try await editForm(call, problems) }
        ) { try await change($0) },
        .act("/forms/{id}/enabling", .needs(.manageForms), "启用检查表单的草稿版本", version: .checked(CheckForm.self), form: ItemPages.versionField) { try await enable($0) },
        .act("/forms/{id}/disabling", .needs(.manageForms), "停用检查表单", version: .checked(CheckForm.self), form: ItemPages.versionField, asks: RegistryQuestions.formDisabling) { call in
            try await set(.disabled, call)
        },
        .act("/forms/{id}/restoring", .needs(.manageForms), "恢复检查表单", version: .checked(CheckForm.self), form: ItemPages.versionField) { call in
            try await set(.enabled, call)
        },
    ]

    private static let changed = changedFields(CheckFormForms.head)

    private static func changedFields(_ head: [Field]) -> [Field] { head + [CheckFormForms.layout] + ItemPages.versionField + entered }

    private static let entered = CheckFormForms.rows + CustomFieldRows.described + [CheckFormForms.following]

    static let startFields = [
        Field("item", CheckForm.Label.itemCode), Field("sheet", CheckMatter.Label.sheet), Field("type", InspectionType.Label.name),
    ]

    package static let filters = [
        Field("q", CheckForm.Label.name, placeholder: "请输入关键字查询"),
        Field("mode", CheckForm.Label.modes, .choice(InspectionMode.options)),
        Field("status", CheckForm.Label.status, .choice(CheckFormStatus.options)),
        PastDay.field,
    ]

    package static func filter(_ call: Call) -> CheckFormList.Filter {
        let reading = FormReading(call.query, filters)
        var filter = CheckFormList.Filter()
        filter.name = reading.optional("q")
        filter.mode = reading.choice("mode")
        filter.status = reading.choice("status")
        filter.asOf = PastDay.asked(call)
        return filter
    }

    private static func list(_ call: Call) async throws -> Page {
        let agency = try call.actor().organization
        let (chosen, page) = (filter(call), call.listPage)
        let listed = try await call.read { try CheckFormList.load(chosen, agency: agency, page: page, in: $0) }
        return screen(call).page(call, listed.map(CheckFormRow.init))
    }

    private static func screen(_ call: Call) -> ListScreen<CheckFormRow> {
        var screen = ListScreen<CheckFormRow>("检查表单", path: "/forms", columns: [
            Column(CheckForm.Label.name, .fill) { .link($0.name, href: "/forms/" + $0.id, note: $0.modes) },
            Column(CheckForm.Label.items, .narrow) { .number($0.items) },
            Column(CheckForm.Label.organization, .wide) { .lines($0.organization, $0.scopeLevel) },
            Column(CheckForm.Label.version, .medium) { .text($0.version) },
            Column(CheckForm.Label.status, .small) { .tag($0.status, $0.isInUse ? .ok : .mute) },
        ])
        screen.filters = filters
        screen.actions = [
            Action("检查事项清单", "/check-matters", icon: "list-check"),
            Action("检查类型", "/inspection-types", icon: "tags"),
            Action("检查结果模板", "/result-templates", icon: "clipboard-check"),
        ] + Action.exports("/forms", call, needs: .readItems) + [
            Action("导入", "/imports/forms", icon: "upload", needs: .manageForms),
            Action("新建检查表单", "/forms/new", .primary, icon: "plus-lg", needs: .manageForms),
        ]
        screen.rowActions = { row in
            [Action("查看", "/forms/" + row.id), Action("预览", "/forms/\(row.id)/preview")]
        }
        screen.emptyText = "没有符合条件的检查表单"
        return screen
    }

    /// The version that is shown; what can be changed is the newest.
    private static func detail(_ call: Call) async throws -> (CheckFormDetail, [Field], Values) {
        let (actor, today) = (try call.actor(), call.clock.today())
        let id = try call.id(of: CheckForm.self)
        let number = call.query["number"].flatMap { Int($0) }
        return try await call.read { transaction in
            let form = try CheckForm.load(id, scope: actor.scope, in: transaction)
            let versions = try CheckFormVersion.all(of: id, in: transaction)
            guard let newest = versions.first, let shown = number.map({ number in versions.first { $0.number == number } }) ?? newest
            else { throw NotFound() }
            let items = try ItemQueries.lines(form.record.items, for: actor.organization, in: transaction)
            let cited = shown.content.points.flatMap { $0.violatedProvisions + $0.penaltyProvisions }
            let outdated = try LawLibrary(scope: actor.scope, in: transaction).outdated(cited, on: today)
            return (
                CheckFormDetail(form, versions, shown: shown, items: items, outdated: outdated, on: today, actor: actor),
                changedFields(CheckFormForms.head([newest.resultTemplate])), CheckFormForms.values(form, newest.draft, items: items)
            )
        }
    }
}
