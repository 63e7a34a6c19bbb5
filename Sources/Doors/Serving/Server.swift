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
    package let platform: Platform
    package let routes: [Route]
    package let menu: [MenuEntry]
    let deniedCalls = DeniedCalls()
    package let metrics: Metrics
    let edge: Edge
    /// What people without login may send to be taken apart.
    private let strangers: OriginThrottle
    private let proxies = ProxyWatch()

    package init(platform: Platform, routes: [Route], menu: [MenuEntry], limits: EdgeLimits = EdgeLimits()) {
        metrics = Metrics()
        edge = Edge(platform: platform, routes: routes, limits: limits, metrics: metrics)
        platform.assets.pack()
        self.platform = platform
        self.routes = Route.acquainted(routes)
        self.menu = menu
        strangers = OriginThrottle(limit: CallLimits.strangersBytes, clock: platform.clock)
    }

    package struct Context: RequestContext, RemoteAddressRequestContext {
        package var coreContext: CoreRequestContextStorage
        package let remoteAddress: SocketAddress?
        /// The thread of the connection.
        let loop: any EventLoop
        package init(source: ApplicationRequestContextSource) {
            coreContext = .init(source: source)
            remoteAddress = source.channel.remoteAddress
            loop = source.channel.eventLoop
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
        router.add(middleware: UnknownDoor(server: self, doors: RouteTable(routes + operationsRoutes)))
        return router
    }

    /// Answers what no route answers, whatever the method, like every other failure.
    private struct UnknownDoor: RouterMiddleware {
        let server: Server
        let doors: RouteTable

        func handle(
            _ request: Request, context: Context, next: (Request, Context) async throws -> Response
        ) async throws -> Response {
            await server.respond(to: request, context, route: nil, api: false, otherwise: doors.fault(at: request.uri.path))
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

    /// Nobody who calls waits for the store longer than `Patience.ofCalls`, however often the call asks it.
    private func respond(
        to request: Request, _ context: Context, route: Route?, api: Bool, otherwise: any Error = NotFound()
    ) async -> Response {
        // in a task of its own, whose memory is given back before the answer is sent: a connection, however long it reads
        // or does nothing, holds none of it
        async let response = Patience.ofOneCall {
            await answered(request, context, route: route, api: api, otherwise: otherwise)
        }
        return await response
    }

    private func answered(
        _ request: Request, _ context: Context, route: Route?, api: Bool, otherwise: any Error
    ) async -> Response {
        let start = ContinuousClock.now
        let incoming = Incoming(request, context, api: api, settings: platform.settings)
        if let proxy = incoming.source.undeclared { proxies.note(proxy, platform) }
        var login: Login?, enterprise: EnterpriseLogin?
        var call: Call?
        var response: Response
        var turn = Turn(edge.admission, edge.lane(request.head))
        var held = HeldBody()
        defer { edge.bodies.giveBack(held.bytes, of: held.caller) }
        do {
            try incoming.check()
            try await turn.take()
            if route?.access.isForEnterprises == true {
                enterprise = try await findEnterprise(incoming)
            } else {
                login = try await findLogin(incoming)
            }
            guard let route else { throw otherwise }
            try await admit(incoming, route, login, enterprise)
            var made = try await makeCall(incoming, request, context, route, login, enterprise, &turn, &held)
            made.loop = context.loop
            call = made
            response = try await rendered(try await route.handle(made), made)
        } catch is Admission.Full {
            response = edge.refusal[api: incoming.api].response
        } catch {
            await noteDenial(error, route, login, enterprise)
            response = await failure(error, incoming, route, login, enterprise, call)
        }
        turn.giveBack()
        if login != nil { edge.known.note(Incoming.sessionText(request.headers, isSecure: platform.settings.isSecure)) }
        SecurityHeaders.add(
            to: &response.headers, policy: response.headers[.contentSecurityPolicy], isSecure: platform.settings.isSecure)
        let elapsed = start.duration(to: .now)
        metrics.note(status: response.status.code, elapsed: elapsed)
        platform.log.info("call", metadata: [
            "client": "\(incoming.origin)", "method": "\(request.method)", "route": "\(route?.path ?? "-")",
            "status": .stringConvertible(response.status.code),
            "microseconds": .stringConvertible(elapsed.components.seconds * 1_000_000 + elapsed.components.attoseconds / 1_000_000_000_000),
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
        _ incoming: Incoming, _ request: Request, _ context: Context, _ route: Route, _ login: Login?, _ enterprise: EnterpriseLogin?,
        _ turn: inout Turn, _ held: inout HeldBody
    ) async throws -> Call {
        var body = CallBody()
        if route.method != .get {
            held.caller = login.map { "\($0.actor.account)" } ?? enterprise.map { "\($0.actor.account)" } ?? VisitorOrigin.counted(incoming.origin)
            // a slow sender holds nobody's place
            turn.giveBack()
            body = try await CallBody.read(type: incoming.contentType, for: route) { limit in
                try await collect(request, limit: limit, &held)
            } admit: { count in
                if route.access == .everyone { try strangers.admit(incoming.origin, weight: count) }
            }
            try await turn.take()
            try guardAgainstForgery(incoming, body.values, route, login, enterprise)
            guard incoming.idempotencyKey.map(IdempotencyKey.isValid) ?? true else { throw CallFault.keyInvalid }
        }
        let query = try Values(urlEncoded: Array(incoming.query.utf8), CallLimits(query: ()))
        guard query.nameOfUnprintable == nil else { throw Problems(general: "查询条件含有不可见字符，请删除后重新查询") }
        // a page shows its filters and what they found; a program is told what it asked for wrongly
        if incoming.api {
            try DeclaredFields(route.asked).checkQuery(query)
            if route.isPaged { try ListPage.checkNumber(query["page"]) }
        }
        let parameters = Dictionary(context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { a, _ in a })
        guard !parameters.values.contains(where: { $0.utf8.contains(0) }) else { throw NotFound() }
        var call = Call(
            platform: platform, path: incoming.path, parameters: parameters, query: query.cleaned(), form: body.values, files: body.files, body: body.bytes, login: login, enterprise: enterprise,
            wantsJSON: incoming.api, partial: incoming.partial, idempotencyKey: incoming.idempotencyKey,
            origin: incoming.origin, mayReadMetrics: incoming.source.mayReadMetrics, userAgent: incoming.userAgent,
            knownTag: incoming.knownTag, keptCookie: incoming.keptCookie, encodings: incoming.encodings, notice: incoming.notice,
            referrer: incoming.referrer)
        if let login, route.method == .get, !incoming.api, incoming.partial == nil { call.unread = UnreadCount(of: login.actor.account) }
        return call
    }

    /// A changing call of a logged-in browser carries the session's token; a foreign Origin never passes, and one that a
    /// browser keeps to itself (`null`, as of a sandboxed frame) passes only with the token. At a door without login there
    /// is nothing that a login would add: a page of it that was opened before somebody logged in works as it did.
    private func guardAgainstForgery(
        _ incoming: Incoming, _ values: Values, _ route: Route, _ login: Login?, _ enterprise: EnterpriseLogin?
    ) throws {
        let isSigned = route.access != .everyone && (login != nil || enterprise != nil)
        if let origin = incoming.originHeader, !(origin == "null" && isSigned),
            !incoming.isSameOrigin(origin, publicURL: platform.settings.publicURL)
        {
            throw CallFault.forged
        }
        guard isSigned else { return }
        let token = incoming.formToken ?? values["_csrf"] ?? ""
        guard let session = login.map({ $0.session.isForged(csrfToken:) }) ?? enterprise.map({ $0.session.isForged(csrfToken:) }) else { return }
        // masked as pages carry it, or bare
        guard !session(FormToken.unmasked(token)) || !session(token) else { throw CallFault.forged }
    }

    /// - Parameter held: bytes taken of what all bodies together may hold, until the call is answered.
    /// - Throws: `CallFault`; whatever else ends a body early is the sender's doing, and no fault of ours.
    private func collect(_ request: Request, limit: Int, _ held: inout HeldBody) async throws -> [UInt8] {
        let declared = request.headers[.contentLength].flatMap { Int($0) }
        guard declared ?? 0 <= limit else { throw CallFault.tooLarge(limit) }
        var bytes: [UInt8] = []
        do {
            for try await piece in request.body {
                guard bytes.count + piece.readableBytes <= limit else { throw CallFault.tooLarge(limit) }
                guard edge.bodies.take(piece.readableBytes, for: held.caller) else { throw Admission.Full() }
                held.bytes += piece.readableBytes
                bytes.append(contentsOf: piece.readableBytesView)
            }
        } catch let fault as CallFault {
            throw fault
        } catch is Admission.Full {
            throw Admission.Full()
        } catch {
            throw CallFault.unreadable("请求没有完整送达，请重试")
        }
        guard declared ?? bytes.count == bytes.count else { throw CallFault.unreadable("请求没有完整送达，请重试") }
        return bytes
    }
}

extension Route.Access {
    package var permission: Permission? {
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
    package var permissions: [Permission] {
        switch self {
        case .needs(let permission): [permission]
        case .needsAny(let permissions): permissions
        case .everyone, .newAccount, .signedIn, .enterprise: []
        }
    }

    fileprivate var denial: PermissionDenied { PermissionDenied(permission: permission ?? .readLog) }
}
