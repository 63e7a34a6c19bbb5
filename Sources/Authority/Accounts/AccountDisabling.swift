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

    private var act: AccountStatus.Act {
        switch aim {
        case .disable: .disable
        case .enable: .enable
        }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageAccounts)
        guard let found = try Account.standing(of: account, in: transaction),
            try actor.scope.covers(found.organization, in: transaction)
        else { throw NotFound() }
        var next = try AccountActs(account, found.status, actor).admit(act)
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
