import Authority
import Doors
import Library
import Registry
import Storage

/// 监管事项 (ITEM-01 to ITEM-07): the directory of an agency, one item, claiming.
package enum ItemPages {
    static let menu = [
        MenuEntry(.items, "监管事项", "/items", icon: "list-check", .needs(.readItems), also: ["/imports/items"]),
        MenuEntry(.items, "抽查事项", "/spot-check-items", icon: "shuffle", .needs(.readItems), also: ["/imports/spot-check-items"]),
        MenuEntry(.items, "检查表单", "/forms", icon: "clipboard-check", .needs(.readItems), also: ["/imports/forms", "/inspection-types", "/result-templates"]),
    ]

    /// Which of the two lists an item stands in decides the act.
    private static let keeping = Route.Access.needsAny([.manageItems, .manageSpotCheckItems])

    static let routes: [Route] = [
        .read("/items", .needs(.readItems), "事项目录查询", query: [tab] + filters + moreFilters, as: ListModel<ItemRow>.self) { call in
            try await list(call)
        },
        .read("/items/new", .needs(.manageItems), "新增监管事项的表单", as: ItemForm.self, format: .pageOnly) { call in
            try await newForm(.supervision, call, nil)
        },
        .act(
            "/items", .needs(.manageItems), "新增监管事项", version: .notNeeded("新建一条记录，不改变已有的"), form: ItemForms.fields(.supervision, isNew: true),
            again: { call, problems in try await newForm(.supervision, call, problems) }
        ) { call in try await create(.supervision, call) },
        .read("/items/{id}", .needs(.readItems), "事项详情", as: ItemDetail.self, changeable: changed) { call in try await detail(call) },
        .read("/items/{id}/edit", keeping, "修改事项的表单", as: ItemForm.self, format: .pageOnly) { call in
            try await editForm(call, nil)
        },
        .act(
            "/items/{id}", keeping, "修改事项", version: .checked(Item.self), form: changed,
            again: { call, problems in try await editForm(call, problems) }
        ) { call in try await change(call) },
        .act("/items/{id}/disabling", keeping, "禁用事项", version: .checked(Item.self), form: versionField, asks: RegistryQuestions.itemDisabling) { try await set(.disabled, $0) },
        .act("/items/{id}/enabling", keeping, "启用事项", version: .checked(Item.self), form: versionField) { try await set(.enabled, $0) },
        .act("/items/claims", .needs(.claimItems), "认领多个事项", version: .notNeeded("所选记录连同所见的版本一起提交，逐条核对"), form: [BulkAct.field]) { try await ItemPages.claimEach($0) },
        .act(
            "/items/returns", .needs(.claimItems), "取消认领多个事项", version: .notNeeded("所选记录连同所见的版本一起提交，逐条核对"), form: [BulkAct.field], asks: RegistryQuestions.itemReturns
        ) { try await ItemPages.giveBackEach($0) },
        .act("/items/{id}/claim", .needs(.claimItems), "认领事项", version: .checked(Item.self)) { try await claim($0) },
        .act("/items/{id}/return", .needs(.claimItems), "取消认领事项", version: .checked(Item.self), asks: RegistryQuestions.itemReturn) { try await giveBack($0) },
        .read("/items/coverage", .needs(.readItems), "各机构事项清单完整情况", query: coverageFilters, as: ItemCoverageModel.self) { try await coverage($0) },
        .options("/options/item-codes", .needs(.readItems), "按名称或编码选择本机构可见的事项") { try await codeOptions($0) },
        .options("/options/items", .needs(.readItems), "按关键字选择本机构已认领的事项", query: [kind]) { try await options($0) },
    ]

    private static let changed = Field.union(ItemKind.allCases.map { ItemForms.fields($0, isNew: false) })
    private static let kind = Field("kind", "事项类别", .choice(ItemKind.options))
    static let versionField = [Field("version", "版本", .hidden, required: true)]

    package static let tab = Field("tab", "事项类别", .choice(ItemKind.options))

    package static let filters = [
        Field("q", Item.Label.name, placeholder: "请输入关键字查询"),
        Field("code", Item.Label.itemCode, .text(maxLength: 12), placeholder: "开头几位即可"),
        Field("claim", Item.Label.claim, .choice([.init("claimed", "已认领"), .init("unclaimed", "未认领")])),
    ]

    package static let moreFilters = [
        Field("domain", Item.Label.domain, .choice(ItemForms.domains)),
        Field("status", Item.Label.status, .choice(ItemStatus.options)),
        PastDay.field,
    ]

    package static func filter(_ query: Values, _ kind: ItemKind) -> ItemList.Filter {
        let reading = FormReading(query, filters + moreFilters)
        var filter = ItemList.Filter(kind: kind)
        filter.name = reading.optional("q")
        filter.code = reading.optional("code")
        filter.domain = reading.choice("domain")
        filter.status = reading.choice("status")
        filter.isClaimed = reading.optional("claim").map { $0 == "claimed" }
        filter.asOf = reading.date(PastDay.field.name)
        return filter
    }

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor(), scope = actor.scope
        let kind = ItemKind(rawValue: call.query["tab"] ?? "") ?? .supervision
        let filter = filter(call.query, kind)
        let page = call.listPage
        let listed = try await call.read { try ItemList.load(filter, scope: scope, page: page, in: $0) }
        var screen = screen("监管事项", path: "/items")
        screen.tabs = ItemKind.allCases.map {
            Tab($0.label, "/items?tab=" + $0.rawValue, isCurrent: $0 == kind)
        }
        screen.actions = [
            Action("清单完整情况", "/items/coverage", icon: "bar-chart"),
        ] + Action.exports("/items", call, needs: .readItems) + [
            Action("导入", "/imports/" + (kind == .spotCheck ? "spot-check-items" : "items"), icon: "upload", needs: kind == .spotCheck ? .manageSpotCheckItems : .manageItems),
            Action("新增监管事项", "/items/new", .primary, icon: "plus-lg", needs: .manageItems),
        ]
        screen.rowActions = { row in
            (row.acts.contains(.giveBack) ? [Action("取消认领", "/items/\(row.id)/return", .post, version: row.version)] : [])
                + (row.acts.contains(.claim) ? [Action("认领", "/items/\(row.id)/claim", .post, version: row.version)] : [])
                + [Action("查看", "/items/" + row.id)]
        }
        screen.bulkActs = [
            BulkAct("认领所选", "/items/claims", needs: .claimItems), BulkAct("取消认领所选", "/items/returns", needs: .claimItems),
        ]
        screen.bulkKey = { $0.acts.contains(.claim) || $0.acts.contains(.giveBack) ? BulkAct.key($0.id, $0.version) : nil }
        return screen.page(call, listed.map { ItemRow($0, for: actor) })
    }

    package static func screen(_ title: String, path: String) -> ListScreen<ItemRow> {
        var screen = ListScreen<ItemRow>(title, path: path, columns: [
            Column(Item.Label.name, .fill) { .link($0.name, href: "/items/" + $0.id, note: $0.itemCode) },
            Column(Item.Label.domain, .small) { .text($0.domain) },
            Column(Item.Label.organization, .time) { .lines($0.organization, $0.level) },
            Column(Item.Label.forms, .medium) { .tag($0.form, $0.hasForm ? .ok : .warn) },
            Column(Item.Label.claim, .small) { .tag($0.isClaimed ? "已认领" : "未认领", $0.isClaimed ? .ok : .mute) },
            Column(Item.Label.status, .small) { .tag($0.status, $0.isEnabled ? .ok : .mute) },
        ])
        screen.filters = filters
        screen.moreFilters = moreFilters
        screen.emptyText = "没有符合条件的事项"
        return screen
    }

    private static func detail(_ call: Call) async throws -> Page {
        let (actor, today) = (try call.actor(), call.clock.today())
        let id = try call.id(of: Item.self)
        let (model, fields, values) = try await call.read { transaction in
            let item = try Item.load(id, scope: actor.scope, in: transaction)
            var filter = CheckFormList.Filter()
            filter.item = id
            let forms = try CheckFormList.load(filter, agency: actor.organization, page: ListPage(size: 100), in: transaction)
            let outdated = try LawLibrary(scope: actor.scope, in: transaction).outdated(item.record.legalBases, on: today)
            let parts = try ItemQueries.lines(item.record.supervisionItems, for: actor.organization, in: transaction)
            let model = ItemDetail(
                item, bases: item.record.legalBases.map { CitationLink($0, on: today, outdated: outdated) }, line: try ItemQueries.lines([id], for: actor.organization, in: transaction).first,
                forms: forms.rows, parts: parts, actor: actor)
            return (model, ItemForms.fields(item.kind, isNew: false), ItemForms.values(item, partCodes: parts.map(\.itemCode)))
        }
        let token = call.login?.formToken
        return Page(model.name, model) { $1.item($0, formToken: token) }.changeable(fields, values)
    }

    /// Whatever the caller sees, also what is not claimed: forms are made for the directory.
    private static func codeOptions(_ call: Call) async throws -> Answer {
        let scope = try call.actor().scope
        let typed = call.query["q"] ?? ""
        var filter = ItemList.Filter()
        if !typed.isEmpty, typed.allSatisfy(\.isNumber) { filter.code = typed } else { filter.name = typed }
        filter.status = .enabled
        let chosen = filter
        let listed = try await call.read { try ItemList.load(chosen, scope: scope, page: ListPage(size: 20), in: $0) }
        return .json(try JSONText.encode(listed.rows.map {
            OptionRow(value: $0.itemCode, label: $0.name, note: $0.itemCode + " " + $0.kind.label)
        }))
    }

    private static func options(_ call: Call) async throws -> Answer {
        let actor = try call.actor()
        let kind = ItemKind(rawValue: call.query["kind"] ?? "") ?? .supervision
        let named = call.query["q"]
        let listed = try await call.read {
            try ItemQueries.claimed(by: actor.organization, kind: kind, named: named, page: ListPage(size: 20), in: $0)
        }
        return .json(try JSONText.encode(listed.rows.map {
            OptionRow(value: $0.id.description, label: $0.name, note: $0.hasForm ? $0.itemCode : $0.itemCode + " " + Item.noFormHint)
        }))
    }
}
