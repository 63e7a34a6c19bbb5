import Storage

/// What accounts have to know of an enterprise of the library.
package struct EnterpriseEntry: Sendable, Equatable {
    package let id: Identifier<EnterpriseMark>
    package let name: String
    package let code: UnifiedSocialCreditCode
    package let legalRepresentative: String
    package let jurisdiction: Organization.ID

    package init(
        id: Identifier<EnterpriseMark>, name: String, code: UnifiedSocialCreditCode, legalRepresentative: String,
        jurisdiction: Organization.ID
    ) {
        (self.id, self.name, self.code) = (id, name, code)
        (self.legalRepresentative, self.jurisdiction) = (legalRepresentative, jurisdiction)
    }
}

/// Finds registered organisations. The target that owns the library of objects implements it.
package protocol EnterpriseFinding: Sendable {
    func enterprise(coded code: UnifiedSocialCreditCode, in transaction: Transaction) throws -> EnterpriseEntry?
    func enterprise(_ id: Identifier<EnterpriseMark>, in transaction: Transaction) throws -> EnterpriseEntry?
}
