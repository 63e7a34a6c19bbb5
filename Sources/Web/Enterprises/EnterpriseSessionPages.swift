import Authority
import AuthorityPages
import Doors
import InspectingPages
import Library
import Registry
import RegistryPages
import Storage

/// 企业登录, 登记 and the own account (ORG-25).
enum EnterpriseSessionPages {
    static let routes: [Route] = [
        .read("/enterprise/login", .everyone, "企业登录页", as: EnterpriseLoginModel.self, format: .pageOnly) { try await loginPage($0, nil) },
        .act("/enterprise/login", .everyone, "企业登录", version: .notNeeded("只建立登录"), form: loginFields + [SessionPages.next], again: { try await loginPage($0, $1) }) { try await signIn($0) },
        .read("/enterprise/registration", .everyone, "企业账号登记页", as: RegistrationModel.self, format: .pageOnly) {
            try await registrationPage($0, nil)
        },
        .act("/enterprise/registration", .everyone, "企业账号登记", version: .notNeeded("新建一条记录，不改变已有的"), form: registrationFields, again: { try await registrationPage($0, $1) }) {
            try await register($0)
        },
        .json(.get, "/enterprise/session", .enterprise(.newAccount), "本人和表单令牌", version: .reads, as: EnterpriseSessionModel.self) { call in
            guard let login = call.enterprise else { throw CallFault.signedOut }
            return EnterpriseSessionModel(login)
        },
        .act("/enterprise/logout", .enterprise(.newAccount), "企业账号注销登录", version: .notNeeded("只结束本人的登录")) { try await signOff($0) },
        .read("/enterprise/account", .enterprise(.anyAccount), "本人账号", as: EnterpriseAccountModel.self) { try await account($0) },
        .read("/enterprise/password", .enterprise(.newAccount), "修改密码页", as: EnterprisePasswordModel.self, format: .pageOnly) {
            try await passwordPage($0, nil)
        },
        .act("/enterprise/password", .enterprise(.newAccount), "修改密码", version: .notNeeded("以当前密码为据，只改本人的密码"), form: passwordFields, again: { try await passwordPage($0, $1) }) {
            try await setPassword($0)
        },
    ]

    static let loginFields = [
        Field("code", "统一社会信用代码", .text(maxLength: 18), required: true),
        .mobile(), Field("password", "密码", .password, required: true),
    ]

    static let registrationFields = [
        Field("code", "统一社会信用代码", .text(maxLength: 18), required: true, hint: "营业执照上的18位代码"),
        Field("legalRepresentative", "法定代表人姓名", .text(maxLength: 50), required: true, hint: "个体工商户填写经营者姓名"),
        Field("name", "本人姓名", .text(maxLength: 50), required: true),
        .mobile(),
        Field("password", "密码", .password, required: true, hint: "至少8位，含大写字母、小写字母、数字、符号中的三种"),
        Field("again", "再次输入密码", .password, required: true),
    ]

    static let passwordFields = [
        Field("present", "当前密码", .password, required: true, hint: "首次登录请输入激活码"),
        Field("new", "新密码", .password, required: true, hint: "至少8位，含三种字符，不与最近五次的密码相同"),
        Field("again", "再次输入新密码", .password, required: true),
    ]

