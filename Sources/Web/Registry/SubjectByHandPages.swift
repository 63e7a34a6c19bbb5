import Authority
import Registry
import Storage

/// 对象管理 → 手动添加, made for the phone: one person, facility or site at a time (SUBJ-09, SUBJ-10).
extension SubjectPages {
    static let byHandRoutes: [Route] = [
        .read("/subjects/by-hand", .needs(.addSubjectsByHand), "手动添加：选择对象类型", as: ByHandModel.self, format: .pageOnly) { _ in
            Page("手动添加", ByHandModel()) { $1.byHand($0) }
        },
        .read("/subjects/by-hand/new", .needs(.addSubjectsByHand), "手动添加页", query: [byHandType], as: SubjectFormModel.self, format: .pageOnly) { try byHandPage($0, nil) },
        .act("/subjects/by-hand", .needs(.addSubjectsByHand), "手动添加自然人、设备设施或场地场所", form: byHandFields, again: { try byHandPage($0, $1) }) { try await addByHand($0) },
    ]

    private static let byHandType = Field(
        "type", RegulatedSubject.Label.type, .choice(SubjectByHand.kinds.map { .init($0.rawValue, $0.label) }))

    private static let byHandFields: [Field] = {
        var seen: Set<String> = []
        return ([byHandType] + SubjectByHand.kinds.flatMap { SubjectKindForm($0).fields(of: nil) })
            .filter { seen.insert($0.name).inserted }.map { Field($0.name, $0.label, $0.kind, hint: $0.hint) }
    }()

    /// Organisations and the other kinds are not offered, and refused when they come by the API.
    private static func byHandKind(_ values: Values) throws -> SubjectKind {
        guard let kind = values["type"].flatMap(SubjectKind.init(rawValue:)), SubjectByHand.kinds.contains(kind) else {
            throw SubjectRefused.notByHand
        }
        return kind
    }

    private static func byHandPage(_ call: Call, _ problems: Problems?) throws -> Page {
        let actor = try call.actor()
        var values = call.form
        let kind = try byHandKind(problems == nil ? call.query : values)
        if problems == nil {
            values.set("jurisdiction", actor.organization.description)
            values.set("jurisdiction_text", actor.organizationName)
            values.set(SubjectField.condition.rawValue, "在用")
            values.set("type", kind.rawValue)
        }
        let (token, parts, typed) = (call.login?.formToken, SubjectKindForm(kind).parts(of: nil), values)
        return Page("手动添加" + kind.label, SubjectFormModel(title: "手动添加" + kind.label)) { model, html in
            html.crumbs([("手动添加", "/subjects/by-hand")], here: model.title)
            html.pageHead(model.title)
            html.form(
                action: "/subjects/by-hand", parts: parts, values: typed, problems: problems, formToken: token,
                submit: [SubmitButton("添加")], back: ("返回", "/subjects/by-hand"))
        }
    }

    private static func addByHand(_ call: Call) async throws -> Answer {
        let record = try SubjectKindForm(try byHandKind(call.form)).record(call.form, of: nil)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            let id = try SubjectByHand(record).make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已添加", goTo: "/subjects/\(id)", id: id.description)
        }
    }
}

struct ByHandModel: Codable, Sendable {
    struct Kind: Codable, Sendable {
        let label: String
        let href: String
    }

    let kinds: [Kind]

    init() {
        kinds = SubjectByHand.kinds.map { Kind(label: $0.label, href: "/subjects/by-hand/new?type=" + $0.rawValue) }
    }
}
