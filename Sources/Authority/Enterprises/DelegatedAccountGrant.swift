import Storage
import Timekeeping

/// The holder of the legal-person account authorises somebody until a day (ORG-25).
package struct DelegatedAccountGrant: Sendable {
    package let name: String
    package let mobile: String
    /// The last day.
    package let validUntil: CalendarDate
    package let credential: Credential

    package init(to name: String, mobile: String, until validUntil: CalendarDate, credential: Credential) {
        (self.name, self.mobile, self.validUntil, self.credential) = (name, mobile, validUntil, credential)
    }

    package static let granted = FactKind(
        code: "authority.enterprise.granted", sentence: "{actor}授权{name}使用本企业账号，至{until}")

    func permit(kind: EnterpriseAccount.Kind, today: CalendarDate) throws(EnterpriseRefused) {
        guard kind.mayAuthorize else { throw .onlyLegalPerson }
        guard validUntil >= today else { throw .validityOver }
    }

    package func make(
        by holder: EnterpriseActor, at now: Instant, enterprises: any EnterpriseFinding, protection: any FieldProtection,
        in transaction: Transaction
    ) throws -> EnterpriseAccount.ID {
        try permit(kind: holder.kind, today: now.beijingDate)
        let person = try CheckedEnterprisePerson(name: name, mobile: mobile)
        let entry = try enterprises.enterprise(holder.enterprise, in: transaction)
        let id = EnterpriseAccount.ID(at: now)
        try transaction.refusing(EnterpriseRefused.uniqueness) {
            try EnterpriseAccount.insert(
                EnterpriseAccount.New(
                    id: id, kind: .delegate, status: credential.initialEnterpriseStatus, code: holder.code,
                    enterprise: holder.enterprise, enterpriseName: holder.enterpriseName, legalRepresentative: "",
                    person: person, credential: credential, validUntil: validUntil, grantedBy: holder.account),
                at: now, protection: protection, in: transaction)
        }
        try Fact(
            kind: Self.granted, enterprise: holder, at: now, organization: entry?.jurisdiction, noun: "EnterpriseAccount",
            record: id.bytes,
            details: [
                FactDetail("手机号", before: nil, after: person.mobile.masked),
                FactDetail("有效期至", before: nil, after: validUntil.description),
            ], values: ["name": person.name, "until": validUntil.description]
        ).record(in: transaction)
        return id
    }
}
