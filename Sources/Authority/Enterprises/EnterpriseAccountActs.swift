import Storage

/// What the acts on an enterprise's account look at: its state, and who asks.
package struct EnterpriseAccountActs: ActStanding {
    let status: EnterpriseAccount.Status
    /// The agency with jurisdiction over the enterprise.
    let isAgency: Bool
    /// Who may revoke the account and give it a new activation code besides: who authorised its holder.
    let isHolder: Bool
    /// Whether the library has the enterprise.
    let isKnown: Bool

    /// As the agencies' side sees it.
    /// - Parameter account: one in scope.
    package init(_ account: EnterpriseAccount, isKnown: Bool, _ actor: Actor) {
        self.init(account.status, isKnown: isKnown, actor)
    }

    init(_ status: EnterpriseAccount.Status, isKnown: Bool, _ actor: Actor) {
        (self.status, self.isKnown, isHolder) = (status, isKnown, false)
        isAgency = actor.may(.verifyEnterprises)
    }

    /// As the enterprise sees an account of its own.
    package init(_ account: EnterpriseAccount, _ holder: EnterpriseActor) {
        self.init(account.status, account.kind, account.enterprise, holder)
    }

    init(
        _ status: EnterpriseAccount.Status, _ kind: EnterpriseAccount.Kind, _ enterprise: Identifier<EnterpriseMark>?, _ holder: EnterpriseActor
    ) {
        (self.status, isAgency, isKnown) = (status, false, true)
        isHolder = holder.kind.mayAuthorize && kind == .delegate && enterprise == holder.enterprise
    }

    package func isCallers(_ act: EnterpriseAccount.Status.Act) -> Bool {
        switch act {
        case .verify, .reject: isAgency
        // of an enterprise that no library has nobody has jurisdiction
        case .resetPassword, .revoke: isHolder || (isAgency && isKnown)
        case .setPassword: false
        }
    }

    package func permit(_ act: EnterpriseAccount.Status.Act) throws(EnterpriseRefused) -> EnterpriseAccount.Status {
        guard let next = status.after(act) else { throw .notPossible(status) }
        return next
    }
}
