import Storage
import Timekeeping

/// 认证企业 (CODE-04, ORG-25): the agency with jurisdiction compares the application with its library and decides.
package struct EnterpriseVerification: Sendable {
    package enum Decision: Sendable, Equatable {
        case pass
        case reject(reason: String)
    }

    package let account: EnterpriseAccount.ID
    package let version: Int
    package let decision: Decision

    package init(of account: EnterpriseAccount.ID, version: Int, _ decision: Decision) {
        (self.account, self.version, self.decision) = (account, version, decision)
    }

    package static let passed = FactKind(
        code: "authority.enterprise.verified", sentence: "{actor}认证企业“{enterprise}”，法人账号{name}通过")
    package static let rejected = FactKind(
        code: "authority.enterprise.rejected", sentence: "{actor}未通过企业账号申请：{code}，{name}")

    private var act: EnterpriseAccount.Status.Act {
        switch decision {
        case .pass: .verify
        case .reject: .reject
        }
    }

    func check(isKnown: Bool) throws(EnterpriseRefused) {
        switch decision {
        case .pass: guard isKnown else { throw .unknownEnterprise }
        case .reject(let reason): guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
        }
    }

    package func make(
        by actor: Actor, at now: Instant, enterprises: any EnterpriseFinding, in transaction: Transaction
    ) throws {
        try actor.require(.verifyEnterprises)
        guard let found = try EnterpriseAccount.standing(of: account, in: transaction) else { throw NotFound() }
        let entry = try found.entry(enterprises, in: transaction)
        // an application nobody's library knows belongs to whoever stands at the top
        let isInScope = try entry.map { try actor.scope.covers($0.jurisdiction, in: transaction) } ?? actor.scope.isEverything
        guard isInScope else { throw NotFound() }
        let next = try EnterpriseAccountActs(found.status, isKnown: entry != nil, actor).admit(act)
        try check(isKnown: entry != nil)
        let reason = if case .reject(let reason) = decision { reason } else { "" }
        try transaction.refusing(EnterpriseRefused.uniqueness) {
            try EnterpriseAccount.settle(
                account, version: version, to: next, entry: entry, reason: reason, by: actor.name, at: now, in: transaction)
        }
        try Fact(
            kind: next == .active ? Self.passed : Self.rejected, actor: actor, at: now, organization: entry?.jurisdiction,
            noun: "EnterpriseAccount", record: account.bytes,
            details: [FactDetail("状态", before: found.status.label, after: next.label)]
                + (reason.isEmpty ? [] : [FactDetail("理由", before: nil, after: reason)]),
            values: ["code": found.code, "name": found.name, "enterprise": entry?.name ?? ""]
        ).record(in: transaction)
    }
}
