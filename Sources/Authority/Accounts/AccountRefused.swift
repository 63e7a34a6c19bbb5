import Storage

/// Why an act on an account is refused.
package enum AccountRefused: Refusal, Equatable {
    case missing(MissingField)
    case mobileInvalid
    case citizenIDInvalid
    /// ORG-07
    case outOfScope
    case mobileTaken
    case citizenIDTaken
    case departmentElsewhere
    case organizationDisabled
    /// ORG-16
    case roleAboveLevel(Role)
    /// SEC-07
    case dutiesNotSeparated
    case notPossible(AccountStatus)
    /// Nobody takes the own account out of use or changes the own roles.
    case ownAccount

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .mobileInvalid: "authority.account.mobileInvalid"
        case .citizenIDInvalid: "authority.account.citizenIdInvalid"
        case .outOfScope: "authority.account.outOfScope"
        case .mobileTaken: "authority.account.mobileTaken"
        case .citizenIDTaken: "authority.account.citizenIdTaken"
        case .departmentElsewhere: "authority.account.departmentElsewhere"
        case .organizationDisabled: "authority.account.organizationDisabled"
        case .roleAboveLevel: "authority.account.roleAboveLevel"
        case .dutiesNotSeparated: "authority.account.dutiesNotSeparated"
        case .notPossible: "authority.account.notPossible"
        case .ownAccount: "authority.account.ownAccount"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .mobileInvalid: MobileNumber.formatMessage
        case .citizenIDInvalid: CitizenIDNumber.formatMessage
        case .outOfScope: "无权管理该机构的账号"
        case .mobileTaken: "该手机号已存在账号"
        case .citizenIDTaken: "该身份证号码已存在账号"
        case .departmentElsewhere: "内设机构不属于所属机构"
        case .organizationDisabled: "所属机构已停用"
        case .roleAboveLevel(let role): "不能授予高于本机构级别的角色：\(role.label)"
        case .dutiesNotSeparated: "系统管理员、安全管理员、审计员不能由同一账号兼任"
        case .notPossible(let status): "账号状态为\(status.label)，不能进行此操作"
        case .ownAccount: "不能对本人账号进行此操作"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .mobileInvalid, .mobileTaken: "mobile"
        case .citizenIDInvalid, .citizenIDTaken: "citizenId"
        case .outOfScope, .organizationDisabled: "organization"
        case .departmentElsewhere: "department"
        case .roleAboveLevel, .dutiesNotSeparated: "roles"
        case .notPossible, .ownAccount: nil
        }
    }
}

/// The fields of an account after the checks that need no look-up.
struct CheckedAccountRecord {
    let name: String
    let mobile: MobileNumber
    let citizenID: CitizenIDNumber
    let department: Department.ID?
    let position: String
    let externalID: String

    init(_ record: AccountRecord) throws(AccountRefused) {
        do {
            try MissingField.check(["姓名": record.name, "手机号": record.mobile, "身份证号": record.citizenID])
        } catch {
            throw .missing(error)
        }
        guard let mobile = MobileNumber(record.mobile) else { throw .mobileInvalid }
        guard let citizenID = CitizenIDNumber(record.citizenID) else { throw .citizenIDInvalid }
        (name, self.mobile, self.citizenID) = (record.name, mobile, citizenID)
        (department, position, externalID) = (record.department, record.position, record.externalID)
    }
}

extension Set<Role> {
    /// ORG-16 and SEC-07: whether somebody of a `granter` organisation may give all of these to an account of a
    /// `holder` organisation.
    func permit(granter: AgencyLevel?, holder: AgencyLevel) throws(AccountRefused) {
        for role in Role.allCases where contains(role) {
            guard let level = role.level else { continue }
            if holder < level { throw .roleAboveLevel(role) }
            if let granter, granter < level { throw .roleAboveLevel(role) }
        }
        if Role.separated.isSubset(of: self) { throw .dutiesNotSeparated }
    }
}
