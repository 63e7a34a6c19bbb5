import Authority

/// A line of 用户管理.
package struct AccountRow: Codable, Sendable {
    let id: String
    let name: String
    /// Masked.
    let mobile: String
    let organization: String
    let position: String
    let roles: String
    let isOfficer: Bool
    /// Has the role of an officer and no entry in a library (ORG-22).
    let lacksOfficer: Bool
    let status: String
    let isActive: Bool

    init(_ line: AccountLine) {
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
struct AccountModel: Codable, Sendable {
    let title: String
    var id = ""
    var version = 0
    var status = ""
    var isDisabled = false
    var mobile = ""
    var citizenID = ""
    var organization = ""
    var department = ""
    var position = ""
    var isOfficer = false
    var lastLogin = ""
    var roles: [String] = []
    var roleLabels: [String] = []

    init(title: String) { self.title = title }

    init(_ account: Account, organization: String) {
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
