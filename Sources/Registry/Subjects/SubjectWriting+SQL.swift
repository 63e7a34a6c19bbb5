import Authority
import Storage
import Timekeeping

extension RegulatedSubject {
    /// Enters new subjects with what they are found by; libraries come by the million.
    /// - Parameter status: nil for what the record itself says.
    static func insert(
        _ subjects: [(id: ID, record: SubjectRecord)], source: SubjectSource, as status: SubjectStatus? = nil,
        author: Organization.ID? = nil, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        let serials = try transaction.reserveSerials("regulated_subject", subjects.count)
        let rows = try zip(serials, subjects).map { serial, subject in
            try subject.record.row(
                serial, subject.id, source: source, as: status ?? subject.record.settledStatus, author: author, at: now,
                protection)
        }
        try transaction.add(rows, to: "regulated_subject", columns: SubjectRecord.columns)
        let entries = zip(serials, subjects).map { serial, subject in
            (
                serial: serial, text: subject.record.searchText,
                tags: subject.record.searchTags(status ?? subject.record.settledStatus)
            )
        }
        if entries.count == 1 {
            return try transaction.index("regulated_subject", serial: entries[0].serial, text: entries[0].text, tags: entries[0].tags)
        }
        try transaction.index("regulated_subject", entries)
    }

    func update(
        to record: SubjectRecord, as status: SubjectStatus, expecting version: Int, at now: Instant,
        protection: any FieldProtection, in transaction: Transaction
    ) throws {
        let code = record.code?.description ?? objectCode
        try transaction.executeVersioned(
            """
            UPDATE regulated_subject SET version = version + 1, name = \(record.name), alias = \(record.alias),
                code = \(code), code_tail = \(String(code.suffix(4))), status = \(status),
                identity_index = \(status == .draft ? nil : SubjectIdentity(record, protection).digest),
                citizen_id_sealed = \(try record.sealedCitizenID(id, protection)),
                citizen_id_masked = \(record.citizenID?.masked ?? ""), details = \(try SubjectDetails.text(record.details)),
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
                business_scope = \(record.businessScope), safety_element = \(record.safetyElement),
                categories = \(record.storedCategories), capacity = \(record.capacity),
                latitude = \(record.location?.latitude), longitude = \(record.location?.longitude), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
        let (text, tags) = (record.searchText, record.searchTags(status))
        if text != self.record.searchText || tags != self.record.searchTags(self.status) {
            try transaction.index("regulated_subject", serial: serial, text: text, tags: tags)
        }
    }
}

extension RegulatedSubject {
    /// 核销, and its undoing with nil (SUBJ-19).
    func setWrittenOff(
        _ writingOff: WrittenOff?, as status: SubjectStatus, expecting version: Int, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.executeVersioned(
            """
            UPDATE regulated_subject SET version = version + 1, status = \(status), written_off_on = \(writingOff?.date),
                written_off_by = \(writingOff?.person ?? ""), written_off_reason = \(writingOff?.reason ?? ""),
                updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
        try transaction.index("regulated_subject", serial: serial, text: record.searchText, tags: record.searchTags(status))
    }
}

extension SubjectRecord {
    fileprivate static let columns = [
        "serial", "id", "version", "class", "kind", "name", "alias", "code", "code_tail", "identity_index",
        "citizen_id_sealed", "citizen_id_masked", "details", "entity_kind", "registration_status",
        "legal_representative", "representative_position", "liaison", "phone_sealed", "phone_masked",
        "registered_address", "business_address", "division_code", "trades", "jurisdiction_id", "risk_level",
        "public_credit", "trade_credit", "status", "source", "created_at", "updated_at", "postcode", "established_on",
        "business_scope", "author_agency_id", "safety_element", "categories", "capacity", "latitude", "longitude",
    ]

    /// In the order of the columns.
    fileprivate func row(
        _ serial: Int64, _ id: RegulatedSubject.ID, source: SubjectSource, as status: SubjectStatus,
        author: Organization.ID?, at now: Instant, _ protection: any FieldProtection
    ) throws -> [SQLValue] {
        let code = code?.description ?? kind.objectCode(serial: serial)
        let identity = status == .draft ? nil : SubjectIdentity(self, protection).digest
        return [
            .integer(serial), id.sqlValue, .integer(1), kind.subjectClass.sqlValue, kind.sqlValue, .text(name),
            .text(alias), .text(code), .text(String(code.suffix(4))), identity.sqlValue,
            try sealedCitizenID(id, protection).sqlValue, .text(citizenID?.masked ?? ""),
            .text(try SubjectDetails.text(details)), entityKind.sqlValue, registrationStatus.sqlValue,
            .text(legalRepresentative), .text(representativePosition), .text(liaison),
            try sealedPhone(id, protection).sqlValue, .text(Self.masked(phone: phone)), .text(registeredAddress),
            .text(businessAddress), .text(divisionCode), .text(trades.joined(separator: ",")), jurisdiction.sqlValue,
            riskLevel.sqlValue, publicCredit.sqlValue, tradeCredit.sqlValue, status.sqlValue, source.sqlValue,
            now.sqlValue, now.sqlValue, .text(postcode), establishedOn.sqlValue, .text(businessScope),
            author.sqlValue, safetyElement.sqlValue, .text(storedCategories), .text(capacity), (location?.latitude).sqlValue,
            (location?.longitude).sqlValue,
        ]
    }

    fileprivate var storedCategories: String { categories.map(\.rawValue).joined(separator: ",") }

    fileprivate func sealedPhone(_ id: RegulatedSubject.ID, _ protection: any FieldProtection) throws -> [UInt8]? {
        phone.isEmpty ? nil : try protection.seal(phone, field: "regulated_subject.phone", record: id.bytes)
    }

    fileprivate func sealedCitizenID(_ id: RegulatedSubject.ID, _ protection: any FieldProtection) throws -> [UInt8]? {
        try citizenID.map { try protection.seal($0.description, field: "regulated_subject.citizen_id", record: id.bytes) }
    }
}
