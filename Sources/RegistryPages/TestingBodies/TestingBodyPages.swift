import Authority
import Doors
import Ledger
import Library
import Markup
import Registry
import Storage

extension Area {
    package static let testingBodies = Area(
        facts: TestingBodyFacts.all, routes: TestingBodyPages.routes, menu: TestingBodyPages.menu, imports: [TestingBodyImport()],
        exports: [TestingBodyExport()], smallTables: ["testing_body", "testing_body_search"])
}

/// 检验机构 (ELEM-01).
package enum TestingBodyPages {
    private static let home = "/testing-bodies"

    static let menu = [
        MenuEntry(.elements, "检验机构", home, icon: "clipboard-check", .needs(.readOfficers), also: ["/imports/testing-bodies"])
    ]

    static let routes: [Route] = [
        .read("/testing-bodies", .needs(.readOfficers), "检验机构列表", query: filters, as: ListModel<TestingBodyRow>.self) { try await list($0) },
        .read("/testing-bodies/new", .needs(.manageOfficers), "新增检验机构页", as: TestingBodyForm.self, format: .pageOnly) { form($0, $0.form, nil) },
        .act(
            "/testing-bodies", .needs(.manageOfficers), "新增检验机构", version: .notNeeded("新建一条记录，不改变已有的"), form: fields,
            again: { form($0, $0.form, $1) }
        ) { try await add($0) },
        .read("/testing-bodies/{id}", .needs(.readOfficers), "检验机构详情", as: TestingBodyDetail.self) { try await detail($0, nil) },
        .read("/testing-bodies/{id}/edit", .needs(.manageOfficers), "修改检验机构页", as: TestingBodyForm.self, format: .pageOnly) { try await edit($0, nil) },
        .act(
            "/testing-bodies/{id}", .needs(.manageOfficers), "修改检验机构", version: .checked(TestingBody.self), form: fields,
            again: { try await edit($0, $1) }
        ) { try await change($0) },
        .act(
            "/testing-bodies/{id}/disabling", .needs(.manageOfficers), "停用检验机构", version: .checked(TestingBody.self), form: [reason],
            again: { try await detail($0, $1) }
        ) { try await set(.disabled, "检验机构已停用", $0) },
        .act("/testing-bodies/{id}/enabling", .needs(.manageOfficers), "启用检验机构", version: .checked(TestingBody.self)) {
            try await set(.enabled, "检验机构已启用", $0)
        },
        .act(
            "/testing-bodies/{id}/full-view", .needs(.readFullData), "查看检验机构的完整电话，并记入操作日志",
            version: .notNeeded("只查看，不改变任何内容"), answers: [TestingBodyRow.self]
        ) { try await fullView($0) },
    ]

    package static let filters = [
        Field("q", TestingBodyRecord.label(\.name), placeholder: "请输入关键字查询"), Field("status", "状态", .choice(Organization.Status.options)),
    ]
    private static let fields = TestingBodyRecord.fields
    private static let reason = Field("reason", "停用原因", .text(maxLength: 200), required: true)

    package static func filter(_ call: Call) -> TestingBody.Filter {
        let reading = FormReading(call.query, filters)
        var filter = TestingBody.Filter()
        (filter.words, filter.status) = (reading.optional("q"), reading.choice("status"))
        return filter
    }

    private static func list(_ call: Call) async throws -> Page {
        let (filter, page, actor, protection) = (filter(call), call.listPage, try call.actor(), call.platform.protection)
        let listed = try await call.read {
            try TestingBody.list(filter, scope: actor.scope, page: page, protection: protection, in: $0).map { TestingBodyRow($0, for: actor) }
        }
        var screen = ListScreen<TestingBodyRow>("检验机构", path: home, columns: [
            Column(TestingBodyRecord.label(\.name), .fill) { .link($0[\.name], href: home + "/" + $0.id, note: $0[\.creditCode]) },
            .of(\.domains, .wide), .of(\.contact), .of(\.phone), Column("所属机构", .wide) { .text($0.organization) },
            Column("状态", .small) { .tag($0.status, $0.isEnabled ? .ok : .mute) },
        ])
        screen.filters = filters
        screen.actions = [
            Action("新增", home + "/new", .primary, icon: "plus-lg", needs: .manageOfficers),
            Action("导入", "/imports/testing-bodies", icon: "upload", needs: .manageOfficers),
        ] + Action.exports(home, call, needs: .readOfficers)
        screen.rowActions = { row in
            [Action("查看", home + "/" + row.id)] + (row.mayKeep ? [Action("修改", home + "/\(row.id)/edit", needs: .manageOfficers)] : [])
        }
        screen.emptyText = "没有符合条件的检验机构"
        return screen.page(call, listed)
    }

    private static func form(_ call: Call, _ values: Values, _ problems: Problems?, of body: TestingBody? = nil) -> Page {
        let path = body.map { home + "/\($0.id)" } ?? home
        let model = TestingBodyForm(title: body == nil ? "新增检验机构" : "修改检验机构", action: path, values: values.listed)
        let token = call.login?.formToken
        return Page(model.title, model) { model, html in
            html.crumbs([("检验机构", home)], here: model.title)
            html.pageHead(model.title)
            html.form(
                action: model.action, parts: [FormPart(fields: fields + [.version])], values: Values(listed: model.values),
                problems: problems, formToken: token, submit: [SubmitButton("保存")], back: ("取消", model.action))
        }
    }

    private static func edit(_ call: Call, _ problems: Problems?) async throws -> Page {
        let found = try await found(call)
        guard found.organization == (try call.actor().organization) else { throw NotFound() }
        return form(call, problems == nil ? Values(of: found.record, version: found.version) : call.form, problems, of: found)
    }

    private static func found(_ call: Call) async throws -> TestingBody {
        let (id, scope, protection) = (try call.id(of: TestingBody.self), try call.actor().scope, call.platform.protection)
        return try await call.read { try TestingBody.load(id, scope: scope, protection: protection, in: $0) }
    }

    private static func detail(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (found, actor) = (try await found(call), try call.actor())
        let history = try await call.read {
            try FactTimeline.of(TestingBody.noun, found.id, catalogue: FactCatalogue(TestingBodyFacts.all), in: $0)
        }
        let model = TestingBodyDetail(body: TestingBodyRow(found, for: actor), history: history.reversed().map(HistoryEntry.init))
        let (typed, token) = (call.form, call.login?.formToken)
        return Page(found.record.name, model) { model, html in
            html.testingBody(model.body, formToken: token)
            if model.body.mayKeep, model.body.isEnabled {
                html.form(
                    action: home + "/\(model.body.id)/disabling", parts: [FormPart("停用", fields: [reason])], values: typed,
                    problems: problems, formToken: token, submit: [SubmitButton("停用")], version: model.body.version)
            }
            html.history("变更历史", model.history)
        }
    }

    private static func add(_ call: Call) async throws -> Answer {
        let (addition, now) = (TestingBodyAddition(try call.record(fields)), call.clock.now())
        let protection = call.platform.protection
        return try await call.act { transaction, actor in
            let id = try addition.make(by: actor, at: now, protection: protection, in: transaction)
            return Done("检验机构已新增", goTo: home + "/\(id)", id: id.description)
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let found = try await found(call)
        let change = TestingBodyChange(of: found.id, version: call.seenVersion, to: try call.record(fields, changing: found.record))
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try change.make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已保存", goTo: home + "/\(change.body)", id: change.body.description)
        }
    }

    private static func set(_ status: Organization.Status, _ message: String, _ call: Call) async throws -> Answer {
        let reason = FormReading(call.form, [reason]).text("reason")
        let act = TestingBodyStatusChange(of: try call.id(), version: call.seenVersion, to: status, reason: reason)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try act.make(by: actor, at: now, protection: protection, in: transaction)
            return Done(message, goTo: home + "/\(act.entry)", id: act.entry.description)
        }
    }

    private static func fullView(_ call: Call) async throws -> Answer {
        let (view, actor) = (TestingBodyFullView(of: try call.id()), try call.actor())
        let (now, protection) = (call.clock.now(), call.platform.protection)
        let found = try await call.database.write { try view.make(by: actor, at: now, protection: protection, in: $0) }
        return .page(Page(found.record.name, TestingBodyRow(found, for: actor, whole: true)) { $1.testingBody($0, formToken: nil) })
    }
}

