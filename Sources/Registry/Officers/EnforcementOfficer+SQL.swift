import Authority
import Importing
import Library
import Storage
import Timekeeping

extension EnforcementOfficer {
    private static let columns: SQL = """
        t.id, t.version, t.status, o.name, t.account_id, t.updated_at, t.full_name, t.citizen_id_sealed, t.position,
        t.phone_sealed, t.organization_id, t.certificate_number, t.certificate_valid_until, t.qualification,
        t.delegating_agency, t.delegated_from, t.delegated_until, t.domains, t.is_leader
        """
    private static let source: SQL = "FROM enforcement_officer t JOIN organization o ON o.id = t.organization_id"

    static func citizenIndex(_ citizen: CitizenIDNumber, _ protection: any FieldProtection) -> [UInt8] {
        protection.blindIndex(citizen.description, field: "enforcement_officer.citizen_id")
    }

    /// The officer with personal data open, when in `scope`.
    package static func find(
        _ id: ID, scope: Scope, protection: any FieldProtection, in transaction: Transaction
    ) throws -> EnforcementOfficer? {
        try transaction.first(
            "SELECT \(columns) \(source) WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))"
        ) { try EnforcementOfficer(&$0, protection) }
    }

    /// As it was in that version; nil where no such state was kept.
    static func former(
        _ id: ID, version: Int, protection: any FieldProtection, in transaction: Transaction
    ) throws -> EnforcementOfficer? {
        try transaction.first(
            """
            SELECT \(columns) FROM enforcement_officer_former t JOIN organization o ON o.id = t.organization_id
            WHERE t.id = \(id) AND t.version = \(version)
            """
        ) { try EnforcementOfficer(&$0, protection) }
    }

    /// An entry that was made by mistake and that nothing refers to is gone again.
    /// - Throws: `StorageError.constraint` where something does.
    func remove(in transaction: Transaction) throws {
        guard let serial: Int64 = try transaction.value("SELECT serial FROM enforcement_officer WHERE id = \(id)") else { return }
        if let account { try Account.setOfficer(nil, of: account, in: transaction) }
        try transaction.execute("DELETE FROM enforcement_officer WHERE id = \(id)")
        try transaction.index("enforcement_officer", serial: serial, text: "")
    }

    /// Who of these persons is in somebody's library now, by blind index.
    static func byCitizen(
        _ indexes: [[UInt8]], protection: any FieldProtection, in transaction: Transaction
    ) throws -> [CitizenIDNumber: EnforcementOfficer] {
        let found = try transaction.all(
            "SELECT \(columns) \(source) WHERE t.status <> 'withdrawn' AND t.citizen_id_index IN \(list: indexes)"
        ) { try EnforcementOfficer(&$0, protection) }
        return Dictionary(found.map { ($0.record.citizenID, $0) }, uniquingKeysWith: { first, _ in first })
    }

    struct Presence {
        let id: ID
        let fullName: String
        let organization: Organization.ID
        let organizationName: String
    }

