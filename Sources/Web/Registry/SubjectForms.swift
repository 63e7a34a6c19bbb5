import Authority
import Registry
import Storage

/// Entering and correcting one subject.
extension SubjectPages {
    static let formRoutes: [Route] = [
        .read("/subjects/new", .needs(.manageSubjects), "新建监管对象页", as: SubjectFormModel.self, format: .pageOnly) { try newPage($0, nil) },
        .act("/subjects", .needs(.manageSubjects), "新建监管对象", form: fields, again: { try newPage($0, $1) }) { try await register($0) },
        .read("/subjects/{id}/edit", .needs(.manageSubjects), "修改监管对象页", as: SubjectFormModel.self, format: .pageOnly) { try await editPage($0, nil) },
        .act("/subjects/{id}", .needs(.manageSubjects), "修改监管对象", form: fields, again: { try await editPage($0, $1) }) { try await change($0) },
    ]

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
        Field("jurisdiction", Label.jurisdiction, .picker(source: "/options/organizations", many: false), required: true),
        Field("risk", Label.riskLevel, .choice(gradeOptions)),
        Field("publicCredit", Label.publicCredit, .choice(gradeOptions)),
        Field("tradeCredit", Label.tradeCredit, .choice(gradeOptions)),
        Field("version", "版本", .hidden),
    ]

    private static let gradeOptions = Grade.allCases.filter { $0 != .unrated }.map { Field.Option($0.rawValue, $0.label) }

    private static func newPage(_ call: Call, _ problems: Problems?) throws -> Page {
        let actor = try call.actor()
        var values = call.form
        if problems == nil {
            values.set("jurisdiction", actor.organization.description)
            values.set("jurisdiction_text", actor.organizationName)
            values.set("kind", EntityKind.enterprise.rawValue)
            values.set("registration", RegistrationStatus.existing.rawValue)
        }
        return page("新建监管对象", action: "/subjects", back: "/subjects", call, values, problems)
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: RegulatedSubject.self)
        let protection = call.platform.protection
        let subject = try await call.read { try RegulatedSubject.find(id, scope: actor.scope, protection: protection, in: $0) }
        guard let subject else { throw NotFound() }
        let values = problems == nil ? typed(subject) : call.form
        return page("修改 " + subject.record.name, action: "/subjects/\(id)", back: "/subjects/\(id)", call, values, problems)
    }

    private static func typed(_ subject: RegulatedSubject) -> Values {
        let record = subject.record
        return Values([
            "name": record.name, "code": record.code.description, "alias": record.alias, "kind": record.entityKind.rawValue,
            "registration": record.registrationStatus.rawValue, "legalRepresentative": record.legalRepresentative,
            "position": record.representativePosition, "liaison": record.liaison, "phone": record.phone,
            "registeredAddress": record.registeredAddress, "businessAddress": record.businessAddress,
            "division": record.divisionCode, "jurisdiction": record.jurisdiction.description,
            "jurisdiction_text": subject.jurisdictionName, "risk": record.riskLevel.rawValue,
            "publicCredit": record.publicCredit.rawValue, "tradeCredit": record.tradeCredit.rawValue,
            "version": "\(subject.version)", "postcode": record.postcode,
            "established": record.establishedOn?.description ?? "", "trades": record.trades.joined(separator: "、"),
            "scope": record.businessScope,
        ])
    }

    private static func page(
        _ title: String, action: String, back: String, _ call: Call, _ values: Values, _ problems: Problems?
    ) -> Page {
        let token = call.login?.formToken
        return Page(title, SubjectFormModel(title: title)) { model, html in
            html.crumbs([("监管对象", "/subjects")], here: model.title)
            html.pageHead(model.title)
            html.form(
                action: action, parts: [FormPart(fields: fields)], values: values, problems: problems, formToken: token,
                submit: [SubmitButton("保存")], back: ("返回", back))
        }
    }

    private static func register(_ call: Call) async throws -> Answer {
        let record = try record(call)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            let id = try SubjectRegistration(record).make(by: actor, at: now, protection: protection, in: transaction)
            return Done("监管对象已新建", goTo: "/subjects/\(id)", id: id.description)
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let record = try record(call)
        let id = try call.id(of: RegulatedSubject.self)
        let version = call.form["version"].flatMap { Int($0) } ?? 0
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try SubjectChange(of: id, version: version, to: record).make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已保存", goTo: "/subjects/\(id)", id: id.description)
        }
    }

    private static func record(_ call: Call) throws -> SubjectRecord {
        var reading = FormReading(call.form, fields)
        let code = UnifiedSocialCreditCode(reading.text("code"))
        if code == nil, reading.problems["code"] == nil { reading.refuse("code", UnifiedSocialCreditCode.formatMessage) }
        let jurisdiction = reading.optional("jurisdiction").flatMap { Organization.ID($0) }
        if jurisdiction == nil, reading.problems["jurisdiction"] == nil { reading.refuse("jurisdiction", "请填写管辖机构") }
        try reading.finish()
        guard let code, let jurisdiction else { throw Problems(general: "请检查所填内容") }
        var record = SubjectRecord(name: reading.text("name"), code: code, jurisdiction: jurisdiction)
        record.alias = reading.text("alias")
        record.entityKind = reading.choice("kind") ?? .enterprise
        record.registrationStatus = reading.choice("registration") ?? .existing
        record.legalRepresentative = reading.text("legalRepresentative")
        record.representativePosition = reading.text("position")
        record.liaison = reading.text("liaison")
        record.phone = reading.text("phone")
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

struct SubjectFormModel: Codable, Sendable {
    let title: String
}
