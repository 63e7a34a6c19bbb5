import Authority

/// A line of 用户管理.
package struct AccountRow: Codable, Sendable {
    package let id: String
    package let name: String
    /// Masked.
    package let mobile: String
    package let organization: String
    package let position: String
    package let roles: String
    let isOfficer: Bool
    /// Has the role of an officer and no entry in a library (ORG-22).
    let lacksOfficer: Bool
    package let status: String
    let isActive: Bool

    package init(_ line: AccountLine) {
        id = line.id.description
        name = line.name
        mobile = line.maskedMobile
        organization = line.organizationName
        position = line.position
        roles = line.roles.map(\.label).sorted().joined(separator: "、")
        isOfficer = line.isOfficer
        lacksOfficer = line.roles.contains(.officer) && !line.isOfficer
        status = line.status.label
        isActive = line.status == .active
    }
}

/// An account as its page shows it.
package struct AccountModel: Codable, Sendable {
    package let title: String
    package var id = ""
    package var version = 0
    package var status = ""
    var isDisabled = false
    package var acts: [AccountStatus.Act] = []
    package var mobile = ""
    package var citizenID = ""
    package var organization = ""
    var departmentName = ""
    package var position = ""
    var isOfficer = false
    package var lastLogin = ""
    package var roles: [String] = []
    var roleLabels: [String] = []

    package init(title: String) { self.title = title }

    package init(_ account: Account, organization: String) {
        title = account.record.name
        id = account.id.description
        version = account.version
        status = account.status.label
        isDisabled = account.status == .disabled
        mobile = MobileNumber(account.record.mobile)?.masked ?? ""
        citizenID = CitizenIDNumber(account.record.citizenID)?.masked ?? ""
        self.organization = organization
        position = account.record.position
        isOfficer = account.officer != nil
        lastLogin = account.lastLogin?.beijingText ?? ""
        roles = account.roles.map(\.rawValue).sorted()
        roleLabels = account.roles.map(\.label).sorted()
    }
}
