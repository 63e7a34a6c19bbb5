import Authority
import Doors
import Importing
import Library
import Markup
import Registry
import Storage
import Timekeeping

/// 检查事项清单 (ITEM-14 to ITEM-18): basic check contents, read only, and the agency's own.
package enum MatterPages {
    static let menu = [
        MenuEntry(.items, "检查事项清单", "/check-matters", icon: "card-checklist", .needs(.readItems), also: ["/imports/check-matters"])
    ]

    static let routes: [Route] = [
        .read("/check-matters", .needs(.readItems), "检查事项清单", query: filters + [tab], as: ListModel<MatterRow>.self) { try await list($0) },
        .read(
            "/check-matters/new", .needs(.manageForms), "新增自定义检查事项的表单", query: [Field("from", "以此为基础")],
            as: ItemForm.self, format: .pageOnly
        ) {
            try await newPage($0, nil)
        },
        .act("/check-matters", .needs(.manageForms), "新增自定义检查事项", version: .notNeeded("新建一条记录，不改变已有的"), form: MatterForms.fields, again: { try await newPage($0, $1) }) {
            try await create($0)
        },
        .read("/check-matters/{id}", .needs(.readItems), "检查事项详情", as: MatterDetail.self, changeable: changed) { try await detail($0) },
        .read("/check-matters/{id}/edit", .needs(.manageForms), "修改自定义检查事项的表单", as: ItemForm.self, format: .pageOnly) {
            try await editPage($0, nil)
        },
        .act(
            "/check-matters/{id}", .needs(.manageForms), "修改自定义检查事项", version: .checked(CheckMatter.self), form: changed,
            again: { try await editPage($0, $1) }
        ) { try await change($0) },
        .act("/check-matters/{id}/disabling", .needs(.manageForms), "停用自定义检查事项", version: .checked(CheckMatter.self), form: ItemPages.versionField, asks: RegistryQuestions.matterDisabling) {
            try await set(.disabled, $0)
        },
        .act("/check-matters/{id}/enabling", .needs(.manageForms), "启用自定义检查事项", version: .checked(CheckMatter.self), form: ItemPages.versionField) {
            try await set(.enabled, $0)
        },
        .options("/options/check-matters", .needs(.readItems), "按关键字选择检查事项") { try await options($0) },
    ]

    private static let changed = MatterForms.fields + ItemPages.versionField
    package static let tab = Field("tab", CheckMatter.Label.origin, .hidden)
    package static let filters = [
        Field("sheet", CheckMatter.Label.sheet, placeholder: "如 钢铁8项"),
        Field("q", CheckForm.Label.point, placeholder: "请输入关键字查询"),
        Field("status", "停启用状态", .choice(CheckFormStatus.options)),
    ]

    package static func filter(_ call: Call) -> CheckMatter.Filter {
        let reading = FormReading(call.query, filters)
        var filter = CheckMatter.Filter(CheckMatterOrigin(rawValue: call.query["tab"] ?? "") ?? .basic)
        filter.sheet = reading.optional("sheet")
        filter.words = reading.optional("q")
        filter.status = reading.choice("status")
        return filter
    }

    private static func list(_ call: Call) async throws -> Page {
        let (agency, filter, page) = (try call.actor().organization, filter(call), call.listPage)
        let (listed, sheets) = try await call.read { transaction in
            (try CheckMatter.list(filter, agency: agency, page: page, in: transaction), try CheckMatter.sheets(agency: agency, in: transaction))
        }
        var screen = ListScreen<MatterRow>("检查事项清单", path: "/check-matters", columns: [
            Column(CheckForm.Label.status, .small) { .tag($0.status, $0.isEnabled ? .ok : .mute) },
            Column(CheckForm.Label.point, .fill) { .link($0.content, href: "/check-matters/" + $0.id, note: $0.category) },
            Column(CheckMatter.Label.sheet) { .text($0.sheet) },
            Column(CheckForm.Label.equipmentKinds, .wide) { .words($0.equipmentKinds) },
            Column("依据", .small) { .tag($0.ground, $0.isGrounded ? .ok : .mute) },
        ])
        screen.tabs = CheckMatterOrigin.allCases.map { Tab($0.label, "/check-matters?tab=" + $0.rawValue, isCurrent: $0 == filter.origin) }
        screen.summary = "检查表：" + sheets.joined(separator: "、")
        screen.filters = filters
        screen.actions = Action.exports("/check-matters", call, needs: .readItems) + [
            Action("导入", "/imports/check-matters", icon: "upload", needs: .manageForms),
            Action("新增", "/check-matters/new", .primary, icon: "plus-lg", needs: .manageForms),
        ]
        screen.rowActions = { row in
            [Action("查看", "/check-matters/" + row.id), Action("以此检查表新建表单", row.startHref, needs: .manageForms)]
        }
        screen.emptyText = "没有符合条件的检查事项"
        return screen.page(call, listed.map(MatterRow.init))
    }

    private static func detail(_ call: Call) async throws -> Page {
        let (actor, today) = (try call.actor(), call.clock.today())
        let id = try call.id(of: CheckMatter.self)
        let (model, values) = try await call.read { transaction in
            let matter = try CheckMatter.load(id, agency: actor.organization, in: transaction)
            let cited = matter.record.violated + matter.record.penalty
            let outdated = try LawLibrary(scope: actor.scope, in: transaction).outdated(cited, on: today)
            return (MatterDetail(matter, outdated: outdated, on: today, actor: actor), MatterForms.values(matter))
        }
        let token = call.login?.formToken
        return Page(model.content, model) { $1.matter($0, formToken: token) }.changeable(changed, values)
    }

    private static func newPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        var values = try await CitationField.labelled(call.form, MatterForms.cited, call)
        if problems == nil, let from = call.query["from"].flatMap({ CheckMatter.ID($0) }) {
            let agency = try call.actor().organization
            values = MatterForms.values(try await call.read { try CheckMatter.load(from, agency: agency, in: $0) })
        }
        let model = ItemForm(
            title: "新增自定义检查事项", kind: "matter", action: "/check-matters", back: "/check-matters?tab=custom", values: values.listed)
        return model.page(under: [(label: "检查事项清单", href: "/check-matters")], MatterForms.fields, problems, call)
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: CheckMatter.self)
        let matter = try await call.read { try CheckMatter.load(id, agency: actor.organization, in: $0) }
        try matter.permitKeeping(by: actor)
        let values = problems == nil
            ? MatterForms.values(matter) : try await CitationField.labelled(call.form, MatterForms.cited, call)
        let path = "/check-matters/\(id)"
        let model = ItemForm(title: "修改自定义检查事项", kind: "matter", action: path, back: path, values: values.listed)
        return model.page(under: [(label: "检查事项清单", href: "/check-matters")], changed, problems, call)
    }

    private static func create(_ call: Call) async throws -> Answer {
        let typed = try MatterForms.Typed(call.form)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let record = try typed.record(kept: [], scope: actor.scope, on: now.beijingDate, in: transaction)
            let id = try CheckMatterCreation(record).make(by: actor, at: now, in: transaction)
            return Done("已新增自定义检查事项", goTo: "/check-matters/\(id)", id: id.description)
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let id = try call.id(of: CheckMatter.self)
        let typed = try MatterForms.Typed(call.form)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let former = try CheckMatter.load(id, agency: actor.organization, in: transaction)
            let record = try typed.record(
                kept: former.record.violated + former.record.penalty, scope: actor.scope, on: now.beijingDate, in: transaction)
            try CheckMatterChange(of: id, version: typed.version, to: record).make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: "/check-matters/\(id)", id: id.description)
        }
    }

    private static func set(_ status: CheckFormStatus, _ call: Call) async throws -> Answer {
        let id = try call.id(of: CheckMatter.self)
        return try await call.set(status, of: id, done: status == .disabled ? "已停用" : "已启用", goTo: "/check-matters/\(id)")
    }

    private static func options(_ call: Call) async throws -> Answer {
        let agency = try call.actor().organization
        var filter = CheckMatter.Filter()
        filter.words = call.query["q"]
        filter.status = .enabled
        let chosen = filter
        let listed = try await call.read { try CheckMatter.list(chosen, agency: agency, page: ListPage(size: 20), in: $0) }
        return .json(try JSONText.encode(listed.rows.map {
            OptionRow(value: $0.id.description, label: $0.record.content, note: $0.record.sheet + " " + $0.record.category)
        }))
    }
}
