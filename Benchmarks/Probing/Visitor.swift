/// Somebody logged in: the cookie and the form token that every further request carries.
package struct Visitor: Sendable {
    package let cookie: String
    package let formToken: String

    package static let sessionCookie = "mingcha-session"

    package init(account: String, password: String, on connection: HTTPConnection) throws(ProbeFailure) {
        let answer = try connection.ask(.form("/login", ["account": account, "password": password]))
        try self.init(answer, cookie: Self.sessionCookie, home: "/", account, on: connection)
    }

    /// Somebody of an enterprise.
    package init(enterprise code: String, mobile: String, password: String, on connection: HTTPConnection) throws(ProbeFailure) {
        let answer = try connection.ask(.form("/enterprise/login", ["code": code, "mobile": mobile, "password": password]))
        try self.init(answer, cookie: "mingcha-enterprise", home: "/enterprise", mobile, on: connection)
    }

    private init(
        _ answer: HTTPReply, cookie name: String, home address: String, _ account: String, on connection: HTTPConnection
    ) throws(ProbeFailure) {
        guard answer.status == 303, let token = answer.cookie(name) else { throw .loginRefused(account) }
        cookie = name + "=" + token
        let home = try connection.ask(HTTPQuestion("GET", address, headers: [("Cookie", cookie)]))
        let parts = home.text.split(separator: "<meta name=\"csrf\" content=\"", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw .loginRefused(account) }
        formToken = String(parts[1].prefix { $0 != "\"" })
    }

    package func get(_ path: String) -> HTTPQuestion { HTTPQuestion("GET", path, headers: [("Cookie", cookie)]) }

    /// - Parameter key: the `Idempotency-Key`.
    package func post(_ path: String, json: String, key: String? = nil) -> HTTPQuestion {
        HTTPQuestion("POST", path, headers: changing(key), type: "application/json", body: Array(json.utf8))
    }

    package func put(_ path: String, bytes: [UInt8], type: String) -> HTTPQuestion {
        HTTPQuestion("PUT", path, headers: changing(nil), type: type, body: bytes)
    }

    package func post(_ path: String, form: KeyValuePairs<String, String>, key: String? = nil) -> HTTPQuestion {
        .form(path, form, headers: changing(key))
    }

    private func changing(_ key: String?) -> [(String, String)] {
        [("Cookie", cookie), ("X-CSRF-Token", formToken)] + (key.map { [("Idempotency-Key", $0)] } ?? [])
    }
}
