import Storage

/// A new account of an organisation (ORG-07, ORG-09, ORG-10), with its first roles.
package struct AccountCreation: Sendable {
    package let organization: Organization.ID
    package let record: AccountRecord
    package let roles: Set<Role>
    package let credential: Credential

    package init(in organization: Organization.ID, _ record: AccountRecord, roles: Set<Role>, credential: Credential) {
        (self.organization, self.record, self.roles, self.credential) = (organization, record, roles, credential)
    }

    package static let created = FactKind(
        code: "authority.account.created", sentence: "{actor}新建账号“{name}”，角色：{roles}")

    struct Standing {
        var mayManage: Bool
        /// Nil when the platform itself creates, at set-up.
        var creatorLevel: AgencyLevel?
        var level: AgencyLevel
        var organizationIsEnabled: Bool
        /// Nil when no department was named.
        var departmentIsOfOrganization: Bool?
    }

    func permit(_ standing: Standing) throws(AccountRefused) {
        guard standing.mayManage else { throw .outOfScope }
        guard standing.organizationIsEnabled else { throw .organizationDisabled }
        if standing.departmentIsOfOrganization == false { throw .departmentElsewhere }
        try roles.permit(granter: standing.creatorLevel, holder: standing.level)
    }
}