    /// The entry of a person in any agency's library; nil when nobody holds one.
    static func present(
        _ citizen: CitizenIDNumber, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Presence? {
        try transaction.first(
            """
            SELECT t.id, t.full_name, t.organization_id, o.name \(source)
            WHERE t.status <> 'withdrawn' AND t.citizen_id_index = \(citizenIndex(citizen, protection))
            """
        ) { Presence(id: try $0.next(), fullName: try $0.next(), organization: try $0.next(), organizationName: try $0.next()) }
    }

    static func release(_ id: ID, at now: Instant, in transaction: Transaction) throws {
        let account = try transaction.value(
            "SELECT account_id FROM enforcement_officer WHERE id = \(id)", as: Account.ID?.self) ?? nil
        if let account { try Account.setOfficer(nil, of: account, in: transaction) }
        try transaction.execute(
            """
            UPDATE enforcement_officer SET status = 'withdrawn', account_id = NULL, version = version + 1,
                updated_at = \(now) WHERE id = \(id)
            """)
    }

    /// No entry is the one of that account any more.
    static func unlink(_ account: Account.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE enforcement_officer SET account_id = NULL WHERE account_id = \(account)")
    }

    static func link(_ id: ID, to account: Account.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE enforcement_officer SET account_id = \(account)
            WHERE id = \(id) AND (account_id IS NULL OR account_id <> \(account))
            """)
    }

    func setStatus(_ status: OfficerStatus, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE enforcement_officer SET status = \(status), version = version + 1, updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
    }

    func update(
        to record: OfficerRecord, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        try transaction.executeVersioned(
            """
            UPDATE enforcement_officer SET version = version + 1, full_name = \(record.fullName),
                position = \(record.position), phone_sealed = \(try record.sealedPhone(id, protection)),
                phone_masked = \(Telephone.masked(record.phone)),
                certificate_number = \(record.certificateNumber),
                certificate_valid_until = \(record.certificateValidUntil), qualification = \(record.qualification),
                delegating_agency = \(record.delegation?.agency ?? ""), delegated_from = \(record.delegation?.from),
                delegated_until = \(record.delegation?.until), domains = \(record.storedDomains),
                is_leader = \(record.isLeader), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
        guard record.searchText != self.record.searchText || record.searchTags != self.record.searchTags,
            let serial: Int64 = try transaction.value("SELECT serial FROM enforcement_officer WHERE id = \(id)")
        else { return }
        try transaction.index("enforcement_officer", serial: serial, text: record.searchText, tags: record.searchTags)
    }

    private init(_ row: inout Row, _ protection: any FieldProtection) throws {
        let id: ID = try row.next()
        self.id = id
        version = try row.next()
        status = try row.next()
        organizationName = try row.next()
        account = try row.next()
        updatedAt = try row.next()
        record = try OfficerRecord(&row, id, protection)
    }
}

extension OfficerRecord {
    fileprivate init(_ row: inout Row, _ id: EnforcementOfficer.ID, _ protection: any FieldProtection) throws {
        let name: String = try row.next()
        let citizen = try protection.open(try row.next(), field: "enforcement_officer.citizen_id", record: id.bytes)
        guard let citizenID = CitizenIDNumber(citizen) else {
            throw StorageError.broken("enforcement_officer holds a wrong identity number")
        }
        let position: String = try row.next()
        self.init(
            fullName: name, citizenID: citizenID,
            phone: try protection.open(try row.next(), field: "enforcement_officer.phone", record: id.bytes),
            organization: try row.next(), certificateNumber: try row.next(), certificateValidUntil: try row.next())
        self.position = position
        qualification = try row.next()
        let agency: String = try row.next()
        let from: CalendarDate? = try row.next()
        if let until: CalendarDate = try row.next(CalendarDate?.self) {
            delegation = Delegation(agency: agency, from: from, until: until)
        }
        domains = try row.next(String.self).split(separator: ",").compactMap { EnforcementDomain(rawValue: String($0)) }
        isLeader = try row.next()
    }

    func insert(
        _ id: EnforcementOfficer.ID, by account: Account.ID?, at now: Instant, protection: any FieldProtection,
        in transaction: Transaction
    ) throws {
        let holder = try Account.holder(of: citizenID, protection: protection, in: transaction)
            .flatMap { $0.organization == organization ? $0.account : nil }
        let serial = try transaction.value(
            """
            INSERT INTO enforcement_officer (id, version, full_name, citizen_id_sealed, citizen_id_index,
                citizen_id_masked, position, phone_sealed, phone_masked, organization_id, certificate_number,
                certificate_valid_until, qualification, delegating_agency, delegated_from, delegated_until, domains,
                is_leader, status, account_id, created_at, created_by, updated_at)
            VALUES (\(id), 1, \(fullName),
                \(try protection.seal(citizenID.description, field: "enforcement_officer.citizen_id", record: id.bytes)),
                \(EnforcementOfficer.citizenIndex(citizenID, protection)), \(citizenID.masked), \(position),
                \(try sealedPhone(id, protection)), \(Telephone.masked(phone)), \(organization),
                \(certificateNumber), \(certificateValidUntil), \(qualification), \(delegation?.agency ?? ""),
                \(delegation?.from), \(delegation?.until), \(storedDomains), \(isLeader), \(OfficerStatus.active),
                \(holder), \(now), \(account), \(now))
            RETURNING serial
            """, as: Int64.self)
        if let holder { try Account.setOfficer(id.as(OfficerMark.self), of: holder, in: transaction) }
        if let serial { try transaction.index("enforcement_officer", serial: serial, text: searchText, tags: searchTags) }
    }

    fileprivate func sealedPhone(_ id: EnforcementOfficer.ID, _ protection: any FieldProtection) throws -> [UInt8] {
        try protection.seal(phone, field: "enforcement_officer.phone", record: id.bytes)
    }

    fileprivate var storedDomains: String { domains.map(\.rawValue).joined(separator: ",") }
}
