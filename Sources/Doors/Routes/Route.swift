import Authority
import Vault

/// One door of the platform: who may use it, what it takes, what it does. Pages, JSON and the OpenAPI description
/// are made from the same list of these; there is no other way in.
package struct Route: Sendable {
    package enum Method: String, Sendable { case get = "GET", post = "POST", put = "PUT" }

    package enum Access: Sendable, Equatable {
        /// Without login: what the law wants public.
        case everyone
        /// Any account, also one that still has to set its password (ORG-11).
        case newAccount
        case signedIn
        case needs(Permission)
        case needsAny([Permission])
        /// Accounts of enterprises (ORG-25), which no route of the inner side admits; these admit nobody else.
        case enterprise(EnterpriseAccess)

        package enum EnterpriseAccess: Sendable, Equatable {
            /// Also an account that still has to set its password.
            case newAccount
            case anyAccount
            /// The legal-person account alone.
            case holder
        }

        package func admits(_ actor: Actor) -> Bool {
            switch self {
            case .everyone, .newAccount, .signedIn: true
            case .enterprise: false
            case .needs(let permission): actor.may(permission)
            case .needsAny(let permissions): permissions.contains { actor.may($0) }
            }
        }

        /// Whether somebody of an enterprise may use it.
        package func admits(_ kind: EnterpriseAccount.Kind) -> Bool {
            switch self {
            case .everyone, .enterprise(.newAccount), .enterprise(.anyAccount): true
            case .enterprise(.holder): kind.mayAuthorize
            case .newAccount, .signedIn, .needs, .needsAny: false
            }
        }
    }

    /// Under which paths the route answers.
    package enum Format: Sendable { case both, pageOnly, apiOnly }

    package let method: Method
    /// With `{name}` for what varies: `/subjects/{id}`.
    package let path: String
    package let access: Access
    /// A sentence for the API description.
    package let summary: String
    package let format: Format
    package let query: [Field]
    package let form: [Field]
    package let body: Body
    /// What is read is a page of a list.
    let isPaged: Bool
    package let version: Versioning
    /// The shape of the JSON answer, for the API description.
    package let answer: (@Sendable () -> Schema)?
    /// The shape of JSON that the handler reads by itself, for the API description.
    private(set) var taken: (@Sendable () -> Schema)?
    /// Where no shape is known: what an answer can be, for the API description.
    private(set) var fileTypes = ["application/json"]
    /// Largest body taken, in bytes.
    package let bodyLimit: Int
    /// Draws the form of a refused act with what was typed and what is wrong.
    package let again: (@Sendable (Call, Problems) async throws -> Page)?
    /// Goes before the others when more is asked than can be done: what officers hand in on site.
    package private(set) var isUrgent = false
    package let handle: @Sendable (Call) async throws -> Answer
    /// Of a resource: the fields that programs can change and send back.
    package private(set) var changeable: [Field] = []
    /// Of an act: members of the resource that it does not change and that may come back all the same.
    var passedOver: Set<String> = []

    package static let ordinaryBodyLimit = 1 << 20
    package static let uploadLimit = 64 << 20

    /// What stands behind the head of a call.
    package enum Body: Sendable {
        case none
        /// A form or a JSON object, read as values.
        case form
        /// JSON that the handler reads by itself.
        case json
        /// A file, as it is.
        case file

        /// Of what is read by hand.
        package init(of method: Method) {
            self = switch method {
            case .get: .none
            case .post: .json
            case .put: .file
            }
        }
    }

    var readsForm: Bool {
        switch body {
        case .form: true
        case .none, .json, .file: false
        }
    }

    /// Everything the query may hold.
    package var asked: [Field] { query + (isPaged ? Call.paging : []) }

    private init(
        _ method: Method, _ path: String, _ access: Access, _ summary: String, format: Format, query: [Field],
        form: [Field], body: Body = .none, isPaged: Bool = false, version: Versioning, bodyLimit: Int,
        answer: (@Sendable () -> Schema)?, again: (@Sendable (Call, Problems) async throws -> Page)? = nil,
        handle: @escaping @Sendable (Call) async throws -> Answer
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.summary = summary
        self.format = format
        self.query = query
        self.form = form + version.field(besides: form)
        self.body = body
        self.isPaged = isPaged
        self.version = version
        self.bodyLimit = bodyLimit
        self.answer = answer
        self.again = again
        self.handle = handle
    }

    /// A resource that is read; `Model` is what the page shows and what the JSON holds.
    /// - Parameter changeable: the fields that its change takes, where the JSON holds them beside the model (`Page.changeable`).
    package static func read<Model: Codable & Sendable>(
        _ path: String, _ access: Access, _ summary: String, query: [Field] = [], as: Model.Type,
        format: Format = .both, changeable: [Field] = [], _ handle: @escaping @Sendable (Call) async throws -> Page
    ) -> Route {
        var route = Route(
            .get, path, access, summary, format: format, query: query, form: [], isPaged: Model.self is any Paged.Type,
            version: .reads, bodyLimit: 0, answer: { Schema.of(Model.self) }, handle: { .page(try await handle($0)) })
        route.changeable = changeable
        return route
    }

    /// Something else than a resource: a file, a script, a redirection.
    package static func get(
        _ path: String, _ access: Access, _ summary: String, query: [Field] = [],
        _ handle: @escaping @Sendable (Call) async throws -> Answer
    ) -> Route {
        Route(
            .get, path, access, summary, format: .pageOnly, query: query, form: [], version: .reads, bodyLimit: 0, answer: nil,
            handle: handle)
    }

    /// A file, of one of some types; also for programs.
    package static func file(
        _ path: String, _ access: Access, _ summary: String, query: [Field] = [], types: [FileType],
        _ handle: @escaping @Sendable (Call) async throws -> Answer
    ) -> Route {
        var route = Route(
            .get, path, access, summary, format: .both, query: query, form: [], version: .reads, bodyLimit: 0, answer: nil,
            handle: handle)
        route.fileTypes = types.map(\.mediaType)
        return route
    }

    /// What a picker offers of a long list, by the words typed there.
    package static func options(
        _ path: String, _ access: Access, _ summary: String, query: [Field] = [],
        _ handle: @escaping @Sendable (Call) async throws -> Answer
    ) -> Route {
        Route(
            .get, path, access, summary, format: .both, query: [Field("q", "关键字")] + query, form: [], version: .reads, bodyLimit: 0,
            answer: { Schema.of([OptionRow].self) }, handle: handle)
    }

    /// An act. When it is refused on a page, `again` draws the form with what was typed and what is wrong. What can't be
    /// taken back `asks` on pages before it is done; such an act goes through `Call.act`, where it can be tried.
    /// - Parameter version: how the act makes sure that nobody changed what the person saw (OPS-04); there is no default.
    package static func act(
        _ path: String, _ access: Access, _ summary: String, version: Versioning, query: [Field] = [], form: [Field] = [],
        method: Method = .post,
        format: Format = .both, bodyLimit: Int = ordinaryBodyLimit, answers: [any (Codable & Sendable).Type] = [Done.self],
        asks question: (@Sendable (Call) async throws -> Confirmation)? = nil,
        again: (@Sendable (Call, Problems) async throws -> Page)? = nil,
        _ handle: @escaping @Sendable (Call) async throws -> Answer
    ) -> Route {
        let declared = DeclaredFields(form + version.field(besides: form))
        return Route(
            method, path, access, summary, format: format, query: query, form: form, body: .form, version: version,
            bodyLimit: bodyLimit, answer: { Schema.any(of: answers) }, again: again,
            handle: { call in
                let call = call.guarded(by: version)
                let checked: @Sendable (Call) async throws -> Answer = { call in
                    try Self.refuseUnprintable(call.form, form)
                    // a page is told by the reading of its act, with what else is wrong
                    if call.wantsJSON { try declared.check(call.form, files: call.files) } else {
                        try declared.checkSingle(call.form)
                        try declared.checkChosen(call.form)
                    }
                    if version.isNamed { try Versioning.check(call.form) }
                    return try await handle(call)
                }
                guard let question else { return try await checked(call) }
                return try await call.confirmed(by: question, checked)
            })
    }

    private static func refuseUnprintable(_ typed: Values, _ form: [Field]) throws(Problems) {
        guard let name = typed.nameOfUnprintable else { return }
        let label = form.first { $0.name == name }?.label ?? "提交内容"
        throw Problems(name, label + "含有不可见字符，请删除后重新填写")
    }

    /// JSON in, JSON out; used by the field app and by other programs.
    package static func json<Out: Codable & Sendable>(
        _ method: Method, _ path: String, _ access: Access, _ summary: String, version: Versioning, as: Out.Type,
        bodyLimit: Int = ordinaryBodyLimit, _ handle: @escaping @Sendable (Call) async throws -> Out
    ) -> Route {
        Route(
            method, path, access, summary, format: .apiOnly, query: [], form: [], body: Body(of: method), version: version,
            bodyLimit: bodyLimit,
            answer: { Schema.of(Out.self) },
            handle: { call in .json(try JSONText.encode(try await handle(call.guarded(by: version)))) })
    }

    /// JSON that is read and written by hand, with answers of any status; used by the field app.
    package static func exchange(
        _ method: Method, _ path: String, _ access: Access, _ summary: String, version: Versioning, query: [Field] = [],
        bodyLimit: Int = ordinaryBodyLimit, files types: [FileType] = [], takes taken: (@Sendable () -> Schema)? = nil,
        _ handle: @escaping @Sendable (Call) async throws -> Answer
    ) -> Route {
        var route = Route(
            method, path, access, summary, format: .apiOnly, query: query, form: [], body: Body(of: method), version: version,
            bodyLimit: bodyLimit,
            answer: nil, handle: { try await handle($0.guarded(by: version)) })
        route.isUrgent = access != .everyone
        route.taken = taken
        if !types.isEmpty { route.fileTypes = types.map(\.mediaType) }
        return route
    }
}
