import Storage

/// The fields of an account are saved (用户管理 → 编辑). Saving also computes anew whether the person is an
/// enforcement officer, even when nothing was changed (ORG-13).
package struct AccountChange: Sendable {
    package let account: Account.ID
    package let version: Int
    package let organization: Organization.ID
    package let record: AccountRecord

    package init(of account: Account.ID, version: Int, in organization: Organization.ID, to record: AccountRecord) {
        (self.account, self.version, self.organization, self.record) = (account, version, organization, record)
    }

    package static let changed = FactKind(code: "authority.account.changed", sentence: "{actor}修改账号“{name}”")

    struct Standing {
        var mayManageTarget: Bool
        var isMoved: Bool
        var administersDepartmentOnly: Bool
        var departmentChanges: Bool
        var targetLevel: AgencyLevel
        var targetIsEnabled: Bool
        var departmentIsOfOrganization: Bool?
        var roles: Set<Role>
    }

    func permit(_ standing: Standing) throws(AccountRefused) {
        if standing.administersDepartmentOnly, standing.isMoved || standing.departmentChanges { throw .outOfScope }
        if standing.isMoved {
            guard standing.mayManageTarget else { throw .outOfScope }
            guard standing.targetIsEnabled else { throw .organizationDisabled }
            try standing.roles.permit(granter: nil, holder: standing.targetLevel)
        }
        if standing.departmentIsOfOrganization == false { throw .departmentElsewhere }
    }
}
