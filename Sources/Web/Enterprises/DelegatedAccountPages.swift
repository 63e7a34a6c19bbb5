import Authority
import Doors
import InspectingPages
import Library
import Markup
import Registry
import RegistryPages
import Storage
import Timekeeping

/// 授权管理: the holder of the legal-person account authorises others and takes it back (ORG-25).
enum DelegatedAccountPages {
    private static let home = "/enterprise/authorizations"
    private static let holder = Route.Access.enterprise(.holder)

    static let routes: [Route] = [
        .read("/enterprise/authorizations", holder, "本企业的授权账号", as: AuthorizationList.self) { try await list($0, nil) },
        .act("/enterprise/authorizations", holder, "授权他人", version: .notNeeded("新建一条记录，不改变已有的"), form: fields, again: { try await list($0, $1) }) { try await grant($0) },
        .act("/enterprise/authorizations/{id}/revocation", holder, "撤销授权", version: .checked(EnterpriseAccount.self), asks: { _ in
            Confirmation("撤销授权？", ["该账号立即不能再办理本企业的事项，其登录全部结束；需要时可以重新授权"], act: "撤销授权")
        }) { try await revoke($0) },
        .act("/enterprise/authorizations/{id}/password-reset", holder, "重发激活码", version: .checked(EnterpriseAccount.self)) { try await reset($0) },
    ]

    static let fields = [
        Field("name", "姓名", .text(maxLength: 50), required: true), .mobile(),
        Field("validUntil", "授权有效期至", .date, required: true),
    ]

    private static func list(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (actor, protection, today) = (try call.enterpriseActor(), call.platform.protection, call.clock.today())
        let accounts = try await call.read { try EnterpriseAccount.delegates(of: actor.enterprise, protection: protection, in: $0) }
        let model = AuthorizationList(accounts: accounts.map {
            EnterpriseAccountModel($0, acts: EnterpriseAccountActs($0, actor).offers, today: today)
        })
        let (typed, token) = (call.form, call.enterprise?.formToken)
        return Page("授权管理", model, layout: .enterprise) { model, html in
            html.pageHead("授权管理", note: "授权的人可以查看本企业的档案，不能再授权他人")
            html.card("授权账号") { $0.authorizations(model, formToken: token) }
            html.form(
                action: home, parts: [FormPart("授权他人", note: "提交后生成一次性激活码，72小时内有效", fields: fields)], values: typed,
                problems: problems, formToken: token, submit: [SubmitButton("授权")])
        }
    }

    private static func grant(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, fields)
        try reading.finish()
        let (now, protection) = (call.clock.now(), call.platform.protection)
        let (code, credential) = try await Credential.activation(at: now, by: call.platform.hashing)
        guard let until = reading.date("validUntil") else { throw Problems("validUntil", "请填写授权有效期至") }
        let grant = DelegatedAccountGrant(to: reading.text("name"), mobile: reading.text("mobile"), until: until, credential: credential)
        return try await call.actForEnterprise { transaction, actor in
            let id = try grant.make(by: actor, at: now, enterprises: EnterpriseRegister(), protection: protection, in: transaction)
            return Done("已授权。", goTo: home, id: id.description, once: EnterpriseAccountPages.handOver(code))
        }
    }

    private static func revoke(_ call: Call) async throws -> Answer {
        let (id, now) = (try call.id(of: EnterpriseAccount.self), call.clock.now())
        return try await call.actForEnterprise { transaction, actor in
            try EnterpriseAccountRevocation(of: id).make(
                by: actor, at: now, enterprises: EnterpriseRegister(), in: transaction)
            return Done("授权已撤销，该账号的登录已全部结束", goTo: home, id: id.description)
        }
    }

    private static func reset(_ call: Call) async throws -> Answer {
        let (id, now, protection) = (try call.id(of: EnterpriseAccount.self), call.clock.now(), call.platform.protection)
        let (code, credential) = try await Credential.activation(at: now, by: call.platform.hashing)
        return try await call.actForEnterprise { transaction, actor in
            try EnterprisePasswordReset(of: id, credential: credential).make(
                by: actor, at: now, enterprises: EnterpriseRegister(), protection: protection, in: transaction)
            return Done("已重发激活码。", goTo: home, id: id.description, once: EnterpriseAccountPages.handOver(code))
        }
    }
}

struct AuthorizationList: Codable, Sendable {
    let accounts: [EnterpriseAccountModel]
}

extension HTML {
    fileprivate mutating func authorizations(_ model: AuthorizationList, formToken: String?) {
        if model.accounts.isEmpty { return emptyState("还没有授权他人") }
        ul(.class("results")) { html in
            for account in model.accounts {
                html.li { html in
                    html.h3 { html in
                        html.text(account.name)
                        html.tag(account.status, account.isOpen ? .ok : .mute)
                    }
                    html.p(text: [account.mobile, account.validUntil.isEmpty ? "" : "有效期至 " + account.validUntil].joined(separator: " · "))
                    if !account.acts.isEmpty { html.authorizationActs(account, formToken: formToken) }
                }
            }
        }
    }

    private mutating func authorizationActs(_ account: EnterpriseAccountModel, formToken: String?) {
        div(.class("row-acts")) { html in
            for (act, label, path) in [(EnterpriseAccount.Status.Act.revoke, "撤销授权", "revocation"), (.resetPassword, "重发激活码", "password-reset")]
            where account.acts.contains(act) {
                html.form(.method("post"), .action("/enterprise/authorizations/\(account.id)/\(path)")) { html in
                    html.formToken(formToken)
                    html.version(account.version)
                    html.button(.classes(act == .revoke ? "button danger" : "button"), .label("\(label) \(account.name)"), text: label)
                }
            }
        }
    }
}
