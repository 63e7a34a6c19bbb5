import Authority
import Doors
import Markup
import Storage

/// 用户管理 and 角色管理 (ORG-07…12, ORG-16, ORG-21).
package enum AccountPages {
    static let menu = [
        MenuEntry(.system, "用户管理", "/accounts", icon: "people", editing, also: ["/imports/accounts"])
    ]

    static let routes: [Route] = [
        .read("/accounts", editing, "用户列表", query: filters, as: ListModel<AccountRow>.self) { try await list($0) },
        .read("/accounts/new", .needs(.manageAccounts), "新建用户页", as: AccountModel.self, format: .pageOnly) { try await newPage($0, nil) },
        .act("/accounts", .needs(.manageAccounts), "新建用户", version: .notNeeded("新建一条记录，不改变已有的"), form: fields, again: { try await newPage($0, $1) }) { try await create($0) },
        .read("/accounts/{id}", editing, "用户详情", as: AccountModel.self, changeable: changed) { try await detail($0, nil) },
        .act("/accounts/{id}/roles", .needs(.grantRoles), "业务角色授权", version: .checked(Account.self), form: roleFields, again: { try await detail($0, $1) }) {
            try await grant($0)
        },
        .act("/accounts/{id}/password-reset", .needs(.manageAccounts), "重置密码", version: .checked(Account.self), asks: { try await question($0, "重置密码？", "原密码立即失效，登录全部结束；将得到一个新的激活码，请当面或电话告知本人", "重置密码") }, again: { try await detail($0, $1) }) { try await reset($0) },
        .act("/accounts/{id}/disabling", .needs(.manageAccounts), "停用用户", version: .checked(Account.self), form: versionFields, asks: { try await question($0, "停用用户？", "该用户的登录全部结束，不能再登录；已办理的记录保留，可以重新启用", "停用") }, again: { try await detail($0, $1) }) {
            try await setUse($0, .disable)
        },
        .act("/accounts/{id}/enabling", .needs(.manageAccounts), "启用用户", version: .checked(Account.self), form: versionFields, again: { try await detail($0, $1) }) {
            try await setUse($0, .enable)
        },
        .options("/options/organizations", .signedIn, "按关键字选择机构") { try await organizationOptions($0) },
    ] + formRoutes

    package static let filters = [
        Field("q", "姓名", placeholder: "请输入关键字查询"),
        Field("status", "状态", .choice(AccountStatus.options)),
        Field("role", "角色", .choice(roleOptions)),
        Field("officer", "执法人员", .choice([.init("missing", missingOfficer)])),
    ]

    /// ORG-22, exact text
    static let missingOfficer = "执法人员ID为空"

    private static let roleOptions = Role.options
    /// Both what its form takes and its roles.
    private static let changed = editFields + roleFields.filter { $0.name == "roles" }
    static let versionFields = [Field("version", "版本", .hidden)]
    static let roleFields = [Field("roles", "角色", .choices(roleOptions)), Field("version", "版本", .hidden)]

    package static let fields = [
        Field("name", "姓名", .text(maxLength: 50), required: true),
        .mobile(hint: "即登录账号"),
        Field("citizenId", "身份证号", .text(maxLength: 18), required: true),
        Field("organization", "所属机构", .picker(source: "/options/organizations", many: false), required: true),
        Field("department", "内设机构", .picker(source: "/options/departments", many: false)),
        Field("position", "职务", .text(maxLength: 50)),
        Field("roles", "角色", .choices(roleOptions), required: true),
    ]

    package static func filter(_ query: Values) -> AccountFilter {
        let reading = FormReading(query, filters)
        var filter = AccountFilter()
        filter.words = reading.optional("q")
        filter.status = reading.choice("status")
        filter.role = reading.choice("role")
        filter.lacksOfficer = reading.optional("officer") == "missing"
        return filter
    }

    package static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor(), scope = actor.scope
        var filter = filter(call.query)
        if !actor.may(.manageAccounts) {
            filter.department = try await call.read { try Account.department(of: actor.account, in: $0) } ?? Department.ID()
        }
        let (wanted, page, now, protection) = (filter, call.listPage, call.clock.now(), call.platform.protection)
        let listed = try await call.read {
            try Account.list(scope: scope, filter: wanted, page: page, at: now, protection: protection, in: $0)
        }
        var screen = ListScreen<AccountRow>("用户管理", path: "/accounts", columns: [
            Column("姓名") { .link($0.name, href: "/accounts/" + $0.id, note: $0.mobile) },
            Column("所属机构", .wide) { .lines($0.organization, $0.position) },
            Column("角色", .fill) { .text($0.roles) },
            Column("执法人员") { $0.lacksOfficer ? .tag(missingOfficer, .bad) : .text($0.isOfficer ? "是" : "否") },
            Column("状态", .small) { .tag($0.status, $0.isActive ? .ok : .mute) },
        ])
        screen.filters = filters
        screen.actions = Action.exports("/accounts", call, needs: .manageAccounts) + [
            Action("导入", "/imports/accounts", icon: "upload", needs: .manageAccounts),
            Action("新建用户", "/accounts/new", .primary, icon: "plus-lg", needs: .manageAccounts),
        ]
        screen.rowActions = { [Action("查看", "/accounts/" + $0.id), Action("编辑", "/accounts/\($0.id)/edit")] }
        return screen.page(call, listed.map(AccountRow.init))
    }

    private static func newPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        var values = call.form
        if problems == nil {
            values.set("organization", actor.organization.description)
            values.set("organization_text", actor.organizationName)
            values.set("roles", all: call.query.all("roles"))
        }
        let (typed, token) = (values, call.login?.formToken)
        // the form of other roles is another form: what was typed into that one does not come back here
        let roles = call.query.all("roles").map { "roles=" + Values.encoded($0) }.joined(separator: "&")
        return Page("新建用户", AccountModel(title: "新建用户")) { model, html in
            html.crumbs([("用户管理", "/accounts")], here: model.title)
            html.pageHead(model.title, note: "保存后生成一次性激活码，72小时内有效")
            html.form(
                action: "/accounts" + (roles.isEmpty ? "" : "?" + roles), parts: [FormPart(fields: fields)], values: typed, problems: problems, formToken: token,
                submit: [SubmitButton("保存")], back: ("返回", "/accounts"))
        }
    }

    private static func create(_ call: Call) async throws -> Answer {
        var reading = FormReading(call.form, fields)
        let roles = Set(reading.all("roles").compactMap { Role(rawValue: $0) })
        let organization = reading.optional("organization").flatMap { Organization.ID($0) }
        if organization == nil { reading.refuse("organization", "请填写所属机构") }
        try reading.finish()
        guard let organization else { throw NotFound() }
        let record = AccountRecord(
            name: reading.text("name"), mobile: reading.text("mobile"), citizenID: reading.text("citizenId"),
            department: reading.optional("department").flatMap { Department.ID($0) }, position: reading.text("position"))
        let (now, protection) = (call.clock.now(), call.platform.protection)
        let (code, credential) = try await Credential.activation(at: now, by: call.platform.hashing)
        let officers = call.platform.officers
        return try await call.act { transaction, actor in
            let id = try AccountCreation(in: organization, record, roles: roles, credential: credential)
                .make(by: actor, at: now, officers: officers, protection: protection, in: transaction)
            return Done("用户已新建。", goTo: "/accounts/\(id)", id: id.description, once: handOver(code))
        }
    }

    private static func handOver(_ code: some CustomStringConvertible) -> String {
        "激活码：\(code)（仅显示一次，72小时内有效，请告知本人）"
    }

    private static func detail(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        let (account, organization, department) = try await loaded(call)
        var shown = AccountModel(account, organization: organization)
        shown.departmentName = department
        shown.acts = try await call.read { try AccountActs.of(account, for: actor, in: $0).offers }
        let (model, token) = (shown, call.login?.formToken)
        var told = values(account, organization: organization, department: department)
        told.set("mobile", model.mobile)
        told.set("citizenId", model.citizenID)
        told.set("roles", all: model.roles)
        let refused = problems.map { RefusedForm(call, $0) }
        return Page(model.title, model) { $1.account($0, refused, formToken: token) }.changeable(changed, told)
    }

    private static func grant(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, roleFields)
        try reading.finish()
        let roles = Set(reading.all("roles").compactMap { Role(rawValue: $0) })
        let id = try call.id(of: Account.self)
        let (version, now) = (reading.integer("version") ?? 0, call.clock.now())
        return try await call.act { transaction, actor in
            try RoleGrant(to: id, version: version, roles: roles).make(by: actor, at: now, in: transaction)
            return Done("角色已保存", goTo: "/accounts/\(id)")
        }
    }

    private static func question(_ call: Call, _ title: String, _ effect: String, _ act: String) async throws -> Confirmation {
        let (account, organization, _) = try await loaded(call)
        let shown = AccountModel(account, organization: organization)
        return Confirmation(title, ["\(shown.title)（\(shown.mobile)，\(shown.organization)）", effect], act: act)
    }

    private static func reset(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Account.self)
        let now = call.clock.now()
        let (code, credential) = try await Credential.activation(at: now, by: call.platform.hashing)
        return try await call.act { transaction, actor in
            try PasswordReset(of: id, credential: credential).make(by: actor, at: now, in: transaction)
            return Done("密码已重置。", goTo: "/accounts/\(id)", once: handOver(code))
        }
    }

    private static func setUse(_ call: Call, _ aim: AccountDisabling.Aim) async throws -> Answer {
        let id = try call.id(of: Account.self)
        let (version, now) = (call.seenVersion, call.clock.now())
        return try await call.act { transaction, actor in
            try AccountDisabling(of: id, version: version, aim: aim).make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: "/accounts/\(id)")
        }
    }

    private static func organizationOptions(_ call: Call) async throws -> Answer {
        let (scope, typed) = (try call.actor().scope, call.query["q"])
        let listed = try await call.read {
            try Organization.list(scope: scope, named: typed, status: .enabled, page: ListPage(size: 20), in: $0)
        }
        return .json(try JSONText.encode(listed.rows.map {
            OptionRow(value: $0.id.description, label: $0.name, note: $0.level.label)
        }))
    }
}
