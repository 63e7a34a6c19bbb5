import Authority
import Doors
import Importing
import Library
import Registry
import Storage

/// Entering and correcting one subject, of whatever kind.
extension SubjectPages {
    static let formRoutes: [Route] = [
        .read("/subjects/new", .needs(.manageSubjects), "新建监管对象页", query: [typeField], as: SubjectFormModel.self, format: .pageOnly) { try newPage($0, nil) },
        .act("/subjects", .needs(.manageSubjects), "新建监管对象", version: .notNeeded("新建一条记录，不改变已有的"), form: allFields, again: { try newPage($0, $1) }) { try await register($0) },
        .read("/subjects/{id}/edit", .needs(.manageSubjects), "修改监管对象页", as: SubjectFormModel.self, format: .pageOnly) { try await editPage($0, nil) },
        .act("/subjects/{id}", .needs(.manageSubjects), "修改监管对象", version: .checked(RegulatedSubject.self), form: allFields, again: { try await editPage($0, $1) }) { try await change($0) },
    ]

    static let typeField = Field("type", RegulatedSubject.Label.type, .choice(SubjectKind.options))

    static let stepField = Field("act", "办理", .choice([.init("draft", "暂存"), .init("next", "下一步")]), hint: "不填即提交")

    /// For callers of the API: what some kind of object takes.
    static let allFields: [Field] = {
        let own = [typeField, stepField]
        let kinds = SubjectKind.allCases.map { SubjectKindForm($0).fields(of: nil) }
        return Field.union([own, OrganizationSubjectForm.fields] + kinds)
    }()

    package static func form(_ kind: SubjectKind) -> any SubjectForm {
        kind == .organization ? OrganizationSubjectForm() : SubjectKindForm(kind)
    }

    /// Organisations where nothing is said.
    private static func kind(_ values: Values) -> SubjectKind { values["type"].flatMap(SubjectKind.init(rawValue:)) ?? .organization }

    private static func newPage(_ call: Call, _ problems: Problems?) throws -> Page {
        let actor = try call.actor()
        var values = call.form
        let kind = kind(problems == nil ? call.query : values)
        if problems == nil {
            values.set("jurisdiction", actor.organization.description)
            values.set("jurisdiction_text", actor.organizationName)
            values.set("kind", EntityKind.enterprise.rawValue)
            values.set("registration", RegistrationStatus.existing.rawValue)
            values.set(SubjectField.condition.rawValue, "在用")
            values.set("safetyElement", call.query["safety"])
        }
        values.set("type", kind.rawValue)
        let title = kind == .organization ? "新建监管对象" : "新建" + kind.label
        return page(
            title, form(kind).parts(of: nil), action: "/subjects", back: "/subjects?tab=\(kind.subjectClass.rawValue)",
            isDraft: kind == .organization, call, values, problems)
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let subject = try await subject(call)
        let form = form(subject.record.kind)
        let values = problems == nil ? form.typed(subject) : call.form
        return page(
            "修改 " + subject.record.name, form.parts(of: subject), action: "/subjects/\(subject.id)",
            back: "/subjects/\(subject.id)", isDraft: subject.status == .draft, call, values, problems)
    }

    /// The subject that the address names.
    package static func subject(_ call: Call) async throws -> RegulatedSubject {
        let (scope, protection) = (try call.actor().scope, call.platform.protection)
        let id = try call.id(of: RegulatedSubject.self)
        let found = try await call.read { try RegulatedSubject.find(id, scope: scope, protection: protection, in: $0) }
        guard let found else { throw NotFound() }
        return found
    }

    private static func page(
        _ title: String, _ parts: [FormPart], action: String, back: String, isDraft: Bool, _ call: Call, _ values: Values,
        _ problems: Problems?
    ) -> Page {
        let token = call.login?.formToken
        let buttons = isDraft
            ? [SubmitButton("下一步", name: "act", value: "next"), SubmitButton("暂存", name: "act", value: "draft")] : [SubmitButton("保存")]
        return Page(title, SubjectFormModel(title: title)) { model, html in
            html.crumbs([("监管对象", "/subjects")], here: model.title)
            html.pageHead(model.title)
            html.form(
                action: action, parts: parts, values: values, problems: problems, formToken: token,
                submit: buttons, back: (isDraft ? "关闭" : "返回", back))
        }
    }

