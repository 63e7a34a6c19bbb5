import Authority
import Doors
import Markup
import Storage

/// 登录, 注销 and setting the password (ORG-11, SEC-01…03, BEY-01).
package enum SessionPages {
    static let routes: [Route] = [
        .read("/login", .everyone, "登录页", as: LoginModel.self, format: .pageOnly) { try await page($0, nil) },
        .act("/login", .everyone, "登录", version: .notNeeded("只建立登录"), form: loginFields + [next], again: { try await page($0, $1) }) { try await signIn($0) },
        .json(.get, "/session-check", .signedIn, "登录是否有效", version: .reads, as: SessionCheck.self) { _ in SessionCheck(ok: true) },
        .json(.get, "/session", .newAccount, "本人、权限和表单令牌", version: .reads, as: SessionModel.self) { call in
            guard let login = call.login else { throw CallFault.signedOut }
            return SessionModel(login)
        },
        .act("/logout", .newAccount, "注销", version: .notNeeded("只结束本人的登录")) { try await signOff($0) },
        .read("/password", .newAccount, "修改密码页", as: PasswordModel.self, format: .pageOnly) { try await passwordPage($0, nil) },
        .act("/password", .newAccount, "修改密码", version: .notNeeded("以当前密码为据，只改本人的密码"), form: passwordFields, again: { try await passwordPage($0, $1) }) { try await setPassword($0) },
    ]

    package static let loginFields = [
        Field("account", "账号", .text(maxLength: 40), required: true, placeholder: "手机号"),
        Field("password", "密码", .password, required: true),
    ]

    /// Of pages: where one goes on to.
    package static let next = Field("next", "登录后打开的地址", .text(maxLength: 4000))

    package static let passwordFields = [
        Field("present", "当前密码", .password, required: true, hint: "首次登录请输入管理员给您的激活码"),
        Field("new", "新密码", .password, required: true, hint: "含大写字母、小写字母、数字、符号中的三种，不与最近五次的密码相同"),
        Field("again", "再次输入新密码", .password, required: true),
    ]

    private static func page(_ call: Call, _ problems: Problems?) async throws -> Page {
        let demo = call.platform.settings.isDemo ? try await call.read { try DemoAccounts.list(in: $0) } : []
        let model = LoginModel(
            platform: call.platform.settings.name, next: OwnAddress.checked(call.query["next"] ?? call.form["next"]) ?? "",
            account: call.form["account"] ?? "", message: problems?.general ?? problems?.byField.first?.message,
            password: demo.isEmpty ? nil : DemoAccounts.password, accounts: demo)
        return Page("登录", model, layout: .bare) { $1.login($0) }
    }

    private static func signIn(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, loginFields)
        try reading.finish()
        let channel: Channel = call.userAgent.contains("Mobile") ? .mobile : .desktop
        let signIn = SignIn(
            login: reading.text("account"), password: call.form["password"] ?? "", channel: channel, source: call.origin)
        let (token, session) = try await signIn.make(
            in: call.database, clock: call.clock, hashing: call.platform.hashing, protection: call.platform.protection)
        let next = OwnAddress.checked(call.form["next"])
        let home = channel == .mobile && session.actor.may(.inspect) ? "/field/" : "/"
        return .session(
            cookie: SessionCookie.value(channel, token),
            Done("", goTo: session.mustChangePassword ? "/password" : next ?? home))
    }

    private static func signOff(_ call: Call) async throws -> Answer {
        guard let login = call.login else { throw CallFault.signedOut }
        let now = call.clock.now()
        try await call.database.write { try SignOff(login.session).make(at: now, in: $0) }
        call.platform.sessions.forget(login.session)
        return .session(cookie: nil, Done("", goTo: "/login"))
    }

    private static func passwordPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        guard let login = call.login else { throw CallFault.signedOut }
        let agency = login.actor.organization
        let model = PasswordModel(
            isFirst: login.mustChangePassword,
            shortest: try await call.read { try Parameter.passwordLength.value(for: agency, in: $0) })
        let token = call.login?.formToken
        return Page("修改密码", model, layout: model.isFirst ? .bare : .inner) { model, html in
            html.passwordForm(model, problems: problems, formToken: token)
        }
    }

    private static func setPassword(_ call: Call) async throws -> Answer {
        guard let login = call.login else { throw CallFault.signedOut }
        var reading = FormReading(call.form, passwordFields)
        let new = call.form["new"] ?? ""
        if !new.isEmpty, call.form["again"] != new { reading.refuse("again", "两次输入的新密码不一致") }
        try reading.finish()
        let token = try await PasswordChange(present: call.form["present"] ?? "", new: new).make(
            in: login.session, database: call.database, clock: call.clock, hashing: call.platform.hashing,
            protection: call.platform.protection)
        call.platform.sessions.forget(login.session)
        return .session(cookie: SessionCookie.value(login.session.channel, token), Done("密码已修改", goTo: "/"))
    }
}

/// What a client asks before it goes on with a login it has kept; also the measure of an empty call (P6).
struct SessionCheck: Codable, Sendable {
    let ok: Bool
}

/// What a program has to know of its login.
struct SessionModel: Codable, Sendable {
    let account: String
    let name: String
    let organization: String
    let permissions: [String]
    /// Goes with every changing call.
    let csrf: String
    let mustChangePassword: Bool

    init(_ login: Login) {
        (account, name) = (login.actor.account.description, login.actor.name)
        organization = login.actor.organizationName
        permissions = Permission.allCases.filter { login.actor.may($0) }.map(\.rawValue)
        (csrf, mustChangePassword) = (login.formToken, login.mustChangePassword)
    }
}

package struct LoginModel: Codable, Sendable {
    package let platform: String
    package let next: String
    package let account: String
    package let message: String?
    /// Of the invented accounts of the demo; nil in earnest.
    package let password: String?
    package let accounts: [DemoAccounts.Row]
}

struct PasswordModel: Codable, Sendable {
    let isFirst: Bool
    /// What the agency demands (CONF-04).
    let shortest: Int
}
