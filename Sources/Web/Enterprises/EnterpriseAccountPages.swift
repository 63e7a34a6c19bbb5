import Authority
import Doors
import Importing
import InspectingPages
import Library
import Registry
import RegistryPages
import Storage

/// 企业账号 on the agencies' side: applications are verified, accounts opened and revoked (ORG-25).
package enum EnterpriseAccountPages {
    private static let access = Route.Access.needs(.verifyEnterprises)

    static let menu = [
        MenuEntry(.subjects, "企业账号", "/enterprise-accounts", icon: "people", .needs(.verifyEnterprises))
    ]

    static let routes: [Route] = [
        .read("/enterprise-accounts", access, "企业账号列表", query: filters + [Field("subject", "企业")], as: ListModel<EnterpriseAccountModel>.self) { try await list($0) },
        .read("/enterprise-accounts/new", access, "开通法人账号页", as: EnterpriseAccountForm.self, format: .pageOnly) { try await newPage($0, nil) },
        .act("/enterprise-accounts", access, "为企业开通法人账号", version: .notNeeded("新建一条记录，不改变已有的"), form: fields, again: { try await newPage($0, $1) }) { try await create($0) },
        .read("/enterprise-accounts/{id}", access, "企业账号详情", as: EnterpriseAccountDetail.self) { try await detail($0, nil) },
        .act("/enterprise-accounts/{id}/verification", access, "认证企业", version: .checked(EnterpriseAccount.self), form: verificationFields, again: { try await detail($0, $1) }) {
            try await verify($0)
        },
        .act("/enterprise-accounts/{id}/revocation", access, "撤销企业账号", version: .checked(EnterpriseAccount.self), asks: { _ in
            Confirmation("撤销企业账号？", ["该账号不能再登录，由它授权的账号一并停用，登录全部结束"], act: "撤销账号")
        }, again: { try await detail($0, $1) }) {
            try await revoke($0)
        },
        .act("/enterprise-accounts/{id}/password-reset", access, "重置企业账号密码", version: .checked(EnterpriseAccount.self), asks: { _ in
            Confirmation("重置企业账号密码？", ["原密码立即失效，登录全部结束；将得到一个新的激活码，请核实身份后告知本人"], act: "重置密码")
        }, again: { try await detail($0, $1) }) { try await reset($0) },
    ]

    private static let filters = [
        Field("status", "状态", .choice(EnterpriseAccount.Status.options)),
        Field("kind", "账号类型", .choice(EnterpriseAccount.Kind.options)),
        Field("code", "统一社会信用代码", placeholder: "18位代码"),
    ]
    static let fields = [
        Field("subject", "企业", .picker(source: "/options/subjects?class=organization", many: false), required: true),
        Field("name", "持有人姓名", .text(maxLength: 50), required: true), .mobile(),
    ]
    static let verificationFields = [
        Field("decision", "认证结果", .choice([.init("pass", "通过"), .init("reject", "不通过")]), required: true),
        Field("reason", "不通过的理由", .multiline(maxLength: 200), hint: "不通过时必填，申请人登录时可以看到"),
        Field("version", "版本", .hidden),
    ]

    static func handOver(_ code: String) -> String { "激活码：\(code)（仅显示一次，72小时内有效，请告知本人）" }

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor(), scope = actor.scope
        let reading = FormReading(call.query, filters)
        var filter = EnterpriseAccount.Filter()
        filter.status = reading.choice("status")
        filter.kind = reading.choice("kind")
        filter.code = reading.optional("code")?.uppercased()
        if let text = call.query["subject"], !text.isEmpty {
            guard let enterprise = RegulatedSubject.ID(text) else { throw NotFound() }
            filter.enterprise = enterprise
        }
        let (wanted, page, protection, today) = (filter, call.listPage, call.platform.protection, call.clock.today())
        let listed = try await call.read {
            try EnterpriseAccount.list(wanted, scope: scope, page: page, protection: protection, in: $0)
        }
        var screen = ListScreen<EnterpriseAccountModel>("企业账号", path: "/enterprise-accounts", columns: [
            Column("企业", .fill) { .link($0.enterprise, href: "/enterprise-accounts/" + $0.id, note: $0.code) },
            Column("姓名") { .lines($0.name, $0.mobile) }, Column("账号类型") { .text($0.kind) },
            Column("登记时间", .time) { .text($0.createdAt) },
            Column("状态", .small) { .tag($0.status, $0.isPending ? .warn : $0.isOpen ? .ok : .mute) },
        ])
        screen.filters = filters
        screen.actions = [Action("开通法人账号", "/enterprise-accounts/new", .primary, icon: "plus-lg", needs: .verifyEnterprises)]
        screen.rowActions = { [Action($0.acts.contains(.verify) ? "认证" : "查看", "/enterprise-accounts/" + $0.id)] }
        screen.emptyText = "没有企业账号"
        return screen.page(call, listed.map {
            EnterpriseAccountModel($0, acts: EnterpriseAccountActs($0, isKnown: $0.enterprise != nil, actor).offers, today: today)
        })
    }

    private static func newPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        var values = call.form
        if problems == nil, let id = call.query["subject"].flatMap({ RegulatedSubject.ID($0) }) {
            let scope = try call.actor().scope
            let protection = call.platform.protection
            let subject = try await call.read { try RegulatedSubject.find(id, scope: scope, protection: protection, in: $0) }
            values.set("subject", subject?.id.description)
            values.set("subject_text", subject?.record.name)
        }
        let (typed, token) = (values, call.login?.formToken)
        return Page("开通法人账号", EnterpriseAccountForm(title: "开通法人账号")) { model, html in
            html.crumbs([("企业账号", "/enterprise-accounts")], here: model.title)
            html.pageHead(model.title, note: "保存后生成一次性激活码，72小时内有效，请当面交给法定代表人（负责人）")
            html.form(
                action: "/enterprise-accounts", parts: [FormPart(fields: fields)], values: typed, problems: problems, formToken: token,
                submit: [SubmitButton("保存")], back: ("返回", "/enterprise-accounts"))
        }
    }

    private static func create(_ call: Call) async throws -> Answer {
        var reading = FormReading(call.form, fields)
        let subject = reading.optional("subject").flatMap { RegulatedSubject.ID($0) }
        if subject == nil, reading.problems["subject"] == nil { reading.refuse("subject", "请填写企业") }
        try reading.finish()
        guard let subject else { throw NotFound() }
        let (now, protection) = (call.clock.now(), call.platform.protection)
        let (code, credential) = try await Credential.activation(at: now, by: call.platform.hashing)
        let creation = EnterpriseAccountCreation(
            for: subject.as(EnterpriseMark.self), name: reading.text("name"), mobile: reading.text("mobile"), credential: credential)
        return try await call.act { transaction, actor in
            let id = try creation.make(by: actor, at: now, enterprises: EnterpriseRegister(), protection: protection, in: transaction)
            return Done("法人账号已开通。", goTo: "/enterprise-accounts/\(id)", id: id.description, once: handOver(code))
        }
    }

    private static func detail(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (actor, id, protection, today) = (
            try call.actor(), try call.id(of: EnterpriseAccount.self), call.platform.protection, call.clock.today()
        )
        let model = try await call.read { transaction in
            let account = try EnterpriseAccount.load(id, scope: actor.scope, protection: protection, in: transaction)
            let library = try account.libraryEntry(protection: protection, in: transaction)
            return EnterpriseAccountDetail(account, library: library, for: actor, today: today)
        }
        var values = call.form
        values.set("version", "\(model.account.version)")
        let (typed, token) = (values, call.login?.formToken)
        return Page(model.account.name, model) { $1.enterpriseAccount($0, values: typed, problems: problems, formToken: token) }
    }

    private static func verify(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, verificationFields)
        try reading.finish()
        let (id, now) = (try call.id(of: EnterpriseAccount.self), call.clock.now())
        let decision: EnterpriseVerification.Decision = reading.text("decision") == "pass" ? .pass : .reject(reason: reading.text("reason"))
        let verification = EnterpriseVerification(of: id, version: reading.integer("version") ?? 0, decision)
        return try await call.act { transaction, actor in
            try verification.make(by: actor, at: now, enterprises: EnterpriseRegister(), in: transaction)
            return Done(decision == .pass ? "企业已认证，可以登录" : "已记录为不通过", goTo: "/enterprise-accounts/\(id)", id: id.description)
        }
    }

    private static func revoke(_ call: Call) async throws -> Answer {
        let (id, now) = (try call.id(of: EnterpriseAccount.self), call.clock.now())
        return try await call.act { transaction, actor in
            try EnterpriseAccountRevocation(of: id).make(
                by: actor, at: now, enterprises: EnterpriseRegister(), in: transaction)
            return Done("账号已撤销，登录已全部结束", goTo: "/enterprise-accounts/\(id)", id: id.description)
        }
    }

    private static func reset(_ call: Call) async throws -> Answer {
        let (id, now, protection) = (try call.id(of: EnterpriseAccount.self), call.clock.now(), call.platform.protection)
        let (code, credential) = try await Credential.activation(at: now, by: call.platform.hashing)
        return try await call.act { transaction, actor in
            try EnterprisePasswordReset(of: id, credential: credential).make(
                by: actor, at: now, enterprises: EnterpriseRegister(), protection: protection, in: transaction)
            return Done("密码已重置。", goTo: "/enterprise-accounts/\(id)", id: id.description, once: handOver(code))
        }
    }
}