    private static func register(_ call: Call) async throws -> Answer {
        let record = try form(kind(call.form)).record(call.form, of: nil)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        let step = DraftStep(call.form)
        return try await call.act { transaction, actor in
            if let step {
                let id = try SubjectDrafting(record).make(by: actor, at: now, protection: protection, in: transaction)
                return Done(step.message, goTo: step.location(id), id: id.description)
            }
            let id = try SubjectRegistration(record).make(by: actor, at: now, protection: protection, in: transaction)
            return Done("监管对象已新建", goTo: "/subjects/\(id)", id: id.description)
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let former = try await subject(call)
        let record = try form(former.record.kind).record(call.form, of: former)
        let version = call.seenVersion
        let (now, protection) = (call.clock.now(), call.platform.protection)
        let step = DraftStep(call.form)
        return try await call.act { transaction, actor in
            try SubjectChange(of: former.id, version: version, to: record)
                .make(by: actor, at: now, protection: protection, in: transaction)
            guard former.status == .draft, let step else {
                return Done("已保存", goTo: "/subjects/\(former.id)", id: former.id.description)
            }
            return Done(step.message, goTo: step.location(former.id), id: former.id.description)
        }
    }

    /// What the two-step wizard does with the first step (SUBJ-18).
    enum DraftStep: String {
        case draft, next

        init?(_ values: Values) {
            guard let act = values["act"], let step = DraftStep(rawValue: act) else { return nil }
            self = step
        }

        var message: String {
            switch self {
            case .draft: "已暂存"
            case .next: "基本信息已暂存，请填写设备信息后提交"
            }
        }

        func location(_ id: RegulatedSubject.ID) -> String {
            switch self {
            case .draft: "/subjects/\(id)"
            case .next: "/subjects/\(id)/equipment"
            }
        }
    }
}

struct SubjectFormModel: Codable, Sendable {
    let title: String
}

/// How objects of one kind are entered.
package protocol SubjectForm {
    /// - Parameter subject: the one that is changed; nil for a new one.
    func fields(of subject: RegulatedSubject?) -> [Field]
    func parts(of subject: RegulatedSubject?) -> [FormPart]
    func typed(_ subject: RegulatedSubject) -> Values
    func record(_ values: Values, of subject: RegulatedSubject?) throws -> SubjectRecord
}

/// 经纬度, typed or taken from the map or the phone.
enum PlaceFields {
    static let all = [
        Field("latitude", RegulatedSubject.Label.latitude, .text(maxLength: 20), placeholder: "如 29.563010"),
        Field("longitude", RegulatedSubject.Label.longitude, .text(maxLength: 20), placeholder: "如 106.551557"),
    ]

    static func set(_ place: MapPoint?, in values: inout Values) {
        values.set("latitude", place?.latitudeText)
        values.set("longitude", place?.longitudeText)
    }

    /// Nil where nothing was typed; a half or wrong place is refused.
    static func read(_ reading: inout FormReading) -> MapPoint? {
        let (latitude, longitude) = (reading.optional("latitude"), reading.optional("longitude"))
        if latitude == nil, longitude == nil { return nil }
        if let latitude = latitude.flatMap({ Double($0) }), let longitude = longitude.flatMap({ Double($0) }),
            let place = MapPoint(latitude: latitude, longitude: longitude) {
            return place
        }
        reading.refuse(latitude == nil ? "latitude" : "longitude", "请填写正确的纬度和经度")
        return nil
    }
}

extension SubjectForm {
    package static var jurisdiction: Field {
        Field("jurisdiction", RegulatedSubject.Label.jurisdiction, .picker(source: "/options/organizations", many: false), required: true)
    }

    package static var version: Field { Field("version", "版本", .hidden) }

    package static func jurisdiction(_ reading: inout FormReading) -> Organization.ID? {
        let agency = reading.optional("jurisdiction").flatMap { Organization.ID($0) }
        if agency == nil, reading.problems["jurisdiction"] == nil { reading.refuse("jurisdiction", "请填写管辖机构") }
        return agency
    }

    /// Pages show numbers masked also where they can be changed; what comes back masked was not changed (SUBJ-28).
    package static func phone(_ typed: String, of subject: RegulatedSubject?) -> String {
        guard let known = subject?.record.phone, typed == Telephone.masked(known) else { return typed }
        return known
    }
}
