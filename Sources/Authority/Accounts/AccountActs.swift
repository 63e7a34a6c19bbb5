import Storage

/// What the acts on somebody's account look at: its state, and who asks.
package struct AccountActs: ActStanding {
    let status: AccountStatus
    let isOwnAccount: Bool
    /// In the own part of the tree (ORG-07).
    let manages: Bool
    let grants: Bool
    /// Also of a department administrator (ORG-20).
    let edits: Bool

    /// - Parameter account: one that `actor` may look at (`load(_:managedBy:)`).
    package static func of(_ account: Account, for actor: Actor, in transaction: Transaction) throws -> AccountActs {
        AccountActs(
            account.id, account.status, isBelow: try actor.scope.covers(account.organization, in: transaction), edits: true, actor)
    }

    init(_ account: Account.ID, _ status: AccountStatus, isBelow: Bool = true, edits: Bool = false, _ actor: Actor) {
        self.status = status
        isOwnAccount = actor.account == account
        manages = isBelow && actor.may(.manageAccounts)
        grants = isBelow && actor.may(.grantRoles)
        self.edits = edits && (actor.may(.manageAccounts) || actor.may(.editDepartmentAccounts))
    }

    package func isCallers(_ act: AccountStatus.Act) -> Bool {
        switch act {
        case .resetPassword, .disable, .enable: manages
        case .grantRoles: grants
        case .change: edits
        // on a page of one's own
        case .setPassword: false
        }
    }

    package func permit(_ act: AccountStatus.Act) throws(AccountRefused) -> AccountStatus {
        switch act {
        case .disable, .enable, .grantRoles: if isOwnAccount { throw .ownAccount }
        case .setPassword, .resetPassword, .change: break
        }
        guard let next = status.after(act) else { throw .notPossible(status) }
        return next
    }
}
