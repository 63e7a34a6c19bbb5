import Storage
import Timekeeping

/// An account is taken out of use, or back into it (ORG-21, E.23). It is never deleted: old records keep its name.
package struct AccountDisabling: Sendable {
    package enum Aim: Sendable { case disable, enable }

    package let account: Account.ID
    package let version: Int
    package let aim: Aim

    package init(of account: Account.ID, version: Int, aim: Aim = .disable) {
        (self.account, self.version, self.aim) = (account, version, aim)
    }

    package static let disabled = FactKind(code: "authority.account.disabled", sentence: "{actor}停用账号“{name}”")
    package static let enabled = FactKind(code: "authority.account.enabled", sentence: "{actor}启用账号“{name}”")

    struct Standing {
        var isOwnAccount: Bool
        var status: AccountStatus
    }

    /// The state that follows.
    func permit(_ standing: Standing) throws(AccountRefused) -> AccountStatus {
        if standing.isOwnAccount { throw .ownAccount }
        let act: AccountStatus.Act = switch aim {
        case .disable: .disable
        case .enable: .enable
        }
        guard let next = standing.status.after(act) else { throw .notPossible(standing.status) }
        return next
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageAccounts)
        guard let found = try Account.standing(of: account, in: transaction),
            try actor.scope.covers(found.organization, in: transaction)
        else { throw NotFound() }
        var next = try permit(Standing(isOwnAccount: actor.account == account, status: found.status))
        // who never chose a password still has to
        if next == .active, found.passwordExpiresAt != nil { next = .mustChangePassword }
        try transaction.refusing(Account.uniqueness) { try update(to: next, by: actor, at: now, in: transaction) }
        if next == .disabled { try Account.endSessions(of: account, in: transaction) }
        let kind = switch aim {
        case .disable: Self.disabled
        case .enable: Self.enabled
        }
        try Fact(
            kind: kind, actor: actor, at: now, organization: found.organization, noun: "Account", record: account.bytes,
            details: [FactDetail("状态", before: found.status.label, after: next.label)], values: ["name": found.name]
        ).record(in: transaction)
    }
}
