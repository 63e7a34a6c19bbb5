import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// Adding and correcting one officer.
extension OfficerPages {
    static let formRoutes: [Route] = [
        .read("/officers/new", .needs(.manageOfficers), "新增执法人员页", as: OfficerFormModel.self, format: .pageOnly) {
            try newPage($0, nil)
        },
        .act("/officers", .needs(.manageOfficers), "新增执法人员", version: .notNeeded("新建一条记录，不改变已有的"), form: fields, again: { try newPage($0, $1) }) {
            try await add($0)
        },
        .read("/officers/{id}/edit", .needs(.manageOfficers), "修改执法人员页", as: OfficerFormModel.self, format: .pageOnly) {
            try await editPage($0, nil)
        },
        .act("/officers/{id}", .needs(.manageOfficers), "修改执法人员", version: .checked(EnforcementOfficer.self), form: fields, again: { try await editPage($0, $1) }) {
            try await change($0)
        },
    ]

    private typealias Label = EnforcementOfficer.Label

    package static let fields = [
        Field("name", Label.fullName, .text(maxLength: 50), required: true),
        Field("citizenID", Label.citizenID, .text(maxLength: 18), required: true),
        Field("position", Label.position, .text(maxLength: 50)),
        Field("phone", Label.phone, .text(maxLength: 30), required: true),
        Field("organization", Label.organization, .picker(source: "/options/organizations", many: false), required: true),
        Field("certificate", Label.certificateNumber, .text(maxLength: 50), required: true),
        Field("validUntil", Label.certificateValidUntil, .date, required: true),
        Field(
            "qualification", Label.qualification,
            .choice(OfficerQualification.options), required: true),
        Field("delegatingAgency", Label.delegatingAgency, .text(maxLength: 200), hint: "受行政委托人员必填"),
        Field("delegatedFrom", Label.delegatedFrom, .date),
        Field("delegatedUntil", Label.delegatedUntil, .date, hint: "受行政委托人员必填"),
        Field("isLeader", Label.isLeader, .flag),
        Field("domains", Label.domains, .choices(EnforcementDomain.options), required: true),
        Field("version", "版本", .hidden),
    ]

    private static func newPage(_ call: Call, _ problems: Problems?) throws -> Page {
        let actor = try call.actor()
        var values = call.form
        if problems == nil {
            values.set("organization", actor.organization.description)
            values.set("organization_text", actor.organizationName)
            values.set("qualification", OfficerQualification.enforcement.rawValue)
        }
        return page("新增执法人员", action: "/officers", back: "/officers", call, values, problems)
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let officer = try await found(call)
        let values = problems == nil ? typed(officer) : call.form
        return page(
            "修改 " + officer.record.fullName, action: "/officers/\(officer.id)", back: "/officers/\(officer.id)", call,
            values, problems)
    }

    /// Numbers are masked also where they can be changed; what comes back masked was not changed (SEC-06).
    static func typed(_ officer: EnforcementOfficer) -> Values {
        let record = officer.record
        var values = Values([
            "name": record.fullName, "citizenID": record.citizenID.masked, "position": record.position,
            "phone": Telephone.masked(record.phone), "organization": record.organization.description,
            "organization_text": officer.organizationName, "certificate": record.certificateNumber,
            "validUntil": record.certificateValidUntil.description, "qualification": record.qualification.rawValue,
            "delegatingAgency": record.delegation?.agency ?? "",
            "delegatedFrom": record.delegation?.from?.description ?? "",
            "delegatedUntil": record.delegation?.until.description ?? "", "isLeader": record.isLeader ? "1" : "",
            "version": "\(officer.version)",
        ])
        values.set("domains", all: record.domains.map(\.rawValue))
        return values
    }

    private static func page(
        _ title: String, action: String, back: String, _ call: Call, _ values: Values, _ problems: Problems?
    ) -> Page {
        let token = call.login?.formToken
        return Page(title, OfficerFormModel(title: title)) { model, html in
            html.crumbs([("执法人员", "/officers")], here: model.title)
            html.pageHead(model.title)
            html.form(
                action: action, parts: [FormPart(fields: fields)], values: values, problems: problems, formToken: token,
                submit: [SubmitButton("保存")], back: ("返回", back))
        }
    }

    private static func add(_ call: Call) async throws -> Answer {
        let record = try record(call)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            let id = try OfficerAddition(record).make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已加入执法人员库", goTo: "/officers/\(id)", id: id.description)
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let record = try record(call, of: try await found(call).record)
        let id = try call.id(of: EnforcementOfficer.self)
        let version = call.seenVersion
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try OfficerChange(of: id, version: version, to: record)
                .make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已保存", goTo: "/officers/\(id)", id: id.description)
        }
    }

    package static func record(_ call: Call, of former: OfficerRecord? = nil) throws -> OfficerRecord {
        var reading = FormReading(call.form, fields)
        let typed = reading.text("citizenID")
        let citizenID = former.flatMap { $0.citizenID.masked == typed ? $0.citizenID : nil } ?? CitizenIDNumber(typed)
        if citizenID == nil, reading.problems["citizenID"] == nil {
            reading.refuse("citizenID", CitizenIDNumber.formatMessage)
        }
        let organization = reading.optional("organization").flatMap { Organization.ID($0) }
        if organization == nil, reading.problems["organization"] == nil { reading.refuse("organization", "请填写所属机构") }
        try reading.finish()
        guard let citizenID, let organization, let validUntil = reading.date("validUntil") else {
            throw Problems(general: "请检查所填内容")
        }
        var record = OfficerRecord(
            fullName: reading.text("name"), citizenID: citizenID, phone: unmasked(reading.text("phone"), of: former),
            organization: organization, certificateNumber: reading.text("certificate"), certificateValidUntil: validUntil)
        record.position = reading.text("position")
        record.qualification = reading.choice("qualification") ?? .enforcement
        if record.qualification == .delegated, let until = reading.date("delegatedUntil") {
            record.delegation = .init(
                agency: reading.text("delegatingAgency"), from: reading.date("delegatedFrom"), until: until)
        }
        record.domains = reading.all("domains").compactMap(EnforcementDomain.init(rawValue:))
        record.isLeader = reading.flag("isLeader")
        return record
    }
}

extension OfficerPages {
    private static func unmasked(_ typed: String, of former: OfficerRecord?) -> String {
        guard let former, typed == Telephone.masked(former.phone) else { return typed }
        return former.phone
    }
}

struct OfficerFormModel: Codable, Sendable {
    let title: String
}
