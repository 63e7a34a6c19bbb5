import Cryptography
import Storage
import Timekeeping

/// 登录 of an agency's account (SEC-02, SEC-03).
package struct SignIn: Sendable {
    package let login: String
    package let password: String
    package let channel: Channel
    /// The address of the caller: throttled of its own, and kept in the log.
    package let source: String

    package init(login: String, password: String, channel: Channel, source: String) {
        (self.login, self.password, self.channel, self.source) = (login, password, channel, source)
    }

    package static let signedIn = FactKind(code: "authority.session.signedIn", sentence: "{actor}登录系统（{channel}）")
    package static let failed = FactKind(code: "authority.session.failed", sentence: "登录失败（{channel}）：{login}")

    package enum Refused: Refusal, Equatable {
        /// Whatever is wrong, also while locked: the message never tells (SEC-02).
        case wrong
        /// ORG-21; told only to who knows the password.
        case disabled
        /// BEY-01; told only to who knows the code.
        case activationExpired

        package var code: String {
            switch self {
            case .wrong: "authority.session.wrong"
            case .disabled: "authority.session.disabled"
            case .activationExpired: "authority.session.activationExpired"
            }
        }

        package var message: String {
            switch self {
            case .wrong: "账号或密码错误"
            case .disabled: "账号已停用"
            case .activationExpired: "激活码已失效，请联系系统管理员重置密码"
            }
        }
    }
}
