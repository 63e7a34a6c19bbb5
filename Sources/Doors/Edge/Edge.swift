import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Synchronization

/// What the connections of this process share.
final class Edge: Sendable {
    let limits: EdgeLimits
    let connections: ConnectionCount
    let admission: Admission
    let bodies: BodyBudget
    let metrics: Metrics
    let known = KnownLogins()
    /// A peer that may be the proxy of everybody is not counted as one visitor.
    let trust: ProxyTrust
    private let isSecure: Bool
    let refusal: OverloadAnswer
    private let urgent: [(method: String, path: [Substring])]

    init(platform: Platform, routes: [Route], limits: EdgeLimits, metrics: Metrics) {
        self.limits = limits
        self.metrics = metrics
        connections = ConnectionCount(most: limits.connections, ofOne: limits.connectionsPerOrigin)
        admission = Admission(running: limits.running, longestWait: limits.longestWait)
        bodies = BodyBudget(limits.bodies)
        trust = platform.settings.trust
        isSecure = platform.settings.isSecure
        refusal = OverloadAnswer(platform)
        urgent = routes.filter(\.isUrgent).map { ($0.method.rawValue, ("/api/v1" + $0.path).split(separator: "/")) }
    }

    /// Which lane a request takes, told by its head alone.
    func lane(_ head: HTTPRequest) -> Admission.Lane {
        let path = (head.path ?? "").prefix { $0 != "?" }
        if Self.signsOfLife.contains(String(path)) { return .free }
        let parts = path.split(separator: "/")
        let isUrgent = urgent.contains { route in
            route.method == head.method.rawValue && route.path.count == parts.count
                && zip(route.path, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return isUrgent && known.holds(Incoming.sessionText(head.headerFields, isSecure: isSecure)) ? .submission : .ordinary
    }

    private static let signsOfLife: Set<String> = ["/healthz", "/readyz", "/metrics"]
}

/// Cookies that were found to be somebody's login not long ago: while the platform is overloaded a submission passes
/// before the others without asking the database first, and an invented cookie doesn't.
final class KnownLogins: Sendable {
    private let seen = Mutex<[Int: ContinuousClock.Instant]>([:])
    private static let goodFor = Duration.seconds(1800)
    private static let most = 20_000

    func note(_ cookie: String?) {
        guard let cookie else { return }
        seen.withLock { seen in
            if seen.count >= Self.most { seen.removeAll(keepingCapacity: true) }
            seen[cookie.hashValue] = .now
        }
    }

    func holds(_ cookie: String?) -> Bool {
        guard let cookie, let last = seen.withLock({ $0[cookie.hashValue] }) else { return false }
        return last.duration(to: .now) < Self.goodFor
    }
}

/// 503 for whoever is to come again, made once: saying no must cost next to nothing.
struct OverloadAnswer: Sendable {
    struct Made: Sendable {
        let head: HTTPResponse
        let bytes: ByteBuffer

        var response: Response { Response(status: head.status, headers: head.headerFields, body: ResponseBody(byteBuffer: bytes)) }
    }

    private let page: Made
    private let problem: Made
    /// After how many seconds it may be tried again.
    static let seconds = 2

    init(_ platform: Platform) {
        let report = FailureReport(Fault(Admission.Full()), reference: nil)
        var html = HTML(assets: platform.assets.prefix)
        html.document(Page(report.title, report, layout: .bare) { $1.failure($0, home: "/") }, frame: Frame(
            platform: platform.settings.name, purpose: platform.settings.purpose, today: platform.clock.today(), login: nil,
            enterprise: nil, notice: nil, menu: [], entries: [], path: "/", unreadMessages: 0))
        func made(_ type: String, _ bytes: [UInt8]) -> Made {
            var fields: HTTPFields = [
                .contentType: type, .contentLength: "\(bytes.count)", .cacheControl: "no-store", .retryAfter: "\(Self.seconds)",
            ]
            SecurityHeaders.add(to: &fields, policy: nil, isSecure: platform.settings.isSecure)
            return Made(head: HTTPResponse(status: .serviceUnavailable, headerFields: fields), bytes: ByteBuffer(bytes: bytes))
        }
        page = made("text/html; charset=utf-8", html.bytes)
        problem = made("application/problem+json; charset=utf-8", (try? JSONText.encode(report)) ?? [])
    }

    subscript(api isAPI: Bool) -> Made { isAPI ? problem : page }
}
