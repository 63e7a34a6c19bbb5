import HTTPTypes
import Hummingbird
import Ledger
import Markup
import NIOCore

/// From answers to responses.
extension Server {
    func rendered(_ answer: Answer, _ call: Call) async throws -> Response {
        switch answer {
        case .page(let page): return try await rendered(page, call)
        case .json(let bytes): return Self.response(200, "application/json; charset=utf-8", bytes)
        case .done(let done): return try rendered(done, call)
        case .session(let cookie, let done):
            var response = try rendered(done, call)
            response.headers.append(HTTPField(name: .setCookie, value: sessionCookie(Incoming.sessionCookie, cookie)))
            return response
        case .enterpriseSession(let cookie, let done):
            var response = try rendered(done, call)
            response.headers.append(HTTPField(name: .setCookie, value: sessionCookie(Incoming.enterpriseCookie, cookie)))
            return response
        case .file(let file): return try await rendered(file, known: call.knownTag)
        }
    }

    private func rendered(_ page: Page, _ call: Call) async throws -> Response {
        if call.wantsJSON { return Self.response(page.status, "application/json; charset=utf-8", try page.json()) }
        var html = HTML()
        html.once = page.status >= 400 ? call.onceKey ?? IdempotencyKey.newOnce() : IdempotencyKey.newOnce()
        if call.partial != nil {
            page.body(&html)
        } else {
            html.document(page, frame: await frame(login: call.login, enterprise: call.enterprise, path: call.path, notice: call.notice))
        }
        var response = Self.response(page.status, "text/html; charset=utf-8", html.bytes)
        if call.notice != nil, call.partial == nil {
            response.headers.append(HTTPField(name: .setCookie, value: "\(Incoming.noticeCookie)=; Path=/; Max-Age=0; SameSite=Lax\(secure)"))
        }
        return response
    }

    private func rendered(_ done: Done, _ call: Call) throws -> Response {
        if call.wantsJSON {
            return Self.response(200, "application/json; charset=utf-8", try JSONText.encode(done))
        }
        var response = Response(status: .seeOther)
        response.headers[.location] = done.location
        let notice = Notice(message: done.message + (done.once ?? ""), draft: call.path)
        response.headers.append(HTTPField(
            name: .setCookie, value: "\(Incoming.noticeCookie)=\(notice.cookie); Path=/; Max-Age=20; HttpOnly; SameSite=Lax\(secure)"))
        return response
    }

    /// A file that the browser has already is not sent again.
    private func rendered(_ file: FileAnswer, known: String?) async throws -> Response {
        var response: Response
        switch file.content {
        case .bytes(let bytes): response = Self.response(200, file.type ?? "application/octet-stream", bytes)
        case .kept(let hash, let vault):
            let tag = EntityTag.of(hash)
            if EntityTag.matches(known, tag) {
                response = Response(status: .notModified)
            } else {
                let open = try await FileDelivery.opened(hash, in: vault)
                let type: String
                if let known = file.type { type = known } else { type = try await FileDelivery.pictureType(of: open) }
                response = Response(status: .ok, headers: [.contentType: type], body: FileDelivery.body(of: open))
            }
            response.headers[.eTag] = tag
        case .path(let path):
            let open = try await FileDelivery.opened(path)
            response = Response(
                status: .ok, headers: [.contentType: file.type ?? "application/octet-stream"], body: FileDelivery.body(of: open))
        case .made(let made):
            // its name may go while it is sent: what is open stays readable
            let open = try await FileDelivery.opened(made.path)
            response = Response(
                status: .ok, headers: [.contentType: file.type ?? "application/octet-stream"], body: FileDelivery.body(of: open))
        }
        if let name = file.downloadName {
            response.headers[.contentDisposition] = "attachment; filename*=UTF-8''\(Values.encoded(name))"
        }
        response.headers[.cacheControl] = file.immutable ? "public, max-age=31536000, immutable" : "no-cache"
        if let policy = file.policy { response.headers[.contentSecurityPolicy] = policy }
        return response
    }

