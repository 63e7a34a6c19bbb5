import Authority
import Hummingbird
import Markup
import Storage

/// What a failed call is answered with.
extension Server {
    /// Every failure becomes the page or the problem document its kind asks for; what is broken gets a number that
    /// people can tell and the log can be searched for.
    package func failure(
        _ error: any Error, _ incoming: Incoming, _ route: Route?, _ login: Login?, _ enterprise: EnterpriseLogin?, _ call: Call?
    ) async -> Response {
        if !incoming.api, let elsewhere = loginAddress(error, incoming, route) {
            var response = Response(status: .seeOther)
            response.headers[.location] = elsewhere
            return response
        }
        var fault = Fault(error)
        var reference: String?
        if let cause = fault.cause {
            let number = String(UInt32.random(in: 0...UInt32.max), radix: 36, uppercase: true)
            reference = number
            platform.log.error("请求处理出错", metadata: ["reference": "\(number)", "cause": "\(cause)", "path": "\(incoming.path)"])
        }
        if incoming.api, error as? CallFault == .forged { fault.message = CallFault.tokenMissing }
        fault.point(at: error, in: route.map { $0.form + $0.version.field(besides: $0.form) } ?? [])
        if fault.status == 503 { fault.retryAfter = fault.retryAfter ?? 2 }
        var report = FailureReport(fault, reference: reference)
        var response: Response
        if incoming.api {
            response = Self.response(fault.status, "application/problem+json; charset=utf-8", (try? JSONText.encode(report)) ?? [])
        } else {
            report.ways = ways(out: error, incoming, route, login, enterprise)
            response = await page(report, problems: fault.problems ?? Problems(of: error), incoming, route, login, enterprise, call)
        }
        if let seconds = fault.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
        if !fault.allowed.isEmpty { response.headers[.allow] = fault.allowed.joined(separator: ", ") }
        return response
    }

    /// Where whoever has to log in or to set a password first is sent. After an act the login leads back to the page
    /// its form was on, where the browser has kept what was typed: the address of an act is no page.
    private func loginAddress(_ error: any Error, _ incoming: Incoming, _ route: Route?) -> String? {
        let side = route?.access.isForEnterprises == true ? "/enterprise" : ""
        if (error as? CallFault) == .passwordDue { return side + "/password" }
        guard (error as? CallFault) == .signedOut else { return nil }
        let asked = incoming.path + (incoming.query.isEmpty ? "" : "?" + incoming.query)
        return side + "/login?next=" + Values.encoded(route?.method == .get ? asked : incoming.referrer ?? side + "/")
    }

    /// A refused form is drawn again, everything else said on a page of its own. Both stand at an address that can be
    /// loaded again and come back to, where the call came from a page of ours.
    private func page(
        _ report: FailureReport, problems: Problems?, _ incoming: Incoming, _ route: Route?, _ login: Login?,
        _ enterprise: EnterpriseLogin?, _ call: Call?
    ) async -> Response {
        if route?.method == .post, incoming.referrer != nil {
            var place = KeptPage.page(call?.begunOn ?? incoming.referrer)
            if place == nil { place = await firstPlace(incoming.referrer, login, enterprise) }
            let page = KeptPage(report, problems: problems, route: route, call: call, place: place ?? incoming.path)
            if let response = await kept(page, login, enterprise) { return response }
        }
        let marked = problems.map { problems in
            var marked = problems
            if report.isOvertaken { marked.present = incoming.referrer }
            return marked
        }
        if let call, let marked, let again = route?.again, let drawn = try? await again(call, marked) {
            var page = drawn
            page.status = report.status
            page.once = call.onceKey
            if let response = try? await rendered(.page(page), call) { return response }
        }
        var html = HTML(assets: platform.assets.prefix)
        html.document(report.page(login, enterprise), frame: await frame(login: login, enterprise: enterprise, path: incoming.path, notice: nil))
        return Self.response(report.status, Self.html, html.bytes, incoming.encodings)
    }

