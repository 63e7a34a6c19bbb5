import Storage
import Timekeeping

/// A person's account (账号, ORG-10, A.2). Its login name is the mobile number.
package struct Account: Sendable {
    package typealias ID = Identifier<Account>

    package let id: ID
    package let version: Int
    package let status: AccountStatus
    package let organization: Organization.ID
    package let record: AccountRecord
    package let roles: Set<Role>
    /// 是否执法人员 (ORG-13): the entry of the officer library that was found when the account was last saved.
    package let officer: Identifier<OfficerMark>?
    package let lastLogin: Instant?
}

/// The fields of an account that people fill in (A.2). Mobile and identity number are personal data.
package struct AccountRecord: Hashable, Sendable {
    package var name: String
    package var mobile: String
    package var citizenID: String
    package var department: Department.ID?
    package var position: String
    /// 统一认证ID
    package var externalID: String

    package init(
        name: String, mobile: String, citizenID: String, department: Department.ID? = nil, position: String = "",
        externalID: String = ""
    ) {
        (self.name, self.mobile, self.citizenID) = (name, mobile, citizenID)
        (self.department, self.position, self.externalID) = (department, position, externalID)
    }
}

/// Finds the entry of the officer library that belongs to a person (ORG-13). The target that owns the library
/// implements it; accounts ask it whenever they are saved.
package protocol OfficerFinding: Sendable {
    func officer(of citizen: CitizenIDNumber, in transaction: Transaction) throws -> Identifier<OfficerMark>?
}
