import Cryptography
import HTTPTypes
import Hummingbird

/// Refusals and questions at an address of their own (redirect after POST).
extension Server {
    /// Where they are read, on each side.
    var refusalRoutes: [Route] {
        [
            .get("/again/{token}", .everyone, "未完成的操作：更正后重新提交，或确认") { try await again($0) },
            .get("/enterprise/again/{token}", .enterprise(.newAccount), "未完成的操作：更正后重新提交，或确认（企业）") { try await again($0) },
        ]
    }

    /// Keeps the page and sends the browser there; nil where it can't be kept, and is answered at once.
    package func kept(_ page: KeptPage, _ login: Login?, _ enterprise: EnterpriseLogin?) async -> Response? {
        let token = SecureRandom.hex(byteCount: 16)
        let account = login.map { "\($0.actor.account)" } ?? enterprise.map { "\($0.actor.account)" }
        let (now, protection) = (platform.clock.now(), platform.protection)
        var response = Response(status: .seeOther)
        response.headers[.location] = (enterprise == nil ? "" : "/enterprise") + "/again/" + token
        if let account {
            // a store that takes nothing must not hide the answer
            let isKept = try? await platform.database.write {
                try page.keep(token, of: account, protection: protection, at: now, in: $0)
            }
            return isKept == true ? response : nil
        }
        guard let cookie = try? page.cookie(token, protection: protection) else { return nil }
        response.headers.append(HTTPField(
            name: .setCookie,
            value: "\(Incoming.keptCookieName)=\(cookie); Path=/again; Max-Age=\(KeptPage.keptFor); HttpOnly; SameSite=Lax\(secure)"))
        return response
    }

    private func again(_ call: Call) async throws -> Answer {
        guard let kept = try await kept(call) else {
            throw call.login == nil && call.enterprise == nil && call.keptCookie == nil ? CallFault.signedOut : CallFault.pageGone
        }
        if let question = kept.question {
            let token = call.login?.formToken ?? call.enterprise?.formToken
            var page = Page(question, layout: call.enterprise == nil ? .inner : .enterprise, formToken: token)
            page.place = kept.place
            return .page(page)
        }
        guard let report = kept.report else { throw CallFault.pageGone }
        let again = routes.first { $0.path == kept.route && $0.method == .post }?.again
        var problems = kept.problems
        // loading this page anew shows what was typed, not what somebody else has saved
        if report.isOvertaken { problems.present = kept.place }
        var page = try await again?(call.repeating(kept), problems) ?? report.page(call.login, call.enterprise)
        (page.status, page.place) = (report.status, page.place ?? kept.place)
        page.once = kept.form[IdempotencyKey.field]?.first
        return .page(page)
    }

    /// The page that the first of several refusals came up on.
    func firstPlace(_ referrer: String?, _ login: Login?, _ enterprise: EnterpriseLogin?) async -> String? {
        guard let referrer, referrer.contains("/again/"), let token = referrer.split(separator: "/").last.map(String.init),
            let account = login.map({ "\($0.actor.account)" }) ?? enterprise.map({ "\($0.actor.account)" }) else { return nil }
        let (protection, now) = (platform.protection, platform.clock.now())
        let kept = try? await platform.database.read {
            try KeptPage.load(token, of: account, protection: protection, at: now, in: $0)
        }
        return kept?.place
    }

    private func kept(_ call: Call) async throws -> KeptPage? {
        let (token, protection, now) = (call.parameters["token"] ?? "", platform.protection, platform.clock.now())
        if let account = call.login.map({ "\($0.actor.account)" }) ?? call.enterprise.map({ "\($0.actor.account)" }) {
            return try await call.read { try KeptPage.load(token, of: account, protection: protection, at: now, in: $0) }
        }
        return call.keptCookie.flatMap { KeptPage.fromCookie($0, token, protection: protection) }
    }
}

extension Call {
    /// The refused call once more, as far as its page needs it.
    fileprivate func repeating(_ kept: KeptPage) -> Call {
        var form = Values()
        for (name, values) in kept.form { form.set(name, all: values) }
        return Call(
            platform: platform, path: kept.path, parameters: kept.parameters, query: Values(urlEncoded: kept.query),
            form: form, files: [], body: [], login: login, enterprise: enterprise, wantsJSON: false, partial: partial,
            idempotencyKey: nil, origin: origin, userAgent: userAgent, knownTag: nil, keptCookie: nil,
            encodings: encodings, notice: notice, referrer: nil)
    }
}
