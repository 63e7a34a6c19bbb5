import Storage
import Timekeeping

/// A line of 用户管理; the mobile number is masked.
package struct AccountLine: Sendable {
    package let id: Account.ID
    package let name: String
    package let maskedMobile: String
    package let organization: Organization.ID
    package let organizationName: String
    package let departmentName: String?
    package let position: String
    package let status: AccountStatus
    package let isOfficer: Bool
    package fileprivate(set) var roles: Set<Role> = []
    package let lastLogin: Instant?
    package let version: Int
}

/// What 用户管理 can be narrowed to.
package struct AccountFilter: Sendable, Codable {
    /// Any part of the name or the position.
    package var words: String?
    /// A whole mobile number.
    package var mobile: MobileNumber?
    package var organization: Organization.ID?
    package var role: Role?
    /// Only of this department; for a department administrator (ORG-20).
    package var department: Department.ID?
    /// Has the role of an officer and no entry in an officer library: “执法人员ID为空” (ORG-22).
    package var lacksOfficer = false
    /// `locked` finds nothing: it is not stored.
    package var status: AccountStatus?

    package init() {}
}

extension Account {
    /// The accounts in scope, newest first.
    package static func list(
        scope: Scope, filter: AccountFilter = AccountFilter(), page: ListPage = ListPage(), at now: Instant,
        protection: any FieldProtection, in transaction: Transaction
    ) throws -> Listed<AccountLine> {
        var query = ListQuery(
            "account",
            columns: """
                t.id, t.name, t.mobile_sealed, t.organization_id, o.name, d.name, t.position, t.status,
                f.failures, f.last_failure_at, t.officer_id, t.last_login_at, t.version
                """,
            joins: """
                JOIN organization o ON o.id = t.organization_id
                LEFT JOIN department d ON d.id = t.department_id
                LEFT JOIN login_throttle f ON f.subject = t.mobile_index
                """)
        query.filter(scope.condition("t.organization_id"))
        query.search(filter.words)
        if let mobile = filter.mobile { query.filter("t.mobile_index = \(mobileIndex(mobile, protection))") }
        if let organization = filter.organization { query.filter("t.organization_id = \(organization)") }
        if let status = filter.status { query.filter("t.status = \(status)") }
        if let department = filter.department { query.filter("t.department_id = \(department)") }
        if filter.lacksOfficer {
            query.filter(
                "t.officer_id IS NULL AND EXISTS (SELECT 1 FROM role_grant g WHERE g.account_id = t.id AND g.role = \(Role.officer))")
        }
        if let role = filter.role {
            query.filter("EXISTS (SELECT 1 FROM role_grant g WHERE g.account_id = t.id AND g.role = \(role))")
        }
        let lines = try query.load(page, in: transaction) { try AccountLine(&$0, at: now, protection) }
        return try lines.map { line in
            var line = line
            line.roles = try roles(of: line.id, in: transaction)
            return line
        }
    }

    /// How many accounts in scope and in use hold each role.
    package static func holders(scope: Scope, in transaction: Transaction) throws -> [Role: Int] {
        var found: [Role: Int] = [:]
        try transaction.forEach(
            """
            SELECT g.role, count(*) FROM role_grant g JOIN account t ON t.id = g.account_id
            WHERE t.status <> \(AccountStatus.disabled) AND \(scope.condition("t.organization_id")) GROUP BY g.role
            """
        ) { found[try $0.next()] = try $0.next() }
        return found
    }

    /// Enabled accounts of an organisation that hold a role: for naming reviewers, approvers and the like. Those out of
    /// use are not offered (ORG-21).
    package static func choices(
        of organization: Organization.ID, with role: Role, in transaction: Transaction
    ) throws -> [(id: ID, name: String)] {
        try transaction.all(
            """
            SELECT t.id, t.name FROM account t JOIN role_grant g ON g.account_id = t.id AND g.role = \(role)
            WHERE t.organization_id = \(organization) AND t.status <> \(AccountStatus.disabled) ORDER BY t.serial
            """) { (try $0.next(), try $0.next()) }
    }
}

extension AccountLine {
    fileprivate init(_ row: inout Row, at now: Instant, _ protection: any FieldProtection) throws {
        id = try row.next()
        name = try row.next()
        let mobile = try protection.open(try row.next(), field: "account.mobile", record: id.bytes)
        maskedMobile = MobileNumber(mobile)?.masked ?? ""
        organization = try row.next()
        organizationName = try row.next()
        departmentName = try row.next()
        position = try row.next()
        let stored: AccountStatus = try row.next()
        status = LoginThrottle(failures: try row.next(Int?.self), lastFailure: try row.next(Instant?.self))
            .shown(stored, at: now)
        isOfficer = try row.next(Identifier<OfficerMark>?.self) != nil
        lastLogin = try row.next()
        version = try row.next()
    }
}
