import Cryptography
import Storage
import Timekeeping

extension Account {
    static func mobileIndex(_ mobile: MobileNumber, _ protection: any FieldProtection) -> [UInt8] {
        protection.blindIndex(mobile.description, field: "account.mobile")
    }

    static func citizenIndex(_ citizen: CitizenIDNumber, _ protection: any FieldProtection) -> [UInt8] {
        protection.blindIndex(citizen.description, field: "account.citizen_id")
    }

    /// One inside the scope, with its personal data open; callers log the view where SEC-05 asks for it.
    package static func load(
        _ id: ID, scope: Scope, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Account {
        let found = try transaction.first(
            """
            SELECT t.version, t.status, t.organization_id, t.officer_id, t.last_login_at, t.name, t.mobile_sealed,
                t.citizen_id_sealed, t.department_id, t.position, t.external_id, f.failures, f.last_failure_at
            FROM account t LEFT JOIN login_throttle f ON f.subject = t.mobile_index
            WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))
            """
        ) { row in
            (version: try row.next(Int.self), status: try row.next(AccountStatus.self),
                organization: try row.next(Organization.ID.self), officer: try row.next(Identifier<OfficerMark>?.self),
                lastLogin: try row.next(Instant?.self),
                record: AccountRecord(
                    name: try row.next(),
                    mobile: try protection.open(try row.next(), field: "account.mobile", record: id.bytes),
                    citizenID: try protection.open(try row.next(), field: "account.citizen_id", record: id.bytes),
                    department: try row.next(), position: try row.next(), externalID: try row.next()),
                throttle: LoginThrottle(failures: try row.next(Int?.self), lastFailure: try row.next(Instant?.self)))
        }
        guard let found else { throw NotFound() }
        return Account(
            id: id, version: found.version, status: found.throttle.shown(found.status, at: now),
            organization: found.organization, record: found.record, roles: try roles(of: id, in: transaction),
            officer: found.officer, lastLogin: found.lastLogin)
    }

    /// One that `actor` may look at and edit: in the own part of the tree (ORG-07), or of the own department (ORG-20).
    package static func load(
        _ id: ID, managedBy actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Account {
        let found = try load(id, scope: actor.scope, at: now, protection: protection, in: transaction)
        if actor.may(.manageAccounts) { return found }
        guard let department = try department(of: actor.account, in: transaction), found.record.department == department else {
            throw NotFound()
        }
        return found
    }

    package static func department(of id: ID, in transaction: Transaction) throws -> Department.ID? {
        try transaction.value("SELECT department_id FROM account WHERE id = \(id)", as: Department.ID?.self) ?? nil
    }

    /// Whom of the officer library the account is; the library says it when an entry comes or goes after the account.
    package static func setOfficer(_ officer: Identifier<OfficerMark>?, of id: ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE account SET officer_id = \(officer) WHERE id = \(id)")
    }

    static func roles(of id: ID, in transaction: Transaction) throws -> Set<Role> {
        Set(try transaction.all("SELECT role FROM role_grant WHERE account_id = \(id)") { try $0.next() })
    }

    /// What acts on an account look at first, read under lock; nil when there is none.
    static func standing(of id: ID, in transaction: Transaction) throws -> AccountStanding? {
        try transaction.locked(
            """
            SELECT organization_id, name, status, version, password_hash, password_expires_at, department_id
            FROM account WHERE id = \(id)
            """
        ) { row in
            AccountStanding(
                organization: try row.next(), name: try row.next(), status: try row.next(), version: try row.next(),
                passwordHash: PasswordHash(encoded: try row.next()), passwordExpiresAt: try row.next(),
                department: try row.next())
        }
    }

    /// Found by any part of the name and the position.
    static func index(_ id: ID, name: String, position: String, in transaction: Transaction) throws {
        guard let serial: Int64 = try transaction.value("SELECT serial FROM account WHERE id = \(id)") else { return }
        try transaction.index("account", serial: serial, text: name + " " + position)
    }

    /// One that was made by mistake and that nobody has used is gone again.
    /// - Throws: `StorageError.constraint` where something refers to it.
    package func remove(in transaction: Transaction) throws {
        guard let serial: Int64 = try transaction.value("SELECT serial FROM account WHERE id = \(id)") else { return }
        try Self.endSessions(of: id, in: transaction)
        try transaction.execute("DELETE FROM role_grant WHERE account_id = \(id)")
        try transaction.execute("DELETE FROM former_password WHERE account_id = \(id)")
        try transaction.execute("DELETE FROM account WHERE id = \(id)")
        try transaction.index("account", serial: serial, text: "")
    }

    /// Every login of the account ends (ORG-12, ORG-21).
    static func endSessions(of id: ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM session WHERE account_id = \(id)")
    }

    /// The name kept with records, also of a disabled account (ORG-21).
    package static func name(of id: ID, in transaction: Transaction) throws -> String? {
        try transaction.value("SELECT name FROM account WHERE id = \(id)")
    }
}

struct AccountStanding {
    let organization: Organization.ID
    let name: String
    let status: AccountStatus
    let version: Int
    let passwordHash: PasswordHash
    let passwordExpiresAt: Instant?
    let department: Department.ID?
}