    private static func loginPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let demo = call.platform.settings.isDemo ? try await call.read { try DemoAccounts.enterprises(in: $0) } : []
        let model = EnterpriseLoginModel(
            platform: call.platform.settings.name, next: OwnAddress.checked(call.query["next"] ?? call.form["next"], below: "/enterprise") ?? "",
            code: call.form["code"] ?? "", mobile: call.form["mobile"] ?? "",
            message: problems?.general ?? problems?.byField.first?.message, password: demo.isEmpty ? nil : DemoAccounts.password,
            accounts: demo)
        let token = call.login?.formToken
        return Page("企业登录", model, layout: .bare) { $1.enterpriseLogin($0, formToken: token) }
    }

    private static func signIn(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, loginFields)
        try reading.finish()
        let channel: Channel = call.userAgent.contains("Mobile") ? .mobile : .desktop
        let signIn = EnterpriseSignIn(
            code: reading.text("code"), mobile: reading.text("mobile"), password: call.form["password"] ?? "", channel: channel,
            source: call.origin)
        let (token, session) = try await signIn.make(
            in: call.database, clock: call.clock, hashing: call.platform.hashing, protection: call.platform.protection,
            enterprises: EnterpriseRegister())
        let next = OwnAddress.checked(call.form["next"], below: "/enterprise")
        return .enterpriseSession(
            cookie: SessionCookie.value(channel, token),
            Done("", goTo: session.mustChangePassword ? "/enterprise/password" : next ?? "/enterprise"))
    }

    private static func registrationPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (typed, token) = (call.form.withoutSecrets, call.login?.formToken)
        return Page("企业账号登记", RegistrationModel(note: RegistrationModel.words), layout: .open) { model, html in
            html.crumbs([("企业登录", "/enterprise/login")], here: "企业账号登记")
            html.pageHead("企业账号登记", note: model.note)
            html.form(
                action: "/enterprise/registration", parts: [FormPart(fields: registrationFields)], values: typed, problems: problems,
                formToken: token, submit: [SubmitButton("提交登记")], back: ("返回登录", "/enterprise/login"))
        }
    }

    private static func register(_ call: Call) async throws -> Answer {
        try call.platform.service(OriginThrottle.self).admit(call.origin)
        var reading = FormReading(call.form, registrationFields)
        let password = call.form["password"] ?? ""
        if !password.isEmpty, call.form["again"] != password { reading.refuse("again", "两次输入的密码不一致") }
        // all at once, so that nobody is sent back several times
        if let code = reading.optional("code"), UnifiedSocialCreditCode(code) == nil { reading.refuse("code", UnifiedSocialCreditCode.formatMessage) }
        if let mobile = reading.optional("mobile"), MobileNumber(mobile) == nil { reading.refuse("mobile", MobileNumber.formatMessage) }
        try reading.finish()
        try await EnterpriseRegistration(
            code: reading.text("code"), legalRepresentative: reading.text("legalRepresentative"), name: reading.text("name"),
            mobile: reading.text("mobile"), password: password, source: call.origin
        ).make(
            in: call.database, clock: call.clock, hashing: call.platform.hashing, protection: call.platform.protection,
            enterprises: EnterpriseRegister())
        return .done(Done("登记已提交。管辖机构认证通过后，可用统一社会信用代码、手机号和密码登录", goTo: "/enterprise/login"))
    }

    private static func signOff(_ call: Call) async throws -> Answer {
        guard let login = call.enterprise else { throw CallFault.signedOut }
        let now = call.clock.now()
        try await call.database.write { try EnterpriseSignOff(login.session).make(at: now, enterprises: EnterpriseRegister(), in: $0) }
        return .enterpriseSession(cookie: nil, Done("", goTo: "/enterprise/login"))
    }

    private static func account(_ call: Call) async throws -> Page {
        let (actor, protection, today) = (try call.enterpriseActor(), call.platform.protection, call.clock.today())
        guard let account = try await call.read({ try EnterpriseAccount.find(actor.account, protection: protection, in: $0) })
        else { throw NotFound() }
        return Page("账号", EnterpriseAccountModel(account, acts: [], today: today), layout: .enterprise) { model, html in
            html.pageHead("账号", tag: (model.kind, .info), actions: [Action("修改密码", "/enterprise/password")])
            html.card("账号信息") { $0.record(model.fields.map { (label: $0.label, value: $0.value) }, columns: 2) }
        }
    }

    private static func passwordPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        guard let login = call.enterprise else { throw CallFault.signedOut }
        let model = EnterprisePasswordModel(isFirst: login.mustChangePassword)
        let token = login.formToken
        return Page("修改密码", model, layout: model.isFirst ? .bare : .enterprise) { $1.enterprisePassword($0, problems: problems, formToken: token) }
    }

    private static func setPassword(_ call: Call) async throws -> Answer {
        guard let login = call.enterprise else { throw CallFault.signedOut }
        var reading = FormReading(call.form, passwordFields)
        let new = call.form["new"] ?? ""
        if !new.isEmpty, call.form["again"] != new { reading.refuse("again", "两次输入的新密码不一致") }
        try reading.finish()
        let token = try await EnterprisePasswordChange(present: call.form["present"] ?? "", new: new).make(
            in: login.session, database: call.database, clock: call.clock, hashing: call.platform.hashing,
            protection: call.platform.protection, enterprises: EnterpriseRegister())
        return .enterpriseSession(
            cookie: SessionCookie.value(login.session.channel, token), Done("密码已修改", goTo: "/enterprise"))
    }
}

extension Values {
    /// A form drawn again never holds what was typed as password.
    fileprivate var withoutSecrets: Values {
        var values = self
        for name in ["password", "again"] { values.set(name, nil) }
        return values
    }
}

/// What a program has to know of its login.
struct EnterpriseSessionModel: Codable, Sendable {
    let account: String
    let name: String
    /// Goes with every changing call.
    let csrf: String
    let mustChangePassword: Bool

    init(_ login: EnterpriseLogin) {
        (account, name) = (login.actor.account.description, login.actor.name)
        (csrf, mustChangePassword) = (login.formToken, login.mustChangePassword)
    }
}

struct EnterpriseLoginModel: Codable, Sendable {
    let platform: String
    let next: String
    let code: String
    let mobile: String
    let message: String?
    /// Of the invented accounts of the demo; nil in earnest.
    let password: String?
    let accounts: [DemoAccounts.EnterpriseRow]
}

struct RegistrationModel: Codable, Sendable {
    static let words = "由企业登记法人账号，管辖机构核对档案后开通。其他人员由法人账号持有人登录后授权，不在此登记。"
    let note: String
}

struct EnterprisePasswordModel: Codable, Sendable {
    let isFirst: Bool
}
