import Storage
import Timekeeping

/// The agency with jurisdiction opens the legal-person account of an enterprise itself; the code is handed over once.
package struct EnterpriseAccountCreation: Sendable {
    package let enterprise: Identifier<EnterpriseMark>
    package let name: String
    package let mobile: String
    package let credential: Credential

    package init(for enterprise: Identifier<EnterpriseMark>, name: String, mobile: String, credential: Credential) {
        (self.enterprise, self.name, self.mobile, self.credential) = (enterprise, name, mobile, credential)
    }

    package static let created = FactKind(
        code: "authority.enterprise.created", sentence: "{actor}为企业“{enterprise}”开通法人账号，持有人{name}")

    package func make(
        by actor: Actor, at now: Instant, enterprises: any EnterpriseFinding, protection: any FieldProtection,
        in transaction: Transaction
    ) throws -> EnterpriseAccount.ID {
        try actor.require(.verifyEnterprises)
        let person = try CheckedEnterprisePerson(name: name, mobile: mobile)
        guard let entry = try enterprises.enterprise(enterprise, in: transaction),
            try actor.scope.covers(entry.jurisdiction, in: transaction)
        else { throw NotFound() }
        let id = EnterpriseAccount.ID(at: now)
        try transaction.refusing(EnterpriseRefused.uniqueness) {
            try EnterpriseAccount.insert(
                EnterpriseAccount.New(
                    id: id, kind: .legalPerson, status: credential.initialEnterpriseStatus, code: entry.code.description,
                    enterprise: entry.id, enterpriseName: entry.name, legalRepresentative: entry.legalRepresentative,
                    person: person, credential: credential),
                at: now, protection: protection, in: transaction)
        }
        try Fact(
            kind: Self.created, actor: actor, at: now, organization: entry.jurisdiction, noun: "EnterpriseAccount",
            record: id.bytes, details: [FactDetail("手机号", before: nil, after: person.mobile.masked)],
            values: ["enterprise": entry.name, "name": person.name]
        ).record(in: transaction)
        return id
    }
}

extension Credential {
    /// A password chosen by its holder needs no first login.
    var initialEnterpriseStatus: EnterpriseAccount.Status { expiresAt == nil ? .active : .mustChangePassword }
}
