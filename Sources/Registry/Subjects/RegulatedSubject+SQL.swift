import Authority
import Storage
import Timekeeping

extension RegulatedSubject {
    private static let columns: SQL = """
        t.id, t.version, t.status, t.source, t.updated_at, o.name, t.jurisdiction_id, t.name, t.alias, t.code,
        t.entity_kind, t.registration_status, t.legal_representative, t.representative_position, t.liaison,
        t.phone_sealed, t.registered_address, t.business_address, t.division_code, t.trades, t.risk_level,
        t.public_credit, t.trade_credit, t.postcode, t.established_on, t.business_scope
        """

    /// The subject, when it is in `scope`.
    package static func find(
        _ id: ID, scope: Scope, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject? {
        try transaction.first(
            """
            SELECT t.serial, \(columns) FROM regulated_subject t JOIN organization o ON o.id = t.jurisdiction_id
            WHERE t.id = \(id) AND \(scope.condition("t.jurisdiction_id"))
            """
        ) { try RegulatedSubject(&$0, protection) }
    }

    /// The name of the subject that holds this code, whoever's it is: codes are unique in the whole library.
    static func name(holding code: UnifiedSocialCreditCode, in transaction: Transaction) throws -> String? {
        try transaction.value("SELECT name FROM regulated_subject WHERE code = \(code.description)")
    }

    /// The subjects that hold these codes, by code, locked.
    static func byCode(
        _ codes: [String], protection: any FieldProtection, in transaction: Transaction
    ) throws -> [String: RegulatedSubject] {
        let found = try transaction.all(
            """
            SELECT t.serial, \(columns) FROM regulated_subject t JOIN organization o ON o.id = t.jurisdiction_id
            WHERE t.code IN \(list: codes)
            """
        ) { try RegulatedSubject(&$0, protection) }
        return Dictionary(found.map { ($0.record.code.description, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private init(_ row: inout Row, _ protection: any FieldProtection) throws {
        serial = try row.next()
        let id: ID = try row.next()
        self.id = id
        version = try row.next()
        status = try row.next()
        source = try row.next()
        updatedAt = try row.next()
        jurisdictionName = try row.next()
        let jurisdiction: Organization.ID = try row.next()
        let name: String = try row.next()
        let alias: String = try row.next()
        let text: String = try row.next()
        guard let code = UnifiedSocialCreditCode(text) else {
            throw StorageError.broken("regulated_subject holds a wrong code")
        }
        var record = SubjectRecord(name: name, code: code, jurisdiction: jurisdiction)
        record.alias = alias
        record.entityKind = try row.next()
        record.registrationStatus = try row.next()
        record.legalRepresentative = try row.next()
        record.representativePosition = try row.next()
        record.liaison = try row.next()
        let sealed: [UInt8]? = try row.next()
        record.phone = try sealed.map { try protection.open($0, field: "regulated_subject.phone", record: id.bytes) } ?? ""
        record.registeredAddress = try row.next()
        record.businessAddress = try row.next()
        record.divisionCode = try row.next()
        let trades: String = try row.next()
        record.trades = trades.split(separator: ",").map(String.init)
        record.riskLevel = try row.next()
        record.publicCredit = try row.next()
        record.tradeCredit = try row.next()
        record.postcode = try row.next()
        record.establishedOn = try row.next()
        record.businessScope = try row.next()
        self.record = record
    }

    /// Enters new subjects with what they are found by; libraries come by the million.
    static func insert(
        _ subjects: [(id: ID, record: SubjectRecord)], source: SubjectSource, at now: Instant,
        protection: any FieldProtection, in transaction: Transaction
    ) throws {
        let serials = try transaction.reserveSerials("regulated_subject", subjects.count)
        let rows = try zip(serials, subjects).map { serial, subject in
            try subject.record.row(serial, subject.id, source: source, at: now, protection)
        }
        try transaction.add(rows, to: "regulated_subject", columns: SubjectRecord.columns)
        if subjects.count == 1, let serial = serials.first {
            let record = subjects[0].record
            return try transaction.index("regulated_subject", serial: serial, text: record.searchText, tags: record.searchTags)
        }
        try transaction.index(
            "regulated_subject",
            zip(serials, subjects).map { (serial: $0, text: $1.record.searchText, tags: $1.record.searchTags) })
    }

    func update(
        to record: SubjectRecord, expecting version: Int, at now: Instant, protection: any FieldProtection,
        in transaction: Transaction
    ) throws {
        try transaction.executeVersioned(
            """
            UPDATE regulated_subject SET version = version + 1, name = \(record.name), alias = \(record.alias),
                entity_kind = \(record.entityKind), registration_status = \(record.registrationStatus),
                legal_representative = \(record.legalRepresentative),
                representative_position = \(record.representativePosition), liaison = \(record.liaison),
                phone_sealed = \(try record.sealedPhone(id, protection)),
                phone_masked = \(SubjectRecord.masked(phone: record.phone)),
                registered_address = \(record.registeredAddress), business_address = \(record.businessAddress),
                division_code = \(record.divisionCode), trades = \(record.trades.joined(separator: ",")),
                jurisdiction_id = \(record.jurisdiction), risk_level = \(record.riskLevel),
                public_credit = \(record.publicCredit), trade_credit = \(record.tradeCredit),
                postcode = \(record.postcode), established_on = \(record.establishedOn),
                business_scope = \(record.businessScope), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
        if record.searchText != self.record.searchText || record.searchTags != self.record.searchTags {
            try transaction.index("regulated_subject", serial: serial, text: record.searchText, tags: record.searchTags)
        }
    }
}

extension SubjectRecord {
    fileprivate static let columns = [
        "serial", "id", "version", "class", "name", "alias", "code", "code_tail", "entity_kind", "registration_status",
        "legal_representative", "representative_position", "liaison", "phone_sealed", "phone_masked",
        "registered_address", "business_address", "division_code", "trades", "jurisdiction_id", "risk_level",
        "public_credit", "trade_credit", "status", "source", "created_at", "updated_at", "postcode", "established_on",
        "business_scope",
    ]

    /// In the order of the columns.
    fileprivate func row(
        _ serial: Int64, _ id: RegulatedSubject.ID, source: SubjectSource, at now: Instant, _ protection: any FieldProtection
    ) throws -> [SQLValue] {
        let code = code.description
        return [
            .integer(serial), id.sqlValue, .integer(1), .text("organization"), .text(name), .text(alias), .text(code),
            .text(String(code.suffix(4))), entityKind.sqlValue, registrationStatus.sqlValue, .text(legalRepresentative),
            .text(representativePosition), .text(liaison), try sealedPhone(id, protection).sqlValue,
            .text(Self.masked(phone: phone)), .text(registeredAddress), .text(businessAddress), .text(divisionCode),
            .text(trades.joined(separator: ",")), jurisdiction.sqlValue, riskLevel.sqlValue, publicCredit.sqlValue,
            tradeCredit.sqlValue, SubjectStatus.registered.sqlValue, source.sqlValue, now.sqlValue, now.sqlValue,
            .text(postcode), establishedOn.sqlValue, .text(businessScope),
        ]
    }

    fileprivate func sealedPhone(_ id: RegulatedSubject.ID, _ protection: any FieldProtection) throws -> [UInt8]? {
        phone.isEmpty ? nil : try protection.seal(phone, field: "regulated_subject.phone", record: id.bytes)
    }
}
