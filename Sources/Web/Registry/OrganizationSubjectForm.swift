import Authority
import Registry
import Storage

/// The form of an organisation (A.6).
struct OrganizationSubjectForm: SubjectForm {
    private typealias Label = RegulatedSubject.Label

    static let fields = [
        Field("name", Label.name, .text(maxLength: 200), required: true),
        Field("code", Label.code, .text(maxLength: 18), required: true),
        Field("alias", Label.alias, .text(maxLength: 200)),
        Field("kind", Label.entityKind, .choice(EntityKind.allCases.map { .init($0.rawValue, $0.label) }), required: true),
        Field("registration", Label.registrationStatus, .choice(RegistrationStatus.allCases.map { .init($0.rawValue, $0.label) }), required: true),
        Field("legalRepresentative", Label.legalRepresentative, .text(maxLength: 50), required: true),
        Field("position", Label.representativePosition, .text(maxLength: 50)),
        Field("liaison", Label.liaison, .text(maxLength: 50)),
        Field("phone", Label.phone, .text(maxLength: 30)),
        Field("registeredAddress", Label.registeredAddress, .text(maxLength: 300), required: true),
        Field("businessAddress", Label.businessAddress, .text(maxLength: 300), required: true),
        Field("division", Label.divisionCode, .text(maxLength: 12)),
        Field("postcode", Label.postcode, .text(maxLength: 6)),
        Field("established", Label.establishedOn, .date),
        Field("trades", Label.trades, .text(maxLength: 200), hint: "多项用顿号分隔"),
        Field("scope", Label.businessScope, .multiline(maxLength: 2000)),
        jurisdiction,
        Field("risk", Label.riskLevel, .choice(gradeOptions)),
        Field("publicCredit", Label.publicCredit, .choice(gradeOptions)),
        Field("tradeCredit", Label.tradeCredit, .choice(gradeOptions)),
        version,
    ]

    private static let gradeOptions = Grade.allCases.filter { $0 != .unrated }.map { Field.Option($0.rawValue, $0.label) }

    func parts(of subject: RegulatedSubject?) -> [FormPart] { [FormPart(fields: Self.fields)] }

    func typed(_ subject: RegulatedSubject) -> Values {
        let record = subject.record
        return Values([
            "name": record.name, "code": record.code?.description ?? "", "alias": record.alias, "kind": record.entityKind.rawValue,
            "registration": record.registrationStatus.rawValue, "legalRepresentative": record.legalRepresentative,
            "position": record.representativePosition, "liaison": record.liaison,
            "phone": SubjectRecord.masked(phone: record.phone),
            "registeredAddress": record.registeredAddress, "businessAddress": record.businessAddress,
            "division": record.divisionCode, "jurisdiction": record.jurisdiction.description,
            "jurisdiction_text": subject.jurisdictionName, "risk": record.riskLevel.rawValue,
            "publicCredit": record.publicCredit.rawValue, "tradeCredit": record.tradeCredit.rawValue,
            "version": "\(subject.version)", "postcode": record.postcode,
            "established": record.establishedOn?.description ?? "", "trades": record.trades.joined(separator: "、"),
            "scope": record.businessScope,
        ])
    }

    func record(_ values: Values, of subject: RegulatedSubject?) throws -> SubjectRecord {
        var reading = FormReading(values, Self.fields)
        let code = UnifiedSocialCreditCode(reading.text("code"))
        if code == nil, reading.problems["code"] == nil { reading.refuse("code", UnifiedSocialCreditCode.formatMessage) }
        let jurisdiction = Self.jurisdiction(&reading)
        try reading.finish()
        guard let code, let jurisdiction else { throw Problems(general: "请检查所填内容") }
        var record = SubjectRecord(name: reading.text("name"), code: code, jurisdiction: jurisdiction)
        record.alias = reading.text("alias")
        record.entityKind = reading.choice("kind") ?? .enterprise
        record.registrationStatus = reading.choice("registration") ?? .existing
        record.legalRepresentative = reading.text("legalRepresentative")
        record.representativePosition = reading.text("position")
        record.liaison = reading.text("liaison")
        record.phone = Self.phone(reading.text("phone"), of: subject)
        record.registeredAddress = reading.text("registeredAddress")
        record.businessAddress = reading.text("businessAddress")
        record.divisionCode = reading.text("division")
        record.postcode = reading.text("postcode")
        record.establishedOn = reading.date("established")
        record.trades = reading.text("trades").split(separator: "、").map(String.init)
        record.businessScope = reading.text("scope")
        record.riskLevel = reading.choice("risk") ?? .unrated
        record.publicCredit = reading.choice("publicCredit") ?? .unrated
        record.tradeCredit = reading.choice("tradeCredit") ?? .unrated
        return record
    }
}
