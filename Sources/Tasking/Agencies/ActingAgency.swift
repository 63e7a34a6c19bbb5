import Authority
import Storage

/// What plans and tasks look at in the agency that acts in its own name.
package struct ActingAgency: Sendable {
    package let id: Organization.ID
    package let shortName: String
    package let level: AgencyLevel
    package let isEnforcementBody: Bool

    /// ORG-05
    func requireEnforcementBody() throws(Organization.Refused) {
        guard isEnforcementBody else { throw .notEnforcementBody }
    }
}
