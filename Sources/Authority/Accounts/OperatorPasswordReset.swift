import Storage
import Timekeeping

/// 重置密码 by the operator on the machine itself, when no administrator can get in any more (ORG-12): a new activation code,
/// the lock is lifted, every login ends. The log says that it was done and where.
package struct OperatorPasswordReset: Sendable {
    package let mobile: MobileNumber
    package let credential: Credential

    /// - Parameter credential: from `Credential.activation`; its code is shown once.
    package init(of mobile: MobileNumber, credential: Credential) { (self.mobile, self.credential) = (mobile, credential) }

    package static let reset = FactKind(
        code: "authority.account.operatorReset", sentence: "运维人员在服务器上重置账号“{name}”的密码")

    package enum Refused: Refusal, Equatable {
        case unknown
        case disabled(String)

        package var code: String {
            switch self {
            case .unknown: "authority.account.operatorReset.unknown"
            case .disabled: "authority.account.operatorReset.disabled"
            }
        }

        package var message: String {
            switch self {
            case .unknown: "没有使用该手机号的账号"
            case .disabled(let name): "账号“\(name)”已停用，请先由管理员启用"
            }
        }
    }

    /// - Returns: whose account it is.
    package func make(at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws -> String {
        guard let account = try Account.holder(of: mobile, protection: protection, in: transaction),
            let found = try Account.standing(of: account, in: transaction)
        else { throw Refused.unknown }
        guard let next = found.status.after(.resetPassword) else { throw Refused.disabled(found.name) }
        try Password.keepFormer(found.passwordHash, of: account, at: now, in: transaction)
        try Password.replace(of: account, by: credential, status: next, at: now, in: transaction)
        try Password.clearThrottle(of: account, in: transaction)
        try Account.endSessions(of: account, in: transaction)
        try Fact(
            kind: Self.reset, actor: nil, at: now, organization: found.organization, origin: "服务器", noun: "Account",
            record: account.bytes, values: ["name": found.name]
        ).record(in: transaction)
        return found.name
    }
}
