import Authority
import HTTPTypes
import Hummingbird
import Logging
import Markup
import NIOCore
import Storage

/// Turns HTTP into calls and answers into HTTP. Everything a route must not forget happens here: who calls, whether
/// they may, whether the call is forged, limits, headers, failures, the log line.
package struct Server: Sendable {
    let platform: Platform
    let routes: [Route]
    let menu: [MenuEntry]
    let metrics = Metrics()

    package init(platform: Platform, routes: [Route], menu: [MenuEntry]) {
        self.platform = platform
        self.routes = routes
        self.menu = menu
    }

    package struct Context: RequestContext, RemoteAddressRequestContext {
        package var coreContext: CoreRequestContextStorage
        package let remoteAddress: SocketAddress?
        package init(source: ApplicationRequestContextSource) {
            coreContext = .init(source: source)
            remoteAddress = source.channel.remoteAddress
        }
    }

    /// The router with every route under its paths.
    package func router() -> Router<Context> {
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        for route in routes + operationsRoutes + refusalRoutes {
            if route.format != .apiOnly { register(route, under: "", on: router) }
            if route.format != .pageOnly { register(route, under: "/api/v1", on: router) }
        }
        // added last: it stands before no route, only before the answer to what is none
        router.add(middleware: UnknownDoor(server: self))
        return router
    }

    /// Answers what no route answers, whatever the method, like every other failure.
    private struct UnknownDoor: RouterMiddleware {
        let server: Server

        func handle(
            _ request: Request, context: Context, next: (Request, Context) async throws -> Response
        ) async throws -> Response {
            await server.respond(to: request, context, route: nil, api: false)
        }
    }

    private func register(_ route: Route, under prefix: String, on router: Router<Context>) {
        let method: HTTPRequest.Method =
            switch route.method {
            case .get: .get
            case .post: .post
            case .put: .put
            }
        router.on(RouterPath(prefix + route.path), method: method) { request, context in
            await respond(to: request, context, route: route, api: !prefix.isEmpty)
        }
    }

    /// Nobody who calls waits for the store longer than `Patience.ofCalls`.
    private func respond(to request: Request, _ context: Context, route: Route?, api: Bool) async -> Response {
        await Patience.$milliseconds.withValue(Patience.ofCalls) {
            await answered(request, context, route: route, api: api)
        }
    }

    private func answered(_ request: Request, _ context: Context, route: Route?, api: Bool) async -> Response {
        let start = ContinuousClock.now
        let incoming = Incoming(request, context, api: api, trustsProxy: platform.settings.trustsProxy,
            publicURL: platform.settings.publicURL)
        var login: Login?, enterprise: EnterpriseLogin?
        var call: Call?
        var response: Response
        do {
            if route?.access.isForEnterprises == true {
                enterprise = try await findEnterprise(incoming)
            } else {
                login = try await findLogin(incoming)
            }
            guard let route else { throw NotFound() }
            try await admit(incoming, route, login, enterprise)
            let made = try await makeCall(incoming, request, context, route, login, enterprise)
            call = made
            response = try await rendered(try await route.handle(made), made)
        } catch {
            response = await failure(error, incoming, route, login, enterprise, call)
        }
        SecurityHeaders.add(
            to: &response.headers, policy: response.headers[.contentSecurityPolicy], isSecure: platform.settings.isSecure)
        let elapsed = start.duration(to: .now)
        metrics.note(status: response.status.code, elapsed: elapsed)
        platform.log.info("call", metadata: [
            "method": "\(request.method)", "route": "\(route?.path ?? "-")", "status": "\(response.status.code)",
            "µs": "\(elapsed.components.seconds * 1_000_000 + elapsed.components.attoseconds / 1_000_000_000_000)",
            "account": "\(login.map { "\($0.actor.account)" } ?? enterprise.map { "\($0.actor.account)" } ?? "-")",
        ])
        return response
    }

    private func findLogin(_ incoming: Incoming) async throws -> Login? {
        guard let (channel, token) = incoming.session else { return nil }
        return try await platform.sessions.current(token: token, channel: channel, origin: incoming.origin)
            .map(Login.init(session:))
    }

    private func findEnterprise(_ incoming: Incoming) async throws -> EnterpriseLogin? {
        guard let (channel, token) = incoming.enterpriseSession else { return nil }
        return try await platform.enterpriseSessions.current(token: token, channel: channel, origin: incoming.origin)
            .map(EnterpriseLogin.init(session:))
    }

    /// Whether the caller may use the route at all.
    private func admit(_ incoming: Incoming, _ route: Route, _ login: Login?, _ enterprise: EnterpriseLogin?) async throws {
        let isNew: Bool
        switch route.access {
        case .everyone: return
        case .newAccount: isNew = true
        case .signedIn, .needs, .needsAny: isNew = false
        case .enterprise(let access):
            guard let enterprise else { throw try await findLogin(incoming) == nil ? CallFault.signedOut : route.access.denial }
            if enterprise.mustChangePassword, access != .newAccount { throw CallFault.passwordDue }
            guard route.access.admits(enterprise.actor.kind) else { throw route.access.denial }
            return
        }
        // whoever is logged in on the other side is told so, and not sent to a login
        guard let login else { throw try await findEnterprise(incoming) == nil ? CallFault.signedOut : route.access.denial }
        if login.mustChangePassword, !isNew { throw CallFault.passwordDue }
        guard route.access.admits(login.actor) else { throw route.access.denial }
    }

    private func makeCall(
        _ incoming: Incoming, _ request: Request, _ context: Context, _ route: Route, _ login: Login?, _ enterprise: EnterpriseLogin?
    ) async throws -> Call {
        var values = Values()
        var files: [UploadedFile] = []
        var body: [UInt8] = []
        if route.method != .get {
            body = try await Self.collect(request.body, limit: route.bodyLimit)
            switch incoming.contentType.prefix(while: { $0 != ";" }) {
            case "application/x-www-form-urlencoded": values = Values(urlEncoded: String(decoding: body, as: UTF8.self))
            case "multipart/form-data":
                guard let parts = Multipart.parse(body, contentType: incoming.contentType) else { throw CallFault.malformed }
                (values, files, body) = (parts.values, parts.files, [])
            case "application/json" where !route.form.isEmpty: values = try JSONValues.read(body)
            default: break
            }
            try guardAgainstForgery(incoming, values, login, enterprise)
        }
        let query = Values(urlEncoded: incoming.query)
        guard query.nameOfUnprintable == nil else { throw Problems(general: "查询条件含有不可见字符，请删除后重新查询") }
        let parameters = Dictionary(context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { a, _ in a })
        guard !parameters.values.contains(where: { $0.utf8.contains(0) }) else { throw NotFound() }
        return Call(
            platform: platform, path: incoming.path, parameters: parameters, query: query, form: values, files: files, body: body, login: login, enterprise: enterprise,
            wantsJSON: incoming.api, partial: incoming.partial, idempotencyKey: incoming.idempotencyKey,
            origin: incoming.origin, userAgent: incoming.userAgent,
            knownTag: incoming.knownTag, keptCookie: incoming.keptCookie, notice: incoming.notice,
            referrer: incoming.referrer)
    }

    /// A changing call of a logged-in browser carries the session's token; a foreign Origin never passes.
    private func guardAgainstForgery(_ incoming: Incoming, _ values: Values, _ login: Login?, _ enterprise: EnterpriseLogin?) throws {
        if let origin = incoming.originHeader, origin != "null", !incoming.isSameOrigin(origin, publicURL: platform.settings.publicURL) {
            throw CallFault.forged
        }
        let token = incoming.formToken ?? values["_csrf"] ?? ""
        let isForged = login?.session.isForged(csrfToken: token) ?? enterprise?.session.isForged(csrfToken: token) ?? false
        guard !isForged else { throw CallFault.forged }
    }

    private static func collect(_ body: RequestBody, limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in body {
            guard bytes.count + piece.readableBytes <= limit else { throw CallFault.tooLarge(limit) }
            bytes.append(contentsOf: piece.readableBytesView)
        }
        return bytes
    }
}

extension Route.Access {
    var permission: Permission? {
        switch self {
        case .needs(let permission): permission
        case .needsAny(let permissions): permissions.first
        case .everyone, .newAccount, .signedIn, .enterprise: nil
        }
    }

    var isForEnterprises: Bool {
        switch self {
        case .enterprise: true
        case .everyone, .newAccount, .signedIn, .needs, .needsAny: false
        }
    }

    /// Any one of these opens the route.
    var permissions: [Permission] {
        switch self {
        case .needs(let permission): [permission]
        case .needsAny(let permissions): permissions
        case .everyone, .newAccount, .signedIn, .enterprise: []
        }
    }

    fileprivate var denial: PermissionDenied { PermissionDenied(permission: permission ?? .readLog) }
}
