/// The fields of an organisation that people fill in (A.1).
package struct OrganizationRecord: Hashable, Sendable {
    package var parent: Organization.ID?
    package var name: String
    /// Used in task and document numbers.
    package var shortName: String
    package var unifiedSocialCreditCode: String
    package var level: AgencyLevel
    /// The national code of the administrative division (行政区划, STD-03): 6 digits, or 9 for a township.
    package var divisionCode: String
    package var domains: Set<EnforcementDomain>
    package var isEnforcementBody: Bool
    package var kind: OrganizationKind
    /// The word of the agency in document numbers (文书代字), such as 应急.
    package var documentWord: String
    package var collectionUnitCode = ""
    package var paymentAccountName = ""
    package var paymentAccountNumber = ""
    package var fineCode = ""
    /// At most two (行政复议机关).
    package var reconsiderationOrgans: [String] = []
    package var litigationCourt = ""
    package var address = ""
    package var postcode = ""
    package var phone = ""

    package init(
        parent: Organization.ID?, name: String, shortName: String, unifiedSocialCreditCode: String, level: AgencyLevel,
        divisionCode: String, domains: Set<EnforcementDomain>, isEnforcementBody: Bool, kind: OrganizationKind,
        documentWord: String
    ) {
        self.parent = parent
        self.name = name
        self.shortName = shortName
        self.unifiedSocialCreditCode = unifiedSocialCreditCode
        self.level = level
        self.divisionCode = divisionCode
        self.domains = domains
        self.isEnforcementBody = isEnforcementBody
        self.kind = kind
        self.documentWord = documentWord
    }

    /// Labels of what ORG-04 asks for and is not there.
    package var missingForFines: [String] {
        [
            ("执收单位编码", collectionUnitCode), ("缴款银行户名", paymentAccountName),
            ("缴款银行账号", paymentAccountNumber), ("罚没编码", fineCode),
        ].filter { $0.1.isEmpty }.map { $0.0 }
    }
}
