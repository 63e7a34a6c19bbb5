import Authority
import Importing
import Library
import Storage
import Timekeeping

extension RegulatedSubject {
    static let columns: SQL = """
        t.serial, t.id, t.version, t.status, t.source, t.updated_at,
        (SELECT o.name FROM organization o WHERE o.id = t.jurisdiction_id), t.jurisdiction_id, t.kind, t.name, t.alias,
        t.code, t.citizen_id_sealed, t.details,
        t.entity_kind, t.registration_status, t.legal_representative, t.representative_position, t.liaison,
        t.phone_sealed, t.registered_address, t.business_address, t.division_code, t.trades, t.risk_level,
        t.public_credit, t.trade_credit, t.postcode, t.established_on, t.business_scope,
        t.safety_element, t.categories, t.capacity, t.latitude, t.longitude, t.written_off_on, t.written_off_by,
        t.written_off_reason
        """
    /// Without a join: asked for a thousand codes SQLite would begin with the agencies and read all their objects.
    private static let rows: SQL = "FROM regulated_subject t"

    /// The subject, when it is in `scope`.
    package static func find(
        _ id: ID, scope: Scope, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject? {
        try transaction.first(
            """
            SELECT \(columns) \(rows) WHERE t.id = \(id) AND \(scope.condition("t.jurisdiction_id"))
                AND (t.status <> \(SubjectStatus.draft) OR t.author_agency_id = \(scope.organization))
            """
        ) { try RegulatedSubject(&$0, protection) }
    }

    /// The subject as the enterprise itself sees it (BEY-32); whose it is the caller has made sure of.
    package static func ownFile(
        of enterprise: Identifier<EnterpriseMark>, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject? {
        try transaction.first(
            "SELECT \(columns) \(rows) WHERE t.id = \(enterprise) AND t.status <> \(SubjectStatus.draft)"
        ) { try RegulatedSubject(&$0, protection) }
    }

    /// The record of the library that is the same object as `record`, whoever's it is: its id and name (SUBJ-03).
    static func holder(
        of record: SubjectRecord, protection: any FieldProtection, in transaction: Transaction
    ) throws -> (id: ID, name: String)? {
        let condition: SQL = switch SubjectIdentity(record, protection) {
        case .code(let code): "code = \(code)"
        case .digest(let digest): "identity_index = \(digest)"
        }
        return try transaction.first("SELECT id, name FROM regulated_subject WHERE \(condition)") {
            (id: try $0.next(), name: try $0.next())
        }
    }

    /// What is kept of the subjects that hold these codes for telling whether they still are what was imported.
    static func marks(
        _ codes: [String], in transaction: Transaction
    ) throws -> [String: (content: [UInt8], version: Int, jurisdiction: Organization.ID)] {
        var marks: [String: (content: [UInt8], version: Int, jurisdiction: Organization.ID)] = [:]
        for start in stride(from: 0, to: codes.count, by: 1000) {
            let part = codes[start..<min(start + 1000, codes.count)]
            try transaction.forEach(
                "SELECT t.code, t.content_mark, t.version, t.jurisdiction_id FROM regulated_subject t WHERE t.code IN \(list: part)"
            ) { row in
                let code: String = try row.next()
                marks[code] = (try row.next([UInt8]?.self) ?? [], try row.next(), try row.next())
            }
        }
        return marks
    }

    /// The subjects that hold these codes, by code.
    static func byCode(
        _ codes: [String], protection: any FieldProtection, in transaction: Transaction
    ) throws -> [String: RegulatedSubject] {
        var found: [RegulatedSubject] = []
        for start in stride(from: 0, to: codes.count, by: 1000) {
            let part = codes[start..<min(start + 1000, codes.count)]
            found += try transaction.all("SELECT \(columns) \(rows) WHERE t.code IN \(list: part)") {
                try RegulatedSubject(&$0, protection)
            }
        }
        return Dictionary(found.map { ($0.objectCode, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The subjects that these records are the same objects as.
    static func byIdentity(
        _ records: [SubjectRecord], protection: any FieldProtection, in transaction: Transaction
    ) throws -> [SubjectIdentity: RegulatedSubject] {
        let identities = records.map { SubjectIdentity($0, protection) }
        let codes = identities.compactMap { if case .code(let code) = $0 { code } else { nil } }
        var known: [SubjectIdentity: RegulatedSubject] = [:]
        if !codes.isEmpty {
            for (code, subject) in try byCode(codes, protection: protection, in: transaction) { known[.code(code)] = subject }
        }
        let digests = identities.compactMap(\.digest)
        guard !digests.isEmpty else { return known }
        for start in stride(from: 0, to: digests.count, by: 1000) {
            let part = digests[start..<min(start + 1000, digests.count)]
            let found = try transaction.all("SELECT \(columns) \(rows) WHERE t.identity_index IN \(list: part)") {
                try RegulatedSubject(&$0, protection)
            }
            for subject in found { known[SubjectIdentity(subject.record, protection)] = subject }
        }
        return known
    }

    init(_ row: inout Row, _ protection: any FieldProtection) throws {
        serial = try row.next()
        let id: ID = try row.next()
        self.id = id
        version = try row.next()
        status = try row.next()
        source = try row.next()
        updatedAt = try row.next()
        jurisdictionName = try row.next()
        let jurisdiction: Organization.ID = try row.next()
        let kind: SubjectKind = try row.next()
        var record = SubjectRecord(kind, name: try row.next(), jurisdiction: jurisdiction)
        record.alias = try row.next()
        let objectCode: String = try row.next()
        self.objectCode = objectCode
        if kind == .organization { record.code = UnifiedSocialCreditCode(objectCode) }
        if let sealed: [UInt8] = try row.next([UInt8]?.self) {
            let text = try protection.open(sealed, field: "regulated_subject.citizen_id", record: id.bytes)
            record.citizenID = CitizenIDNumber(text)
        }
        record.details = try SubjectDetails.read(row.next())
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
        record.trades = try row.next(String.self).split(separator: ",").map(String.init)
        record.riskLevel = try row.next()
        record.publicCredit = try row.next()
        record.tradeCredit = try row.next()
        record.postcode = try row.next()
        record.establishedOn = try row.next()
        record.businessScope = try row.next()
        record.safetyElement = try row.next()
        record.categories = try row.next(String.self).split(separator: ",").compactMap { EnterpriseCategory(rawValue: String($0)) }
        record.capacity = try row.next()
        record.location = MapPoint(latitude: try row.next(Int?.self), longitude: try row.next(Int?.self))
        self.record = record
        let date: CalendarDate? = try row.next()
        let (person, reason): (String, String) = (try row.next(), try row.next())
        writingOff = date.map { WrittenOff(date: $0, person: person, reason: reason) }
    }
}
