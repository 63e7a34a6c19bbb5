import Authority
import HTTPTypes
import Hummingbird

/// The parts of a request's head that calls are made of.
struct Incoming: Sendable {
    let api: Bool
    /// Without `/api/v1`.
    let path: String
    /// As called.
    let whole: String
    let query: String
    let contentType: String
    let partial: String?
    let idempotencyKey: String?
    let formToken: String?
    let originHeader: String?
    let host: String
    private let hasOneHost: Bool
    let origin: String
    let userAgent: String
    let knownTag: String?
    let session: (channel: Channel, token: SessionToken)?
    let enterpriseSession: (channel: Channel, token: SessionToken)?
    /// The message the last act left for this page.
    let notice: Notice?

    static let sessionCookie = "mingcha-session"
    static let enterpriseCookie = "mingcha-enterprise"
    static let noticeCookie = "mingcha-notice"

    init(_ request: Request, _ context: Server.Context, api: Bool, trustsProxy: Bool) {
        let full = request.uri.path
        self.api = api || full.hasPrefix("/api/")
        whole = full
        path = api ? String(full.dropFirst("/api/v1".count)) : full
        query = request.uri.query ?? ""
        let headers = request.headers
        contentType = headers[.contentType] ?? ""
        partial = Self.header("X-Partial", headers)
        idempotencyKey = Self.header("Idempotency-Key", headers)
        formToken = Self.header("X-CSRF-Token", headers)
        originHeader = headers[.origin]
        host = request.head.authority ?? ""
        // the first one is the authority, further ones stay among the headers
        hasOneHost = !host.isEmpty && Self.header("Host", headers) == nil
        userAgent = String((headers[.userAgent] ?? "").prefix(200))
        knownTag = headers[.ifNoneMatch]
        let cookies = Self.cookies(headers[.cookie] ?? "")
        session = cookies[Self.sessionCookie].flatMap(Self.session)
        enterpriseSession = cookies[Self.enterpriseCookie].flatMap(Self.session)
        notice = cookies[Self.noticeCookie].map(Notice.init(cookie:))
        let forwarded = trustsProxy ? Self.header("X-Forwarded-For", headers)?.split(separator: ",").last : nil
        origin = forwarded.map { $0.filter { !$0.isWhitespace } } ?? context.remoteAddress?.ipAddress ?? "local"
    }

    /// What holds for every call, whatever door it is for.
    func check() throws(CallFault) {
        guard hasOneHost else { throw .noHost }
        guard whole.utf8.count + query.utf8.count <= CallLimits.address else { throw .addressTooLong }
    }

    func isSameOrigin(_ origin: String, publicURL: String) -> Bool {
        origin == publicURL || origin == "http://" + host || origin == "https://" + host
    }

    /// The cookie names the channel before the token: `desktop.…` or `mobile.…`.
    static func cookie(_ channel: Channel, _ token: SessionToken) -> String { channel.rawValue + "." + token.text }

    private static func session(_ cookie: String) -> (channel: Channel, token: SessionToken)? {
        let parts = cookie.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let channel = Channel(rawValue: String(parts[0])) else { return nil }
        return (channel, SessionToken(String(parts[1])))
    }

    private static func header(_ name: String, _ headers: HTTPFields) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    private static func cookies(_ header: String) -> [String: String] {
        var cookies: [String: String] = [:]
        for pair in header.split(separator: ";") {
            let parts = pair.drop(while: { $0 == " " }).split(separator: "=", maxSplits: 1)
            if parts.count == 2 { cookies[String(parts[0])] = String(parts[1]) }
        }
        return cookies
    }
}