package typealias TestingBodyRow = Resource<TestingBodyRecord, TestingBodyState>

package struct TestingBodyState: Codable, Sendable {
    let id: String
    let version: Int
    let organization: String
    let status: String
    let isEnabled: Bool
    let mayKeep: Bool
    let maySeeWhole: Bool
}

struct TestingBodyDetail: Codable, Sendable {
    let body: TestingBodyRow
    let history: [HistoryEntry]
}

struct TestingBodyForm: Codable, Sendable {
    let title: String
    let action: String
    let values: [String: [String]]
}

extension TestingBodyRow {
    init(_ body: TestingBody, for actor: Actor, whole: Bool = false) {
        self.init(body.record, whole: whole, TestingBodyState(
            id: body.id.description, version: body.version, organization: body.organizationName, status: body.status.label,
            isEnabled: body.status == .enabled,
            mayKeep: !whole && body.organization == actor.organization && actor.may(.manageOfficers),
            maySeeWhole: !whole && actor.may(.readFullData)))
    }
}

extension HTML {
    fileprivate mutating func testingBody(_ body: TestingBodyRow, formToken: String?) {
        let path = "/testing-bodies/" + body.id
        var actions: [Action] = []
        if body.maySeeWhole { actions.append(Action("查看完整信息", path + "/full-view", .post, icon: "eye")) }
        if body.mayKeep { actions.append(Action("修改", path + "/edit", icon: "pencil")) }
        if body.mayKeep, !body.isEnabled { actions.append(Action("启用", path + "/enabling", .post, version: body.version)) }
        crumbs([("检验机构", "/testing-bodies")], here: body[\.name])
        pageHead(body[\.name], note: body.organization, tag: (body.status, body.isEnabled ? .ok : .mute), actions: actions, formToken: formToken)
        card("基本信息") { $0.record(body.fields.lines()) }
    }
}
