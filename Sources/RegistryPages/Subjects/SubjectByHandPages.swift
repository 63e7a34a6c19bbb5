import Authority
import Doors
import Importing
import Library
import Registry
import Storage

/// 对象管理 → 手动添加, made for the phone: one person, facility or site at a time (SUBJ-09, SUBJ-10).
extension SubjectPages {
    static let byHandRoutes: [Route] = [
        .json(.get, "/field/object-kinds", .needs(.addSubjectsByHand), "手动添加的对象种类及其字段，供现场端离线填写", version: .reads, as: [ByHandForm].self) { call in
            let actor = try call.actor()
            return SubjectByHand.kinds.map { ByHandForm($0, agency: actor.organization) }
        },
        .read("/subjects/by-hand", .needs(.addSubjectsByHand), "手动添加：选择对象类型", as: ByHandModel.self, format: .pageOnly) { _ in
            Page("手动添加", ByHandModel()) { $1.byHand($0) }
        },
        .read("/subjects/by-hand/new", .needs(.addSubjectsByHand), "手动添加页", query: [byHandType], as: SubjectFormModel.self, format: .pageOnly) { try byHandPage($0, nil) },
        .act("/subjects/by-hand", .needs(.addSubjectsByHand), "手动添加自然人、设备设施或场地场所", version: .notNeeded("新建一条记录，不改变已有的"), form: byHandFields, again: { try byHandPage($0, $1) }) { try await addByHand($0) },
    ]

    private static let byHandType = Field(
        "type", RegulatedSubject.Label.type, .choice(SubjectByHand.kinds.map { .init($0.rawValue, $0.label) }))

    private static let byHandFields: [Field] = {
        let kinds = SubjectByHand.kinds.map { SubjectKindForm($0).fields(of: nil) }
        return [byHandType] + Field.union(kinds)
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

/// A form that the phone keeps, so that objects can be added without network (SUBJ-09).
struct ByHandForm: Codable, Sendable {
    struct Entry: Codable, Sendable {
        let name: String
        let label: String
        let required: Bool
        let isDate: Bool
        let maxLength: Int
        /// Empty for free text.
        let choices: [String]
    }

    let type: String
    let label: String
    /// What is filled in from the start.
    let values: [String: String]
    let fields: [Entry]

    init(_ kind: SubjectKind, agency: Organization.ID) {
        type = kind.rawValue
        label = kind.label
        values = ["jurisdiction": agency.description, SubjectField.condition.rawValue: "在用"]
        fields = SubjectKindForm(kind).fields(of: nil).compactMap(Entry.init)
    }
}

extension ByHandForm.Entry {
    /// Nil for what nobody types.
    fileprivate init?(_ field: Field) {
        let (choices, isDate, length): ([String], Bool, Int)
        switch field.kind {
        case .text(let limit), .multiline(let limit): (choices, isDate, length) = ([], false, limit)
        case .date: (choices, isDate, length) = ([], true, 10)
        case .choice(let options), .choices(let options): (choices, isDate, length) = (options.map(\.value), false, 0)
        case .password, .integer, .flag, .picker, .file, .hidden: return nil
        }
        self.init(
            name: field.name, label: field.label, required: field.isRequired, isDate: isDate, maxLength: length, choices: choices)
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
