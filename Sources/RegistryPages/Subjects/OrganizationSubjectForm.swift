import Authority
import Doors
import Library
import Registry
import Storage

/// The form of an organisation (A.6).
struct OrganizationSubjectForm: SubjectForm {
    private typealias Label = RegulatedSubject.Label

    static let fields = [
        Field("name", Label.name, .text(maxLength: 200), required: true),
        Field("code", Label.code, .text(maxLength: 18), required: true),
        Field("alias", Label.alias, .text(maxLength: 200)),
        Field("kind", Label.entityKind, .choice(EntityKind.options), required: true),
        Field("registration", Label.registrationStatus, .choice(RegistrationStatus.options), required: true),
        Field("legalRepresentative", Label.legalRepresentative, .text(maxLength: 50), required: true),
        Field("position", Label.representativePosition, .text(maxLength: 50)),
        Field("liaison", Label.liaison, .text(maxLength: 50)),
        Field("phone", Label.phone, .text(maxLength: 30)),
        Field("registeredAddress", Label.registeredAddress, .text(maxLength: 300), required: true),
        Field("businessAddress", Label.businessAddress, .text(maxLength: 300), required: true),
        Field("division", Label.divisionCode, .picker(source: "/options/divisions", many: false), hint: "按名称或代码选择；代码表尚未导入时直接填写国家代码", takesTyped: true),
        Field("postcode", Label.postcode, .text(maxLength: 6)),
        Field("established", Label.establishedOn, .date),
        Field("safetyElement", Label.safetyElement, .choice(SafetyElement.allCases.filter { $0 != .none }.map { .init($0.rawValue, $0.label) })),
        Field("programmes", Label.trades, .choices(ProgrammeTrade.options)),
        Field("trades", "其他行业", .text(maxLength: 200), hint: "多项用顿号分隔"),
        Field("categories", Label.categories, .choices(EnterpriseCategory.options)),
        Field("capacity", Label.capacity, .text(maxLength: 100), hint: "钢铁企业填写，如：粗钢 200万吨/年"),
        Field("scope", Label.businessScope, .multiline(maxLength: 2000)),
        jurisdiction,
        Field("risk", Label.riskLevel, .choice(gradeOptions)),
        Field("publicCredit", Label.publicCredit, .choice(gradeOptions)),
        Field("tradeCredit", Label.tradeCredit, .choice(gradeOptions)),
    ] + PlaceFields.all + [version]

    /// 暂存 keeps what is there.
    static func isDraft(_ values: Values) -> Bool { values["act"] == "draft" }

    private static let draftFields = fields.map { field in
        Field(
            field.name, field.label, field.kind, required: ["name", "jurisdiction"].contains(field.name), hint: field.hint,
            placeholder: field.placeholder)
    }

    private static let gradeOptions = Grade.allCases.filter { $0 != .unrated }.map { Field.Option($0.rawValue, $0.label) }

    func fields(of subject: RegulatedSubject?) -> [Field] { Self.fields }

    func parts(of subject: RegulatedSubject?) -> [FormPart] { [FormPart(fields: Self.fields)] }

    func typed(_ subject: RegulatedSubject) -> Values {
        let record = subject.record
        let programmes = record.trades.compactMap(ProgrammeTrade.init(label:))
        var values = Values([
            "name": record.name, "code": record.code?.description ?? "", "alias": record.alias, "kind": record.entityKind.rawValue,
            "registration": record.registrationStatus.rawValue, "legalRepresentative": record.legalRepresentative,
            "position": record.representativePosition, "liaison": record.liaison,
            "phone": Telephone.masked(record.phone),
            "registeredAddress": record.registeredAddress, "businessAddress": record.businessAddress,
            "division": record.divisionCode, "division_text": record.divisionCode, "jurisdiction": record.jurisdiction.description,
            "jurisdiction_text": subject.jurisdictionName, "risk": record.riskLevel.rawValue,
            "publicCredit": record.publicCredit.rawValue, "tradeCredit": record.tradeCredit.rawValue,
            "version": "\(subject.version)", "postcode": record.postcode,
            "established": record.establishedOn?.description ?? "", "trades": record.trades.filter { ProgrammeTrade(label: $0) == nil }.joined(separator: "、"),
            "scope": record.businessScope, "safetyElement": record.safetyElement.rawValue, "capacity": record.capacity,
        ])
        values.set("programmes", all: programmes.map(\.rawValue))
        values.set("categories", all: record.categories.map(\.rawValue))
        PlaceFields.set(record.location, in: &values)
        return values
    }

    func record(_ values: Values, of subject: RegulatedSubject?) throws -> SubjectRecord {
        // a draft needs no more than a name (SUBJ-18)
        var reading = FormReading(values.takingTyped("division"), Self.isDraft(values) ? Self.draftFields : Self.fields)
        let code = UnifiedSocialCreditCode(reading.text("code"))
        if code == nil, reading.optional("code") != nil { reading.refuse("code", UnifiedSocialCreditCode.formatMessage) }
        let jurisdiction = Self.jurisdiction(&reading)
        let location = PlaceFields.read(&reading)
        try reading.finish()
        guard let jurisdiction else { throw Problems(general: "请检查所填内容") }
        var record = SubjectRecord(name: reading.text("name"), code: code, jurisdiction: jurisdiction)
        record.location = location
        record.capacity = reading.text("capacity")
        record.categories = reading.all("categories").compactMap(EnterpriseCategory.init(rawValue:))
        let programmes = reading.all("programmes").compactMap(ProgrammeTrade.init(rawValue:))
        // whoever is in a trade of the special programme belongs to industry and trade (SUBJ-15)
        record.safetyElement = reading.choice("safetyElement") ?? (programmes.isEmpty ? .none : .industryTrade)
        record.alias = reading.text("alias")
        record.entityKind = reading.choice("kind") ?? .enterprise
        record.registrationStatus = reading.choice("registration") ?? .existing
        record.legalRepresentative = reading.text("legalRepresentative")
        record.representativePosition = reading.text("position")
        record.liaison = reading.text("liaison")
        record.phone = Self.phone(reading.text("phone"), of: subject)
        record.registeredAddress = reading.text("registeredAddress")
        record.businessAddress = reading.text("businessAddress")
        record.divisionCode = DivisionCode(reading.text("division"))?.description ?? reading.text("division")
        record.postcode = reading.text("postcode")
        record.establishedOn = reading.date("established")
        record.trades = programmes.map(\.label) + reading.text("trades").split(separator: "、").map(String.init)
        record.businessScope = reading.text("scope")
        record.riskLevel = reading.choice("risk") ?? .unrated
        record.publicCredit = reading.choice("publicCredit") ?? .unrated
        record.tradeCredit = reading.choice("tradeCredit") ?? .unrated
        return record
    }
}
