import Storage
import Timekeeping

/// 重置密码 (ORG-12, BEY-01): the account gets a new activation code, and every login of it ends.
package struct PasswordReset: Sendable {
    package let account: Account.ID
    package let credential: Credential

    /// - Parameter credential: from `Credential.activation`; its code is shown once.
    package init(of account: Account.ID, credential: Credential) { (self.account, self.credential) = (account, credential) }

    package static let reset = FactKind(code: "authority.account.passwordReset", sentence: "{actor}重置账号“{name}”的密码")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageAccounts)
        guard let found = try Account.standing(of: account, in: transaction) else { throw NotFound() }
        guard try actor.scope.covers(found.organization, in: transaction) else { throw NotFound() }
        let next = try AccountActs(account, found.status, actor).admit(.resetPassword)
        try Password.keepFormer(found.passwordHash, of: account, at: now, in: transaction)
        try Password.replace(of: account, by: credential, status: next, at: now, in: transaction)
        try Password.clearThrottle(of: account, in: transaction)
        try Account.endSessions(of: account, in: transaction)
        try Fact(
            kind: Self.reset, actor: actor, at: now, organization: found.organization, noun: "Account",
            record: account.bytes, values: ["name": found.name]
        ).record(in: transaction)
    }
}
