import Storage

/// The roles of an account become exactly these (业务角色授权, ORG-16).
package struct RoleGrant: Sendable {
    package let account: Account.ID
    package let version: Int
    package let roles: Set<Role>

    package init(to account: Account.ID, version: Int, roles: Set<Role>) {
        (self.account, self.version, self.roles) = (account, version, roles)
    }

    package static let granted = FactKind(
        code: "authority.role.granted", sentence: "{actor}调整账号“{name}”的角色")

    struct Standing {
        var granterLevel: AgencyLevel?
        var level: AgencyLevel
    }

    func permit(_ standing: Standing) throws(AccountRefused) {
        try roles.permit(granter: standing.granterLevel, holder: standing.level)
    }
}
