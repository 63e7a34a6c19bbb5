import Storage
import Timekeeping

/// A new activation code: by the agency, or by the holder of the legal-person account for one authorised by it. Every
/// login of the account ends (as ORG-12 has it for agencies).
package struct EnterprisePasswordReset: Sendable {
    package let account: EnterpriseAccount.ID
    package let credential: Credential

    package init(of account: EnterpriseAccount.ID, credential: Credential) { (self.account, self.credential) = (account, credential) }

    package static let reset = FactKind(
        code: "authority.enterprise.passwordReset", sentence: "{actor}重置企业账号密码：{enterprise}，{name}")

    package func make(
        by holder: EnterpriseActor, at now: Instant, enterprises: any EnterpriseFinding, protection: any FieldProtection,
        in transaction: Transaction
    ) throws {
        guard holder.kind.mayAuthorize else { throw EnterpriseRefused.onlyLegalPerson }
        guard let found = try EnterpriseAccount.standing(of: account, in: transaction) else { throw NotFound() }
        let next = try EnterpriseAccountActs(found.status, found.kind, found.enterprise, holder).admit(.resetPassword)
        try replace(found, as: next, at: now, protection: protection, in: transaction)
        let agency = try enterprises.enterprise(holder.enterprise, in: transaction)?.jurisdiction
        try Fact(
            kind: Self.reset, enterprise: holder, at: now, organization: agency, noun: "EnterpriseAccount",
            record: account.bytes, values: ["enterprise": found.enterpriseName, "name": found.name]
        ).record(in: transaction)
    }

    package func make(
        by actor: Actor, at now: Instant, enterprises: any EnterpriseFinding, protection: any FieldProtection,
        in transaction: Transaction
    ) throws {
        try actor.require(.verifyEnterprises)
        guard let found = try EnterpriseAccount.standing(of: account, in: transaction),
            let entry = try found.entry(enterprises, in: transaction), try actor.scope.covers(entry.jurisdiction, in: transaction)
        else { throw NotFound() }
        let next = try EnterpriseAccountActs(found.status, isKnown: true, actor).admit(.resetPassword)
        try replace(found, as: next, at: now, protection: protection, in: transaction)
        try Fact(
            kind: Self.reset, actor: actor, at: now, organization: entry.jurisdiction, noun: "EnterpriseAccount",
            record: account.bytes, values: ["enterprise": found.enterpriseName, "name": found.name]
        ).record(in: transaction)
    }

    private func replace(
        _ found: EnterpriseStanding, as next: EnterpriseAccount.Status, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        try EnterpriseAccount.keepFormer(found.passwordHash, of: account, at: now, in: transaction)
        try EnterpriseAccount.replacePassword(of: account, by: credential, status: next, at: now, in: transaction)
        if let mobile = try EnterpriseAccount.wholeMobile(of: account, protection: protection, in: transaction) {
            try LoginAttempt.lift(
                EnterpriseAccount.attempt(code: found.code, mobile: mobile, from: "", protection).account, in: transaction)
        }
        try EnterpriseAccount.endSessions(of: account, in: transaction)
    }
}
