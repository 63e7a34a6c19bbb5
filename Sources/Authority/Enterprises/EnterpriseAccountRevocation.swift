import Storage
import Timekeeping

/// An account is revoked: by the holder of the legal-person account (delegated ones), or by the agency. Every login of it
/// ends in the same transaction. With the legal-person account go all that were authorised by it.
package struct EnterpriseAccountRevocation: Sendable {
    package let account: EnterpriseAccount.ID

    /// Whatever changed meanwhile, a password or a login, is no reason to keep an account that is to go.
    package init(of account: EnterpriseAccount.ID) { self.account = account }

    package static let revoked = FactKind(
        code: "authority.enterprise.revoked", sentence: "{actor}撤销{kind}：{enterprise}，{name}")

    package func make(by holder: EnterpriseActor, at now: Instant, enterprises: any EnterpriseFinding, in transaction: Transaction) throws {
        guard holder.kind.mayAuthorize else { throw EnterpriseRefused.onlyLegalPerson }
        guard let found = try EnterpriseAccount.standing(of: account, in: transaction) else { throw NotFound() }
        let next = try EnterpriseAccountActs(found.status, found.kind, found.enterprise, holder).admit(.revoke)
        try end(found, as: next, by: holder.name, at: now, in: transaction)
        let agency = try enterprises.enterprise(holder.enterprise, in: transaction)?.jurisdiction
        try Fact(
            kind: Self.revoked, enterprise: holder, at: now, organization: agency, noun: "EnterpriseAccount",
            record: account.bytes, values: found.values
        ).record(in: transaction)
    }

    package func make(by actor: Actor, at now: Instant, enterprises: any EnterpriseFinding, in transaction: Transaction) throws {
        try actor.require(.verifyEnterprises)
        guard let found = try EnterpriseAccount.standing(of: account, in: transaction),
            let entry = try found.entry(enterprises, in: transaction), try actor.scope.covers(entry.jurisdiction, in: transaction)
        else { throw NotFound() }
        let next = try EnterpriseAccountActs(found.status, isKnown: true, actor).admit(.revoke)
        try end(found, as: next, by: actor.name, at: now, in: transaction)
        var ended = [(account, found)]
        if found.kind.mayAuthorize {
            for (id, delegate) in try EnterpriseAccount.openDelegates(of: entry.id, in: transaction) {
                guard let gone = delegate.status.after(.revoke) else { continue }
                try Self(of: id).end(delegate, as: gone, by: actor.name, at: now, in: transaction)
                ended.append((id, delegate))
            }
        }
        for (id, one) in ended {
            try Fact(
                kind: Self.revoked, actor: actor, at: now, organization: entry.jurisdiction, noun: "EnterpriseAccount",
                record: id.bytes, values: one.values
            ).record(in: transaction)
        }
    }

    private func end(_ found: EnterpriseStanding, as next: EnterpriseAccount.Status, by name: String, at now: Instant, in transaction: Transaction) throws {
        try EnterpriseAccount.settle(
            account, version: found.version, to: next, entry: nil, reason: "", by: name, at: now, in: transaction)
        try EnterpriseAccount.endSessions(of: account, in: transaction)
    }
}

extension EnterpriseStanding {
    fileprivate var values: [String: String] { ["kind": kind.label, "enterprise": enterpriseName, "name": name] }
}
