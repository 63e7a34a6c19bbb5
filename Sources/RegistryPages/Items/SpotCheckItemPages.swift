import Authority
import Doors
import Library
import Storage

/// 抽查事项管理 (ITEM-02, ITEM-03): everybody reads, the province alone writes; who else tries is told the rule.
package enum SpotCheckItemPages {
    static let routes: [Route] = [
        .read(
            "/spot-check-items", .needs(.readItems), "抽查事项清单", query: ItemPages.filters + ItemPages.moreFilters,
            as: ListModel<ItemRow>.self
        ) { call in try await list(call) },
        .read("/spot-check-items/new", .needs(.manageSpotCheckItems), "新增抽查事项的表单", as: ItemForm.self, format: .pageOnly) { call in
            try await ItemPages.newForm(.spotCheck, call, nil)
        },
        .act(
            "/spot-check-items", .needs(.manageSpotCheckItems), "新增抽查事项", version: .notNeeded("新建一条记录，不改变已有的"), form: ItemForms.fields(.spotCheck, isNew: true),
            again: { call, problems in try await ItemPages.newForm(.spotCheck, call, problems) }
        ) { call in try await ItemPages.create(.spotCheck, call) },
    ]

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor(), scope = actor.scope
        let filter = ItemPages.filter(call.query, .spotCheck)
        let page = call.listPage
        let listed = try await call.read { try ItemList.load(filter, scope: scope, page: page, in: $0) }
        var screen = ItemPages.screen("抽查事项", path: "/spot-check-items")
        screen.summary = "抽查事项由省级部门统一管理，仅用于双随机抽查"
        screen.actions = Action.exports("/spot-check-items", call, needs: .readItems) + [
            Action("导入", "/imports/spot-check-items", icon: "upload", needs: .manageSpotCheckItems),
            Action("新增抽查事项", "/spot-check-items/new", .primary, icon: "plus-lg", needs: .manageSpotCheckItems),
        ]
        screen.rowActions = { row in
            [Action("查看", "/items/" + row.id)] + (row.acts.contains(.change) ? [Action("修改", "/items/\(row.id)/edit")] : [])
        }
        return screen.page(call, listed.map { ItemRow($0, for: actor) })
    }
}
