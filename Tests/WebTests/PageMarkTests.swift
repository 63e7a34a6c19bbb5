import Authority
import Foundation
import Probing
import Storage
import Testing
import Timekeeping

@testable import Doors
@testable import mingcha

/// What stands on every page, whatever it shows.
@Suite("每页的标记", .serialized)
struct PageMarkTests {
    private let pages = Address.all(of: Assembly.routes).filter { !$0.isAPI && $0.isRead && $0.placeholders.isEmpty }

    @Test("CONF-03 培训环境的每个页面都标明“培训环境”：登录前后、企业一侧、移动端、拒绝和出错的页面，无一例外")
    func training() async throws {
        let warning = try #require(InstallationPurpose.training.warning)
        try await DemoServer.run(purpose: .training) { server in
            var seen = 0
            for address in pages {
                let visitors = server.people.filter { address.route.access.admits($0.actor) }.prefix(1).map(\.visitor.cookie)
                    + server.enterprises.filter { address.route.access.admits($0.kind) }.prefix(1).map(\.visitor.cookie)
                let replies = try await server.ask(visitors.map { address.question(headers: [("Cookie", $0)]) })
                for reply in replies where reply.isPage {
                    #expect(reply.text.contains("class=\"training-mark\"") && reply.text.contains(warning), "\(address)")
                    seen += 1
                }
            }
            #expect(seen > 50)
            let inspector = server.resident("高远航").visitor.cookie
            let others = try await server.ask([
                HTTPQuestion("GET", "/field", headers: [("Cookie", inspector)]), HTTPQuestion("GET", "/nowhere"),
                HTTPQuestion("GET", "/log", headers: [("Cookie", inspector)]), HTTPQuestion("GET", "/public"), HTTPQuestion("GET", "/login"),
                HTTPQuestion("GET", "/enterprise/login"), HTTPQuestion("POST", "/login", type: "application/x-www-form-urlencoded"),
            ])
            for reply in others { #expect(reply.text.contains(warning), "\(reply.status)") }
        }
    }

    @Test("CONF-03、SEC-14 正式环境的页面没有培训标记；机构一侧的每个页面有带姓名和日期的水印，公开一侧没有")
    func production() async throws {
        try await DemoServer.run { server in
            let person = server.resident("唐晓舟")
            let picture = Watermark(name: "唐晓舟", date: CalendarDate(dayNumber: 20_000)).address.prefix(40)
            var seen = 0
            for address in pages where address.route.access.admits(person.actor) && !address.isPublic {
                let reply = try await server.ask([address.question(headers: [("Cookie", person.visitor.cookie)])])[0]
                guard reply.isPage else { continue }
                #expect(!reply.text.contains("training-mark"), "\(address)")
                #expect(reply.text.contains("class=\"watermark\"") && reply.text.contains(picture), "\(address)")
                seen += 1
            }
            #expect(seen > 30)
            let open = try await server.ask([HTTPQuestion("GET", "/public"), HTTPQuestion("GET", "/login")])
            for reply in open { #expect(!reply.text.contains("class=\"watermark\"")) }
        }
    }

    @Test("SEC-14 水印是一幅图，写着姓名和日期；姓名里的特殊字符不破坏图形")
    func watermark() throws {
        let mark = Watermark(name: "唐<晓&舟", date: CalendarDate(dayNumber: 20_514))
        let data = try #require(Data(base64Encoded: String(mark.address.dropFirst("data:image/svg+xml;base64,".count))))
        let picture = String(decoding: data, as: UTF8.self)
        #expect(picture.contains("唐&lt;晓&amp;舟 2026-03-02"))
        #expect(!picture.contains("<晓"))
    }
}

extension HTTPReply {
    /// A whole page, not a file or a redirection.
    fileprivate var isPage: Bool { status == 200 && self["content-type"]?.hasPrefix("text/html") == true }
}
