import Cryptography
import Storage
import Timekeeping

extension EnterpriseAccount {
    static let mobileField: StaticString = "enterprise_account.mobile"

    static func mobileIndex(_ mobile: MobileNumber, _ protection: any FieldProtection) -> [UInt8] {
        protection.blindIndex(mobile.description, field: mobileField)
    }

    /// For lists of targets that know the library of objects: the columns under the alias `t`, as `init(_:_:)` reads them.
    package static var columns: SQL {
        """
        t.id, t.version, t.kind, t.status, t.code, t.subject_id, t.enterprise_name, t.legal_representative, t.name,
        t.mobile_sealed, t.valid_until, t.decided_at, t.decided_by, t.decision_reason, t.created_at, t.last_login_at
        """
    }

    package init(_ row: inout Row, _ protection: any FieldProtection) throws {
        id = try row.next()
        version = try row.next()
        kind = try row.next()
        status = try row.next()
        code = try row.next()
        enterprise = try row.next()
        enterpriseName = try row.next()
        legalRepresentative = try row.next()
        name = try row.next()
        mobile = MobileNumber(try protection.open(try row.next(), field: Self.mobileField, record: id.bytes))?.masked ?? ""
        validUntil = try row.next()
        let (at, by, reason): (Instant?, String, String) = (try row.next(), try row.next(), try row.next())
        decision = at.map { Decision(at: $0, by: by, reason: reason) }
        createdAt = try row.next()
        lastLogin = try row.next()
    }

    /// One, without looking at a scope: for the holder itself and behind checks of the caller.
    package static func find(_ id: ID, protection: any FieldProtection, in transaction: Transaction) throws -> EnterpriseAccount? {
        try transaction.first("SELECT \(columns) FROM enterprise_account t WHERE t.id = \(id)") { try Self(&$0, protection) }
    }

    /// All that the enterprise authorised, newest first.
    package static func delegates(
        of enterprise: Identifier<EnterpriseMark>, protection: any FieldProtection, in transaction: Transaction
    ) throws -> [EnterpriseAccount] {
        try transaction.all(
            """
            SELECT \(columns) FROM enterprise_account t WHERE t.subject_id = \(enterprise) AND t.kind = \(Kind.delegate)
            ORDER BY t.serial DESC LIMIT 200
            """
        ) { try Self(&$0, protection) }
    }

    static func openDelegates(
        of enterprise: Identifier<EnterpriseMark>, in transaction: Transaction
    ) throws -> [(ID, EnterpriseStanding)] {
        let ids: [ID] = try transaction.all(
            """
            SELECT id FROM enterprise_account WHERE subject_id = \(enterprise) AND kind = \(Kind.delegate)
                AND status IN \(list: Status.allCases.filter(\.isOpen))
            """
        ) { try $0.next() }
        return try ids.compactMap { id in try standing(of: id, in: transaction).map { (id, $0) } }
    }

    static func exists(code: UnifiedSocialCreditCode, mobileIndex: [UInt8], in transaction: Transaction) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM enterprise_account WHERE code = \(code.description) AND mobile_index = \(mobileIndex)
                AND NOT (status IN \(list: Status.over))
            """, as: Int.self) != nil
    }

    /// What acts on an account look at first, read under lock; nil when there is none.
    static func standing(of id: ID, in transaction: Transaction) throws -> EnterpriseStanding? {
        try transaction.locked(
            """
            SELECT version, kind, status, code, subject_id, enterprise_name, name, password_hash FROM enterprise_account
            WHERE id = \(id)
            """
        ) { row in
            EnterpriseStanding(
                version: try row.next(), kind: try row.next(), status: try row.next(), code: try row.next(),
                enterprise: try row.next(), enterpriseName: try row.next(), name: try row.next(),
                passwordHash: PasswordHash(encoded: try row.next()))
        }
    }
}

struct EnterpriseStanding: Sendable {
    let version: Int
    let kind: EnterpriseAccount.Kind
    let status: EnterpriseAccount.Status
    let code: String
    let enterprise: Identifier<EnterpriseMark>?
    let enterpriseName: String
    let name: String
    let passwordHash: PasswordHash

    /// The enterprise in the library: the bound one, else by the code.
    func entry(_ enterprises: any EnterpriseFinding, in transaction: Transaction) throws -> EnterpriseEntry? {
        if let enterprise { return try enterprises.enterprise(enterprise, in: transaction) }
        return try UnifiedSocialCreditCode(code).flatMap { try enterprises.enterprise(coded: $0, in: transaction) }
    }
}

extension EnterpriseAccount {
    /// Whether somebody signs in for the object with that id.
    package static func isHeld<Subject>(for subject: Identifier<Subject>, in transaction: Transaction) throws -> Bool {
        try transaction.value("SELECT 1 FROM enterprise_account WHERE subject_id = \(subject) LIMIT 1", as: Int.self) != nil
    }
}
