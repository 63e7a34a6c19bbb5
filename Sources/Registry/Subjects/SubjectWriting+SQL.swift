import Authority
import Importing
import Library
import Storage
import Timekeeping

extension RegulatedSubject {
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
                phone_masked = \(Telephone.masked(record.phone)),
                registered_address = \(record.registeredAddress), business_address = \(record.businessAddress),
                division_code = \(record.divisionCode), trades = \(record.trades.joined(separator: ",")),
                jurisdiction_id = \(record.jurisdiction), risk_level = \(record.riskLevel),
                public_credit = \(record.publicCredit), trade_credit = \(record.tradeCredit),
                postcode = \(record.postcode), established_on = \(record.establishedOn),
                business_scope = \(record.businessScope), safety_element = \(record.safetyElement),
                categories = \(record.storedCategories), capacity = \(record.capacity),
                latitude = \(record.location?.latitude), longitude = \(record.location?.longitude), updated_at = \(now),
                content_mark = \(try record.digest(objectCode: code, protection).mark(version: version + 1))
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
    /// What the record says in the clear, then what belongs to the row. The serial is known last.
    static let columns = contentColumns + [
        "content_mark", "id", "version", "identity_index", "citizen_id_sealed", "phone_sealed", "status", "source", "created_at",
        "updated_at", "author_agency_id",
    ]

    private static let contentColumns = [
        "class", "kind", "name", "alias", "code", "code_tail", "citizen_id_masked", "details", "entity_kind",
        "registration_status", "legal_representative", "representative_position", "liaison", "phone_masked",
        "registered_address", "business_address", "division_code", "trades", "jurisdiction_id", "risk_level",
        "public_credit", "trade_credit", "postcode", "established_on", "business_scope", "safety_element", "categories",
        "capacity", "latitude", "longitude",
    ]

    /// In the order of the columns.
    private func appendContent(to rows: inout BulkRows, objectCode: String) throws {
        rows.append(kind.subjectClass.rawValue)
        rows.append(kind.rawValue)
        rows.append(name)
        rows.append(alias)
        rows.append(objectCode)
        rows.append(String(objectCode.suffix(4)))
        rows.append(citizenID?.masked ?? "")
        rows.append(try SubjectDetails.text(details))
        rows.append(entityKind.rawValue)
        rows.append(registrationStatus.rawValue)
        rows.append(legalRepresentative)
        rows.append(representativePosition)
        rows.append(liaison)
        rows.append(Telephone.masked(phone))
        rows.append(registeredAddress)
        rows.append(businessAddress)
        rows.append(divisionCode)
        rows.append(trades.joined(separator: ","))
        rows.append(jurisdiction.sqlValue)
        rows.append(riskLevel.rawValue)
        rows.append(publicCredit.rawValue)
        rows.append(tradeCredit.rawValue)
        rows.append(postcode)
        rows.append(establishedOn.sqlValue)
        rows.append(businessScope)
        rows.append(safetyElement.rawValue)
        rows.append(storedCategories)
        rows.append(capacity)
        rows.append((location?.latitude).sqlValue)
        rows.append((location?.longitude).sqlValue)
    }

    /// Begins a row with what the record says, and answers the digest of that.
    func beginRow(of rows: inout BulkRows, objectCode: String, _ maker: inout ContentDigest.Maker) throws -> ContentDigest {
        rows.beginRow()
        try appendContent(to: &rows, objectCode: objectCode)
        return rows.withLastRow { maker.digest($0, sealed: phone + "\u{1F}" + (citizenID?.description ?? "")) }
    }

    func digest(objectCode: String, _ protection: any FieldProtection) throws -> ContentDigest {
        var (rows, maker) = (BulkRows(columns: Self.contentColumns), ContentDigest.Maker(protection))
        return try beginRow(of: &rows, objectCode: objectCode, &maker)
    }

    fileprivate var storedCategories: String { categories.map(\.rawValue).joined(separator: ",") }

    func sealedPhone(_ id: RegulatedSubject.ID, _ protection: any FieldProtection) throws -> [UInt8]? {
        phone.isEmpty ? nil : try protection.seal(phone, field: "regulated_subject.phone", record: id.bytes)
    }

    func sealedCitizenID(_ id: RegulatedSubject.ID, _ protection: any FieldProtection) throws -> [UInt8]? {
        try citizenID.map { try protection.seal($0.description, field: "regulated_subject.citizen_id", record: id.bytes) }
    }
}
