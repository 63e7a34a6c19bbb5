import Storage
import Timekeeping

extension Organization {
    /// The agencies in use that can be rung up, those higher up first.
    package static func telephones(in transaction: Transaction) throws -> [(name: String, phone: String)] {
        try transaction.all(
            """
            SELECT name, phone FROM organization WHERE status = \(Status.enabled) AND phone <> ''
            ORDER BY serial LIMIT 30
            """
        ) { (name: try $0.next(String.self), phone: try $0.next(String.self)) }
    }

    package static func name(of id: ID, in transaction: Transaction) throws -> String? {
        try transaction.value("SELECT name FROM organization WHERE id = \(id)")
    }

    /// Whether nothing has been set up yet.
    package static func isTreeEmpty(in transaction: Transaction) throws -> Bool {
        try transaction.value("SELECT 1 FROM organization LIMIT 1", as: Int.self) == nil
    }

    /// Any organisation, without looking at a scope; nil when there is none.
    package static func load(_ id: ID, protection: any FieldProtection, in transaction: Transaction) throws -> Organization? {
        guard var found = try transaction.first("SELECT \(columns) FROM organization t WHERE t.id = \(id)", { row in
            try read(&row, protection)
        }) else { return nil }
        found = try found.withDomains(in: transaction)
        return found
    }

    /// One inside the scope; anything else does not exist for the caller (SEC-08).
    package static func load(
        _ id: ID, scope: Scope, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Organization {
        guard try scope.covers(id, in: transaction), let found = try load(id, protection: protection, in: transaction)
        else { throw NotFound() }
        return found
    }

    /// Keeps the shape of the tree as it is until the transaction ends: founding and moving take turns.
    static func lockTree(in transaction: Transaction) throws -> ID? {
        try transaction.locked("SELECT id FROM organization WHERE parent_id IS NULL") { try $0.next() }
    }

    static func level(of id: ID, in transaction: Transaction) throws -> AgencyLevel? {
        try transaction.value("SELECT level FROM organization WHERE id = \(id)")
    }

    /// Whether `ancestor` is `id` or stands above it.
    package static func isAbove(_ ancestor: ID, _ id: ID, in transaction: Transaction) throws -> Bool {
        try transaction.value(
            "SELECT 1 FROM organization_ancestry WHERE ancestor_id = \(ancestor) AND organization_id = \(id)",
            as: Int.self) != nil
    }

    private func withDomains(in transaction: Transaction) throws -> Organization {
        var record = record
        record.domains = Set(try transaction.all(
            "SELECT domain FROM organization_domain WHERE organization_id = \(id)") { try $0.next() })
        return Organization(id: id, version: version, status: status, record: record)
    }

    private static let columns: SQL = """
        t.id, t.version, t.status, t.parent_id, t.name, t.short_name, t.unified_social_credit_code, t.level,
        t.division_code, t.is_enforcement_body, t.kind, t.document_word, t.collection_unit_code,
        t.payment_account_name, t.payment_account_number, t.fine_code, t.reconsideration_organ,
        t.second_reconsideration_organ, t.litigation_court, t.address, t.postcode, t.phone
        """

    private static func read(_ row: inout Row, _ protection: any FieldProtection) throws -> Organization {
        let id: ID = try row.next()
        let version: Int = try row.next()
        let status: Status = try row.next()
        var record = OrganizationRecord(
            parent: try row.next(), name: try row.next(), shortName: try row.next(),
            unifiedSocialCreditCode: try row.next(), level: try row.next(), divisionCode: try row.next(), domains: [],
            isEnforcementBody: try row.next(), kind: try row.next(), documentWord: try row.next())
        record.collectionUnitCode = try row.next()
        record.paymentAccountName = try row.next()
        let sealed: [UInt8]? = try row.next()
        record.paymentAccountNumber = try sealed.map {
            try protection.open($0, field: "organization.payment_account_number", record: id.bytes)
        } ?? ""
        record.fineCode = try row.next()
        record.reconsiderationOrgans = [try row.next(String.self), try row.next(String.self)].filter { !$0.isEmpty }
        record.litigationCourt = try row.next()
        record.address = try row.next()
        record.postcode = try row.next()
        record.phone = try row.next()
        return Organization(id: id, version: version, status: status, record: record)
    }
}

extension OrganizationRecord {
    func sealedAccountNumber(_ id: Organization.ID, _ protection: any FieldProtection) throws -> [UInt8]? {
        paymentAccountNumber.isEmpty
            ? nil : try protection.seal(paymentAccountNumber, field: "organization.payment_account_number", record: id.bytes)
    }

    func insertDomains(_ id: Organization.ID, in transaction: Transaction) throws {
        for domain in domains.sorted(by: { $0.rawValue < $1.rawValue }) {
            try transaction.execute("INSERT INTO organization_domain (organization_id, domain) VALUES (\(id), \(domain))")
        }
    }
}
