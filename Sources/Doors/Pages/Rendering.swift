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
        case .json(let bytes): return Self.response(200, Self.json, bytes, call.encodings)
        case .done(let done): return try rendered(done, call)
        case .question(let question):
            if call.referrer != nil, let response = await kept(KeptPage(question), call.login, call.enterprise) { return response }
            return try await rendered(
                Page(question, layout: call.enterprise == nil ? .inner : .enterprise, formToken: call.login?.formToken ?? call.enterprise?.formToken),
                call)
        case .session(let cookie, let done):
            var response = try rendered(done, call)
            response.headers.append(HTTPField(name: .setCookie, value: sessionCookie(.agency, cookie)))
            return response
        case .enterpriseSession(let cookie, let done):
            var response = try rendered(done, call)
            response.headers.append(HTTPField(name: .setCookie, value: sessionCookie(.enterprise, cookie)))
            return response
        case .file(let file): return try await rendered(file, call)
        }
    }

    package static let json = "application/json; charset=utf-8"
    package static let html = "text/html; charset=utf-8"

    private func rendered(_ page: Page, _ call: Call) async throws -> Response {
        if let name = page.fixedName, call.wantsJSON || call.isAnonymous {
            let answer = try await fixed(page, name, call)
            var response = answer.response(known: call.knownTag, call.encodings)
            // asked again each time, and told by its tag that nothing changed
            response.headers[.cacheControl] = "no-cache"
            return response
        }
        if call.wantsJSON { return Self.response(page.status, Self.json, try page.json(), call.encodings) }
        var html = HTML(assets: platform.assets.prefix, reserving: Self.usualPage)
        html.once = page.once.flatMap { IdempotencyKey.isOnce($0) ? $0 : nil } ?? IdempotencyKey.newOnce()
        if call.partial != nil {
            page.body(&html)
        } else {
            html.document(page, frame: await frame(
                login: call.login, enterprise: call.enterprise, path: page.place ?? call.path, notice: call.notice, unread: call.unread?.known))
        }
        var response = Self.response(page.status, html, call.encodings)
        if call.notice != nil, call.partial == nil {
            response.headers.append(HTTPField(name: .setCookie, value: "\(Incoming.noticeCookie)=; Path=/; Max-Age=0; SameSite=Lax\(secure)"))
        }
        return response
    }

    /// So much that most lists of fifty rows need no more.
    private static let usualPage = 96 << 10

    /// As many as a cookie takes; the list still shows the others.
    private static func refusals(_ done: Done) -> String {
        let refused = done.refused ?? []
        let told = refused.prefix(8).map { "\($0.name)：\($0.message)" }
        return told.isEmpty ? "" : "。" + told.joined(separator: "；") + (refused.count > told.count ? "；等" : "")
    }

    private func fixed(_ page: Page, _ name: String, _ call: Call) async throws -> FixedAnswer {
        if call.wantsJSON {
            return try platform.fixed.answer("json " + name) { FixedAnswer(try page.json(), type: Self.json) }
        }
        let frame = await frame(login: nil, enterprise: nil, path: call.path, notice: nil)
        return try platform.fixed.answer("page " + name) {
            var html = HTML(assets: platform.assets.prefix)
            html.document(page, frame: frame)
            return FixedAnswer(html.bytes, type: Self.html)
        }
    }

    private func rendered(_ done: Done, _ call: Call) throws -> Response {
        if call.wantsJSON {
            return Self.response(200, Self.json, try JSONText.encode(done))
        }
        var response = Response(status: .seeOther)
        response.headers[.location] = done.location
        let notice = Notice(message: done.message + (done.once ?? "") + Self.refusals(done), isWarning: done.refused != nil, draft: call.path + (call.query.isEmpty ? "" : "?" + call.query.urlEncoded))
        response.headers.append(HTTPField(
            name: .setCookie, value: "\(Incoming.noticeCookie)=\(notice.cookie); Path=/; Max-Age=20; HttpOnly; SameSite=Lax\(secure)"))
        return response
    }

    /// A file that the browser has already is not sent again.
    private func rendered(_ file: FileAnswer, _ call: Call) async throws -> Response {
        var response: Response
        switch file.content {
        case .bytes(let bytes): response = Self.response(200, file.type ?? "application/octet-stream", bytes, call.encodings)
        case .kept(let hash, let vault):
            let tag = EntityTag.of(hash)
            if EntityTag.matches(call.knownTag, tag) {
                response = Response(status: .notModified)
            } else {
                let open = try await FileDelivery.opened(hash, in: vault)
                let type: String
                if let known = file.type { type = known } else { type = try await FileDelivery.pictureType(of: open) }
                response = Response(status: .ok, headers: [.contentType: type], body: FileDelivery.body(of: open, on: call.loop))
            }
            response.headers[.eTag] = tag
        case .fixed(let answer): response = answer.response(known: call.knownTag, call.encodings)
        case .made(let made):
            // its name may go while it is sent: what is open stays readable
            let open = try await FileDelivery.opened(made.path)
            response = Response(
                status: .ok, headers: [.contentType: file.type ?? "application/octet-stream"], body: FileDelivery.body(of: open, on: call.loop))
        }
        if let name = file.downloadName {
            response.headers[.contentDisposition] = "attachment; filename*=UTF-8''\(Values.encoded(name))"
        }
        response.headers[.cacheControl] =
            file.immutable ? "public, max-age=31536000, immutable" : file.isSameForAll || call.isPublic ? "no-cache" : "no-store"
        if let policy = file.policy { response.headers[.contentSecurityPolicy] = policy }
        return response
    }

    /// - Parameter known: the unread messages, where they were read with what the page shows.
    package func frame(
        login: Login?, enterprise: EnterpriseLogin?, path: String, notice: Notice?, unread known: Int? = nil
    ) async -> Frame {
        var unread = known ?? 0
        if known == nil, let account = login?.actor.account {
            // a count that can't be read must not take the page away
            unread = (try? await platform.database.read { try Message.unread(of: account, in: $0) }) ?? 0
        }
        return Frame(
            platform: platform.settings.name, purpose: platform.settings.purpose, today: platform.clock.today(), login: login, enterprise: enterprise, notice: notice,
            menu: menu.groups(for: login?.actor, path: path),
            entries: enterprise.map { menu.entries(for: $0.actor.kind, path: path) } ?? [], path: path, unreadMessages: unread)
    }

    private func sessionCookie(_ side: SessionCookie, _ token: String?) -> String {
        let name = side.name(isSecure: platform.settings.isSecure)
        guard let token else { return "\(name)=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax\(secure)" }
        return "\(name)=\(token); Path=/; HttpOnly; SameSite=Lax\(secure)"
    }

    var secure: String { platform.settings.isSecure ? "; Secure" : "" }

    static func response(_ status: Int, _ type: String, _ bytes: [UInt8]) -> Response {
        response(status, type, ByteBuffer(bytes: bytes))
    }

    /// A page as it was written; packed like every other answer where the browser takes that.
    static func response(_ status: Int, _ page: borrowing HTML, _ encodings: Encodings) -> Response {
        guard !encodings.gzip else { return response(status, html, page.bytes, encodings) }
        var response = response(status, html, page.withBytes { ByteBuffer(bytes: $0) })
        response.headers[.vary] = "Accept-Encoding"
        return response
    }

    private static func response(_ status: Int, _ type: String, _ bytes: ByteBuffer) -> Response {
        var response = Response(
            status: .init(code: status), headers: [.contentType: type], body: ResponseBody(byteBuffer: bytes))
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