    /// Who may, and where to go from here.
    private func ways(
        out error: any Error, _ incoming: Incoming, _ route: Route?, _ login: Login?, _ enterprise: EnterpriseLogin?
    ) -> FailureReport.Ways {
        var ways = FailureReport.Ways()
        if let back = incoming.referrer, back != incoming.path { ways.links.append(.init("返回上一页", back)) }
        if let denied = error as? PermissionDenied {
            if route?.access.isForEnterprises == true {
                ways.help.append("此页面供企业账号使用，请用企业账号登录")
                ways.links.append(.init("企业登录", "/enterprise/login"))
            } else if enterprise != nil {
                ways.help.append("此页面供行政机关工作人员使用")
            } else {
                let asked = login.map { route?.access.admits($0.actor) ?? true } ?? true ? [denied.permission] : route?.access.permissions ?? []
                let roles = Role.allCases.filter { role in asked.contains { role.permissions.contains($0) } }
                if !roles.isEmpty { ways.help.append("可以办理的角色：" + roles.map(\.label).joined(separator: "、")) }
                ways.help.append("如工作需要，请联系本机构的系统管理员授予角色")
            }
        } else if error is NotFound, let login {
            ways.help.append("记录可能已被删除，或者不属于\(login.actor.organizationName)的办理范围；由其他机构办理的，请向该机构查询")
            if let entry = menu.place(of: incoming.path, for: login.actor) {
                ways.links.append(.init("到“\(entry.title)”查找", entry.path))
            }
        } else if error is NotFound {
            ways.help.append("请核对地址；需要登录才能查看的内容，请先登录")
        }
        return ways
    }
}

/// A failure as JSON (RFC 9457) and as a page.
package struct FailureReport: Codable, Sendable {
    /// What a page says beyond the failure itself; programs get none of it.
    package struct Ways: Codable, Sendable {
        package struct Link: Codable, Sendable {
            package let label: String
            package let href: String
            package init(_ label: String, _ href: String) { (self.label, self.href) = (label, href) }
        }
        package var help: [String] = []
        package var links: [Link] = []
    }

    struct FieldProblem: Codable, Sendable {
        let field: String
        let message: String
    }

    package let title: String
    package let status: Int
    package let code: String
    package let detail: String
    package let citation: String?
    let errors: [FieldProblem]
    let reference: String?
    package let expected: Int64?
    package let missing: [String]?
    package var ways: Ways?

    /// What programs get of it.
    package static var told: Schema {
        guard case .object(let members) = Schema.of(Self.self) else { return .string }
        return .object(members.filter { $0.name != "ways" })
    }

    package init(_ fault: Fault, reference: String?) {
        title =
            switch fault.status {
            case _ where fault.code == CallFault.forged.code: "页面已过期"
            case 401: "请重新登录"
            case 403: "无操作权限"
            case 404: "未找到"
            case 409: "数据已更新"
            case 400..<500: "操作未完成"
            case 503: "系统繁忙"
            default: "系统错误"
            }
        status = fault.status
        code = fault.code
        detail = fault.message
        citation = fault.citation
        errors = fault.problems?.byField.map { FieldProblem(field: $0.name, message: $0.message) } ?? []
        self.reference = reference
        (expected, missing) = (fault.remedy?.expected, fault.remedy?.missing)
    }
}

extension FailureReport {
    /// Somebody else has changed the record since it was read.
    var isOvertaken: Bool { code == Fault.overtakenCode }

    package func page(_ login: Login?, _ enterprise: EnterpriseLogin?) -> Page {
        // who is not logged in came by the public pages
        let home = enterprise != nil ? "/enterprise" : login != nil ? "/" : "/public"
        return Page(title, self, layout: enterprise != nil ? .enterprise : login == nil ? .open : .inner) { $1.failure($0, home: home) }
    }
}
