import Authority
import Foundation
import Library
import Probing
import Registry
import Storage
import Testing

@testable import mingcha

/// What every door does with a call before its route is asked.
@Suite("请求的通用规则", .serialized)
struct DoorTests {
    private static func raw(_ head: String) -> HTTPQuestion {
        HTTPQuestion(raw: Array((head.replacing("\n", with: "\r\n") + "\r\n\r\n").utf8))
    }

    @Test("没有Host、有两个Host、网址过长、方法不对，都得到说明原因的应答，方法不对的还列出可用的方法")
    func heads() async throws {
        try await DemoServer.run { server in
            let long = "/api/v1/public/items?q=" + String(repeating: "%E9%95%BF", count: 3_000)
            let replies = try await server.ask([
                Self.raw("GET /api/v1/public/items HTTP/1.1"), Self.raw("GET /api/v1/public/items HTTP/1.1\nHost: a\nHost: b"),
                HTTPQuestion("GET", long), HTTPQuestion("GET", String(long.dropFirst(7))),
                HTTPQuestion("POST", "/api/v1/public/items"), HTTPQuestion("DELETE", "/api/v1/areas"), HTTPQuestion("PUT", "/login"),
                HTTPQuestion("GET", "/api/v1/public/items?" + String(repeating: "a=1&", count: 600)),
            ])
            #expect(replies.map(\.status) == [400, 400, 414, 414, 405, 405, 405, 413])
            #expect(replies[0].problemCode == "web.call.host" && replies[1].problemCode == "web.call.host")
            #expect(replies[2].text.contains("网址过长") && replies[3].text.contains("网址过长"))
            #expect(replies[4]["allow"] == "GET, HEAD" && replies[5]["allow"] == "GET, HEAD, POST" && replies[6]["allow"] == "GET, HEAD, POST")
            for reply in replies { #expect(reply.missingHeaders == []) }
        }
    }

    @Test("SEC-04 登录请求来自别的站点、来源不明的框架都被拒绝；来源为本站的可以；登录后不转到别处")
    func login() async throws {
        try await DemoServer.run { server in
            func signIn(_ origin: String?, next: String = "") -> HTTPQuestion {
                HTTPQuestion.form(
                    "/login", ["account": "nobody", "password": "x", "next": next], headers: origin.map { [("Origin", $0)] } ?? [])
            }
            let replies = try await server.ask([signIn("null"), signIn("https://evil.example"), signIn("http://127.0.0.1"), signIn(nil)])
            #expect(replies.map(\.status) == [403, 403, 422, 422])
            let asked = try await server.ask([HTTPQuestion("GET", "/login?next=/%255Cevil.example"), HTTPQuestion("GET", "/login?next=/plans")])
            #expect(!asked[0].text.contains("evil.example") && asked[1].text.contains("value=\"/plans\""))
            // with the session's token a browser may keep its origin to itself
            let person = server.neighbour.visitor
            let headers = [("Cookie", person.cookie), ("Origin", "null")]
            let signed = try await server.ask([
                HTTPQuestion.form("/areas", ["name": ""], headers: headers),
                HTTPQuestion.form("/areas", ["name": ""], headers: headers + [("X-CSRF-Token", person.formToken)]),
            ])
            #expect(signed.map(\.status) == [403, 422])
        }
    }

    @Test("表单中只有一个值的栏目来了两次，不取其中任何一个，指出是哪一栏；可以多选的照常")
    func twice() async throws {
        try await DemoServer.run { server in
            let person = server.neighbour.visitor
            let body: KeyValuePairs<String, String> = [
                "name": "两次检验所", "creditCode": "91530100MA00000020", "domains": "marketRegulation", "domains": "emergency", "name": "另一检验所",
            ]
            let refused = try await server.ask([person.post("/testing-bodies", form: body)])[0]
            #expect(refused.status == 422 && refused.text.contains("机构名称出现了多次，请只保留一个后重新提交"))
            let list = HTTPQuestion("GET", "/api/v1/testing-bodies", headers: [("Cookie", person.cookie)])
            #expect(try await !server.ask([list])[0].text.contains("检验所"))
            let once: KeyValuePairs<String, String> = [
                "name": "两次检验所", "creditCode": "91530100MA00000020", "domains": "marketRegulation", "domains": "emergency",
            ]
            #expect(try await server.ask([person.post("/testing-bodies", form: once)])[0].status == 303)
        }
    }

    @Test("SEC-04 登录页在登录之前打开、登录之后才提交，照样可以登录；已登录时别的站点和来源不明的框架仍被拒绝")
    func secondTab() async throws {
        try await DemoServer.run { server in
            let person = server.neighbour.visitor
            func signIn(_ more: [(String, String)]) -> HTTPQuestion {
                HTTPQuestion.form("/login", ["account": "nobody", "password": "x"], headers: [("Cookie", person.cookie)] + more)
            }
            let replies = try await server.ask([
                signIn([]), signIn([("Origin", "http://127.0.0.1")]), signIn([("Origin", "https://evil.example")]), signIn([("Origin", "null")]),
                signIn([("Origin", "null"), ("X-CSRF-Token", person.formToken)]),
            ])
            #expect(replies.map(\.status) == [422, 422, 403, 403, 403])
        }
    }

    @Test("内容以别的方式编码送来的请求被拒绝，而不是当作没有编码")
    func packed() async throws {
        try await DemoServer.run { server in
            let head = "POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            func sent(_ coding: String) -> HTTPQuestion {
                HTTPQuestion(raw: Array((head + "Transfer-Encoding: \(coding)\r\n\r\n2\r\n{}\r\n0\r\n\r\n").utf8))
            }
            let packed = try await server.ask([sent("gzip, chunked")]), plain = try await server.ask([sent("Chunked")])
            #expect(packed.map(\.status) == [400] && plain.map(\.status) == [422])
        }
    }

