import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 人员库（双随机）(OFCR-07, OFCR-08): pools as a list; a pool with its members and their marks.
package enum OfficerPoolPages {
    static let menu = [
        MenuEntry(.elements, "人员库（双随机）", "/officer-pools", icon: "people", .needs(.readOfficers))
    ]

    static let routes: [Route] = [
        .read("/officer-pools", .needs(.readOfficers), "人员库列表", query: filters, as: ListModel<OfficerPoolRow>.self) {
            try await list($0)
        },
        .read("/officer-pools/new", .needs(.manageOfficers), "新建人员库页", as: OfficerPoolForm.self, format: .pageOnly) {
            newPage($0, nil)
        },
        .act("/officer-pools", .needs(.manageOfficers), "新建人员库", version: .notNeeded("新建一条记录，不改变已有的"), form: nameFields, again: { newPage($0, $1) }) {
            try await found($0)
        },
        .read("/officer-pools/{id}", .needs(.readOfficers), "人员库详情", as: OfficerPoolModel.self, changeable: fields) { try await detail($0, nil) },
        .act("/officer-pools/{id}", .needs(.manageOfficers), "修改人员库", version: .checked(OfficerPool.self), form: fields, again: { try await detail($0, $1) }) {
            try await change($0)
        },
        .read("/officer-pools/{id}/entry", .needs(.manageOfficers), "手工录入人员页", as: OfficerFormModel.self, format: .pageOnly) {
            try await entryPage($0, nil)
        },
        .act(
            "/officer-pools/{id}/entry", .needs(.manageOfficers), "手工录入人员", version: .checked(OfficerPool.self), form: OfficerPages.fields,
            again: { try await entryPage($0, $1) }
        ) { try await enter($0) },
    ]

    private static let filters = [
        Field("q", OfficerPool.nameLabel, placeholder: "请输入关键字查询"),
        Field("status", "状态", .choice(Organization.Status.options)),
    ]

    static let nameFields = [Field("name", OfficerPool.nameLabel, .text(maxLength: 50), required: true)]

    package static let fields = nameFields + [
        Field("status", "状态", .choice(Organization.Status.options), required: true),
        Field("officer", "人员", .picker(source: "/options/officers", many: true)),
        Field("leader", "组长", .picker(source: "/options/officers", many: true)), Field("version", "版本", .hidden),
    ]

    private static func list(_ call: Call) async throws -> Page {
        let reading = FormReading(call.query, filters)
        let (scope, page) = (try call.actor().scope, call.listPage)
        let (named, status) = (reading.optional("q"), reading.choice("status", as: Organization.Status.self))
        let listed = try await call.read {
            try OfficerPool.list(named: named, status: status, scope: scope, page: page, in: $0).map(OfficerPoolRow.init)
        }
        var screen = ListScreen<OfficerPoolRow>("人员库（双随机）", path: "/officer-pools", columns: [
            Column(OfficerPool.nameLabel, .fill) { .link($0.name, href: "/officer-pools/" + $0.id) },
            Column("所属机构", .wide) { .text($0.organization) },
            Column("人员", .narrow) { .number($0.members) },
            Column("组长", .narrow) { .number($0.leaders) },
            Column("状态", .small) { .tag($0.status, $0.isEnabled ? .ok : .mute) },
        ])
        screen.filters = filters
        screen.actions = [Action("新建人员库", "/officer-pools/new", .primary, icon: "plus-lg", needs: .manageOfficers)]
        screen.rowActions = { [Action("查看", "/officer-pools/" + $0.id)] }
        screen.emptyText = "还没有人员库；抽取检查人员时可直接用全部执法人员，也可先建人员库"
        return screen.page(call, listed)
    }

    private static func newPage(_ call: Call, _ problems: Problems?) -> Page {
        let (values, token) = (call.form, call.login?.formToken)
        return Page("新建人员库", OfficerPoolForm(title: "新建人员库")) { model, html in
            html.crumbs([("人员库（双随机）", "/officer-pools")], here: model.title)
            html.pageHead(model.title)
            html.form(
                action: "/officer-pools", parts: [FormPart(note: "保存后从本机构全部在库执法人员中选择", fields: nameFields)], values: values,
                problems: problems, formToken: token, submit: [SubmitButton("保存")], back: ("返回", "/officer-pools"))
        }
    }

    private static func found(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, nameFields)
        try reading.finish()
        let (founding, now) = (OfficerPoolFounding(named: reading.text("name")), call.clock.now())
        return try await call.act { transaction, actor in
            let id = try founding.make(by: actor, at: now, in: transaction)
            return Done("人员库已保存，请选择人员", goTo: "/officer-pools/\(id)", id: id.description)
        }
    }

    private static func detail(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (id, actor, today) = (try call.id(of: OfficerPool.self), try call.actor(), call.clock.today())
        let model = try await call.read { transaction in
            let pool = try OfficerPool.load(id, scope: actor.scope, in: transaction)
            let members = try OfficerPool.members(of: id, in: transaction)
            let mayChange = try actor.may(.manageOfficers) && actor.scope.covers(pool.organization, in: transaction)
            let lines = try EnforcementOfficer.lines(members.map(\.officer), in: transaction)
            let others = mayChange
                ? try EnforcementOfficer.available(agency: pool.organization, on: today, in: transaction) : []
            return OfficerPoolModel(pool, members, lines: lines, others: others, mayChange: mayChange, today: today)
        }
        let (values, token) = (problems == nil ? model.values : call.form, call.login?.formToken)
        return Page(model.name, model) { $1.officerPool($0, values: values, problems: problems, formToken: token) }
            .changeable(fields, values)
    }

    private static func change(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, fields.filter { $0.name != "officer" && $0.name != "leader" })
        try reading.finish()
        func officers(_ name: String) -> Set<EnforcementOfficer.ID> {
            Set(call.form.all(name).compactMap { EnforcementOfficer.ID($0) })
        }
        let (id, now) = (try call.id(of: OfficerPool.self), call.clock.now())
        let leaders = officers("leader")
        let change = OfficerPoolChange(
            of: id, version: reading.integer("version") ?? 0, name: reading.text("name"),
            status: reading.choice("status") ?? .enabled, members: officers("officer").union(leaders), leaders: leaders)
        return try await call.act { transaction, actor in
            try change.make(by: actor, at: now, in: transaction)
            return Done("人员库已保存", goTo: "/officer-pools/\(id)", id: id.description)
        }
    }

    private static func pool(_ call: Call) async throws -> OfficerPool {
        let (id, scope) = (try call.id(of: OfficerPool.self), try call.actor().scope)
        return try await call.read { try OfficerPool.load(id, scope: scope, in: $0) }
    }

    private static func entryPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let pool = try await pool(call)
        var values = call.form
        if problems == nil {
            values.set("organization", pool.organization.description)
            values.set("organization_text", pool.organizationName)
            values.set("qualification", OfficerQualification.enforcement.rawValue)
            values.set("version", "\(pool.version)")
        }
        let (typed, token, home) = (values, call.login?.formToken, "/officer-pools/\(pool.id)")
        return Page("手工录入人员", OfficerFormModel(title: "手工录入人员")) { model, html in
            html.crumbs([("人员库（双随机）", "/officer-pools"), (pool.name, home)], here: model.title)
            html.pageHead(model.title)
            html.form(
                action: home + "/entry",
                parts: [FormPart(note: "系统中没有的人员（如上级机关抽调人员）录入后同时进入本机构执法人员库和本人员库", fields: OfficerPages.fields)],
                values: typed, problems: problems, formToken: token, submit: [SubmitButton("保存")], back: ("返回", home))
        }
    }

    private static func enter(_ call: Call) async throws -> Answer {
        let record = try OfficerPages.record(call)
        let (id, now, protection) = (try call.id(of: OfficerPool.self), call.clock.now(), call.platform.protection)
        let entry = OfficerPoolEntry(into: id, version: call.seenVersion, record)
        return try await call.act { transaction, actor in
            _ = try entry.make(by: actor, at: now, protection: protection, in: transaction)
            return Done("人员已录入", goTo: "/officer-pools/\(id)", id: id.description)
        }
    }
}

struct OfficerPoolForm: Codable, Sendable {
    let title: String
}