    /// Every failure becomes the page or the problem document its kind asks for; what is broken gets a number that
    /// people can tell and the log can be searched for.
    func failure(
        _ error: any Error, _ incoming: Incoming, _ route: Route?, _ login: Login?, _ enterprise: EnterpriseLogin?
    ) async -> Response {
        var fault = Fault(error)
        let side = route?.access.isForEnterprises == true ? "/enterprise" : ""
        if (error as? CallFault) == .signedOut, !incoming.api {
            var response = Response(status: .seeOther)
            response.headers[.location] = side + "/login?next=" + Values.encoded(incoming.path + (incoming.query.isEmpty ? "" : "?" + incoming.query))
            return response
        }
        if (error as? CallFault) == .passwordDue, !incoming.api {
            var response = Response(status: .seeOther)
            response.headers[.location] = side + "/password"
            return response
        }
        var reference: String?
        if let cause = fault.cause {
            let number = String(UInt32.random(in: 0...UInt32.max), radix: 36, uppercase: true)
            reference = number
            platform.log.error("broken", metadata: ["reference": "\(number)", "cause": "\(cause)", "path": "\(incoming.path)"])
        }
        if fault.status == 503 { fault.retryAfter = fault.retryAfter ?? 2 }
        let report = FailureReport(fault, reference: reference)
        var response: Response
        if incoming.api {
            response = Self.response(fault.status, "application/problem+json; charset=utf-8", (try? JSONText.encode(report)) ?? [])
        } else {
            let home = enterprise == nil ? "/" : "/enterprise"
            let page = Page(report.title, report, layout: enterprise != nil ? .enterprise : login == nil ? .open : .inner) { $1.failure($0, home: home) }
            var html = HTML()
            html.document(page, frame: await frame(login: login, enterprise: enterprise, path: incoming.path, notice: nil))
            response = Self.response(fault.status, "text/html; charset=utf-8", html.bytes)
        }
        if let seconds = fault.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
        if !fault.allowed.isEmpty { response.headers[.allow] = fault.allowed.joined(separator: ", ") }
        return response
    }

    func frame(login: Login?, enterprise: EnterpriseLogin?, path: String, notice: Notice?) async -> Frame {
        let account = login?.actor.account
        // a count that can't be read must not take the page away
        let unread = try? await platform.database.read { transaction in
            try account.map { try Message.unread(of: $0, in: transaction) } ?? 0
        }
        return Frame(
            platform: platform.settings.name, purpose: platform.settings.purpose, today: platform.clock.today(), login: login, enterprise: enterprise, notice: notice,
            menu: menu.groups(for: login?.actor, path: path), path: path, unreadMessages: unread ?? 0)
    }

    private func sessionCookie(_ name: String, _ token: String?) -> String {
        guard let token else { return "\(name)=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax\(secure)" }
        return "\(name)=\(token); Path=/; HttpOnly; SameSite=Lax\(secure)"
    }

    private var secure: String { platform.settings.isSecure ? "; Secure" : "" }

    static func response(_ status: Int, _ type: String, _ bytes: [UInt8]) -> Response {
        var response = Response(
            status: .init(code: status), headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        response.headers[.cacheControl] = "no-store"
        return response
    }
}

/// A failure as JSON (RFC 9457) and as a page.
struct FailureReport: Codable, Sendable {
    struct FieldProblem: Codable, Sendable {
        let field: String
        let message: String
    }

    let title: String
    let status: Int
    let code: String
    let detail: String
    let citation: String?
    let errors: [FieldProblem]
    let reference: String?

    init(_ fault: Fault, reference: String?) {
        title =
            switch fault.status {
            case 401: "请重新登录"
            case 403: "无操作权限"
            case 404: "未找到"
            case 409: "数据已更新"
            case 400..<500: "操作未完成"
            default: "系统错误"
            }
        status = fault.status
        code = fault.code
        detail = fault.message
        citation = fault.citation
        errors = fault.problems?.byField.map { FieldProblem(field: $0.name, message: $0.message) } ?? []
        self.reference = reference
    }
}
