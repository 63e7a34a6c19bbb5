import Cryptography
import Storage
import Timekeeping

/// 企业登录: by credit code, mobile number and password, because one person may work for several enterprises. Counted and
/// refused as logins of agencies are (SEC-02): the message never tells what is wrong, unless the password is right.
package struct EnterpriseSignIn: Sendable {
    package let code: String
    package let mobile: String
    package let password: String
    package let channel: Channel
    package let source: String

    package init(code: String, mobile: String, password: String, channel: Channel, source: String) {
        (self.code, self.mobile, self.password) = (code, mobile, password)
        (self.channel, self.source) = (channel, source)
    }

    package static let signedIn = FactKind(code: "authority.enterprise.signedIn", sentence: "{actor}登录企业服务（{channel}）")
    package static let failed = FactKind(code: "authority.enterprise.signInFailed", sentence: "企业服务登录失败（{channel}）：{login}")

    package enum Refused: Refusal, Equatable {
        case wrong
        case pending
        case rejected(reason: String)
        case revoked
        case expired
        case activationExpired

        package var code: String {
            switch self {
            case .wrong: "authority.enterprise.signIn.wrong"
            case .pending: "authority.enterprise.signIn.pending"
            case .rejected: "authority.enterprise.signIn.rejected"
            case .revoked: "authority.enterprise.signIn.revoked"
            case .expired: "authority.enterprise.signIn.expired"
            case .activationExpired: "authority.enterprise.signIn.activationExpired"
            }
        }

        package var message: String {
            switch self {
            case .wrong: "账号或密码错误"
            case .pending: "企业账号待认证，认证通过后可以登录"
            case .rejected(let reason): "企业账号认证未通过：\(reason)。请更正后重新登记"
            case .revoked: "账号已撤销"
            case .expired: "授权已到期，请联系本企业法人账号持有人"
            case .activationExpired: "激活码已失效，请联系发放人重置密码"
            }
        }
    }
}

/// 注销
package struct EnterpriseSignOff: Sendable {
    package let session: EnterpriseSession

    package init(_ session: EnterpriseSession) { self.session = session }

    package static let signedOff = FactKind(code: "authority.enterprise.signedOff", sentence: "{actor}退出企业服务（{channel}）")

    package func make(at now: Instant, enterprises: any EnterpriseFinding, in transaction: Transaction) throws {
        try session.end(in: transaction)
        try Fact(
            kind: Self.signedOff, enterprise: session.actor, at: now,
            organization: try enterprises.enterprise(session.actor.enterprise, in: transaction)?.jurisdiction,
            noun: "EnterpriseAccount", record: session.actor.account.bytes, values: ["channel": session.channel.label]
        ).record(in: transaction)
    }
}