    @Test("未登录就能送达的表单和JSON有小的上限；同一地址送来太多的，一分钟内不再读取")
    func bounds() async throws {
        try await DemoServer.run { server in
            let keys = Array(("{" + (0..<5_000).map { "\"k\($0)\":1" }.joined(separator: ",") + "}").utf8)
            func json(_ body: [UInt8], _ path: String = "/api/v1/login") -> HTTPQuestion {
                HTTPQuestion("POST", path, type: "application/json", body: body)
            }
            let replies = try await server.ask([
                json(keys), HTTPQuestion("POST", "/login", type: "application/x-www-form-urlencoded", body: Array(String(repeating: "a&", count: 5_000).utf8)),
                json([UInt8](repeating: 0x20, count: 70 << 10)), json(Array("{\"account\":\"1\",\"account\":\"2\"}".utf8)),
                HTTPQuestion("POST", "/login", type: "multipart/form-data; boundary=b", body: [1]),
                HTTPQuestion("POST", "/login", type: "text/plain", body: Array("account=a".utf8)),
            ])
            #expect(replies.map(\.status) == [400, 413, 413, 400, 415, 415])
            #expect(replies[0].text.contains("项数过多") && replies[3].text.contains("出现了两次"))
            let flood = try await server.ask(Array(repeating: json([UInt8](repeating: 0x20, count: 60 << 10)), count: 80), visitor: 9)
            #expect(flood.first?.status == 400 && flood.last?.status == 429)
            #expect(flood.last?["retry-after"] == "60")
            // somebody else is not kept out
            #expect(try await server.ask([json(Array("{}".utf8))], visitor: 10).map(\.status) == [422])
        }
    }

    @Test("BEY-01 同一张表单送来几次，先后或同时，只办一次，得到同样的答复；拒绝之后键不变，改了内容就是另一次", arguments: EngineKind.allCases)
    func once(_ engine: EngineKind) async throws {
        try await DemoServer.run(on: engine) { server in
            guard let person = server.countyPeople.first(where: { $0.actor.may(.manageSubjects) }) else {
                Issue.record("nobody keeps areas")
                return
            }
            let headers = [("Cookie", person.visitor.cookie)]
            let page = try await server.ask([HTTPQuestion("GET", "/areas", headers: headers)])[0]
            let key = try #require(Self.key(in: page.text))
            func add(_ name: String, key: String) -> HTTPQuestion {
                .form("/areas", ["name": name, "_csrf": person.visitor.formToken, "_once": key], headers: headers)
            }
            let refused = try await server.ask([add("", key: key)])[0]
            #expect(refused.status == 422 && Self.key(in: refused.text) == key)

            let together = try await withThrowingTaskGroup(of: HTTPReply.self) { group in
                for _ in 0..<4 { group.addTask { try await server.ask([add("一次片区", key: key)])[0] } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let later = try await server.ask([add("一次片区", key: key)])
            #expect((together + later).map(\.status) == [303, 303, 303, 303, 303])
            let other = try await server.ask([add("另一片区", key: key)])
            #expect(other.map(\.status) == [303])
            let names = try await server.database.read { transaction in
                try RegulatoryArea.all(of: person.actor.organization, in: transaction).map(\.name)
            }
            #expect(names.filter { $0 == "一次片区" }.count == 1 && names.filter { $0 == "另一片区" }.count == 1)
            let again = try await server.ask([HTTPQuestion("GET", "/areas", headers: headers)])[0]
            #expect(Self.key(in: again.text) != key)
        }
    }

    private static func key(in page: String) -> String? {
        page.firstMatch(of: /name="_once" value="([0-9a-f]{32})"/).map { String($0.1) }
    }

    @Test("BEY-01 空的、过长的Idempotency-Key被拒绝；同一个键配不同的文件是另一请求")
    func keys() async throws {
        try await DemoServer.run { server in
            guard let person = server.countyPeople.first(where: { $0.actor.may(.manageSubjects) }) else { return }
            let replies = try await server.ask(["", String(repeating: "k", count: 101), "ok"].map { key in
                HTTPQuestion(
                    "POST", "/api/v1/areas",
                    headers: [("Cookie", person.visitor.cookie), ("X-CSRF-Token", person.visitor.formToken), ("Idempotency-Key", key)],
                    type: "application/json", body: Array("{\"name\":\"键\"}".utf8))
            })
            #expect(replies.map(\.status) == [422, 422, 200])
            #expect(replies[0].problemCode == "web.idempotency.invalid" && replies[1].problemCode == "web.idempotency.invalid")
        }
    }
}
