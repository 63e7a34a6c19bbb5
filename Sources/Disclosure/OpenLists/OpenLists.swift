import Authority
import Storage

/// What the public may narrow a list of items or plans to (PUB-05).
package struct OpenFilter: Sendable {
    /// Any part of the name.
    package var text: String?
    /// The beginning of the code or number.
    package var code: String?
    /// The whole name of an agency.
    package var agency: String?
    package var year: Int?
    package init() {}
}

/// A line of 抽查事项清单 as the public reads it: what may be inspected at random, and by which law.
package struct OpenItem: Sendable {
    package let code: String
    package let name: String
    package let domain: EnforcementDomain
    package let organizationName: String
    /// In words; what each refers to inside is nobody's business outside.
    package let legalBases: [String]
}

/// A line of the annual plans as the public reads them: plans that have passed review and were issued.
package struct OpenPlan: Sendable {
    package let number: String
    package let year: Int
    package let name: String
    package let family: String
    package let organizationName: String
    package let term: String
    package let items: [String]
}
