import Authority
import HTTPTypes
import Hummingbird

/// The parts of a request's head that calls are made of.
package struct Incoming: Sendable {
    package let api: Bool
    /// Without `/api/v1`.
    package let path: String
    /// As called.
    package let whole: String
    package let query: String
    let contentType: String
    let partial: String?
    package let idempotencyKey: String?
    package let formToken: String?
    let originHeader: String?
    package let host: String
    private let hasOneHost: Bool
    /// Packed on the way in a manner that nobody here undoes.
    private let isPacked: Bool
    package let source: ProxyTrust.Source
    /// The page of ours that the call was sent from, with its query.
    let referrer: String?
    package let userAgent: String
    let knownTag: String?
    let encodings: Encodings
    package let session: (channel: Channel, token: SessionToken)?
    package let enterpriseSession: (channel: Channel, token: SessionToken)?
    /// What a refused act left with somebody who is not logged in.
    let keptCookie: String?
    /// The message the last act left for this page.
    package let notice: Notice?

    static let keptCookieName = "mingcha-again"
    static let noticeCookie = "mingcha-notice"

    /// Where the call came from.
    package var origin: String { source.origin }

    /// What only those send who ask for others.
    private static let forwarding = [
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via",
    ].compactMap { HTTPField.Name($0) }

    package init(_ request: Request, _ context: Server.Context, api: Bool, settings: Platform.Settings) {
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
        isPacked = Self.header("Transfer-Encoding", headers).map { $0.lowercased() != "chunked" } ?? false
        userAgent = String((headers[.userAgent] ?? "").prefix(200))
        knownTag = headers[.ifNoneMatch]
        encodings = Encodings(headers[.acceptEncoding])
        let cookies = Self.cookies(headers[.cookie] ?? "")
        session = cookies[SessionCookie.agency.name(isSecure: settings.isSecure)].flatMap(SessionCookie.read)
        enterpriseSession = cookies[SessionCookie.enterprise.name(isSecure: settings.isSecure)].flatMap(SessionCookie.read)
        keptCookie = cookies[Self.keptCookieName]
        notice = cookies[Self.noticeCookie].map(Notice.init(cookie:))
        referrer = Self.referrer(headers[.referer] ?? "", host: host, publicURL: settings.publicURL)
        source = settings.trust.source(
            peer: context.remoteAddress?.ipAddress, forwarded: Self.header("X-Forwarded-For", headers),
            isForwarded: Self.forwarding.contains { headers.contains($0) })
    }

    /// What holds for every call, whatever door it is for.
    package func check() throws(CallFault) {
        guard hasOneHost else { throw .noHost }
        guard !isPacked else { throw .unreadable("不支持的传输编码，请直接发送内容") }
        guard whole.utf8.count + query.utf8.count <= CallLimits.address else { throw .addressTooLong }
    }

    func isSameOrigin(_ origin: String, publicURL: String) -> Bool {
        origin == publicURL || origin == "http://" + host || origin == "https://" + host
    }

    /// Browsers name the page a form was on to its own server (Referrer-Policy: same-origin); other callers name none.
    private static func referrer(_ address: String, host: String, publicURL: String) -> String? {
        let own = [publicURL, "http://" + host, "https://" + host].first { address.hasPrefix($0 + "/") }
        return own.flatMap { OwnAddress.checked(String(address.dropFirst($0.count))) }
    }

    /// What the head of a request says of a login, unproven.
    static func sessionText(_ headers: HTTPFields, isSecure: Bool) -> String? {
        headers[.cookie].flatMap { cookies($0)[SessionCookie.agency.name(isSecure: isSecure)] }
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
