import Authority
import Foundation
import Probing
import Storage
import Testing

@testable import Doors
@testable import RegistryPages
@testable import mingcha

/// What an act is answered with instead of being done: refusals and questions, at an address of their own.
@Suite("未完成的操作", .serialized)
struct KeptPageTests {
    @Test("被拒绝的表单有自己的地址：再读一次仍在，填过的仍在；其他人和没有登录的人读不到")
    func refused() async throws {
        try await DemoServer.run { server in
            let (person, other) = (server.resident("周启明").visitor, server.resident("唐晓舟").visitor)
            let headers = [
                ("Cookie", person.cookie), ("X-CSRF-Token", person.formToken), ("Referer", "http://127.0.0.1/plans/new?family=daily"),
            ]
            let form = HTTPQuestion.form("/plans?family=daily", ["name": "还缺内容的计划", "then": "submit"], headers: headers)
            let answer = try await server.ask([form])[0]
            #expect(answer.status == 303)
            let place = try #require(answer["location"])
            #expect(place.hasPrefix("/again/"))
            for reply in try await server.ask([person.get(place), person.get(place)]) {
                #expect(reply.status == 422)
                #expect(reply.text.contains("还缺内容的计划") && reply.text.contains("data-errors"))
            }
            let strangers = try await server.ask([other.get(place), HTTPQuestion("GET", place), person.get("/again/0")])
            #expect(strangers.map(\.status) == [404, 303, 404])
            #expect(strangers[1]["location"]?.hasPrefix("/login?next=") == true)
        }
    }

    @Test("被拒绝的表单和提问页的菜单标出办理时所在的位置，再次被拒绝后也标出")
    func place() async throws {
        try await DemoServer.run { server in
            let (planner, manager) = (server.resident("周启明").visitor, server.resident("唐晓舟").visitor)
            func marked(_ path: String, _ form: KeyValuePairs<String, String>, from page: String, _ person: Visitor) async throws -> [String] {
                let headers = [("Cookie", person.cookie), ("X-CSRF-Token", person.formToken), ("Referer", "http://127.0.0.1" + page)]
                let answer = try await server.ask([HTTPQuestion.form(path, form, headers: headers)])[0]
                let place = try #require(answer["location"])
                try #require(place.hasPrefix("/again/"))
                let text = try await server.ask([person.get(place)])[0].text
                return text.matches(of: /<a href="([^"]*)" aria-current="page">/).map { String($0.1) }
            }
            let refused: KeyValuePairs = ["name": "还缺内容的计划", "then": "submit"]
            #expect(try await marked("/plans?family=daily", refused, from: "/plans/new?family=daily", planner) == ["/plans"])
            #expect(try await marked("/plans?family=daily", refused, from: "/again/0", planner) == ["/plans"])
            let list = try await server.ask([manager.get("/api/v1/items?size=50")])[0]
            let rows = try JSONDecoder().decode(ListModel<ItemRow>.self, from: Data(list.body)).rows
            let item = try #require(rows.first { $0.isClaimed })
            let question: KeyValuePairs = ["version": "\(item.version)"]
            #expect(try await marked("/items/\(item.id)/return", question, from: "/items", manager) == ["/items"])
            #expect(try await marked("/items/\(item.id)/return", question, from: "/element-breaks", manager) == ["/elements"])
        }
    }

    @Test("没有登录的人被拒绝的表单封在自己的 Cookie 里，密码不在其中")
    func refusedLogin() async throws {
        try await DemoServer.run { server in
            let headers = [("Referer", "http://127.0.0.1/login")]
            let form = HTTPQuestion.form("/login", ["account": "19900000001", "password": "Wrong-2026!"], headers: headers)
            let answer = try await server.ask([form])[0]
            let place = try #require(answer["location"])
            let cookie = try #require(answer.cookie("mingcha-again"))
            let replies = try await server.ask([
                HTTPQuestion("GET", place, headers: [("Cookie", "mingcha-again=" + cookie)]),
                HTTPQuestion("GET", place + "0", headers: [("Cookie", "mingcha-again=" + cookie)]),
            ])
            #expect(replies[0].text.contains("账号或密码错误") && replies[0].text.contains("19900000001"))
            #expect(!replies[0].text.contains("Wrong-2026!"))
            #expect(replies[1].status == 404)
        }
    }

    @Test("OPS-04 取消认领先问，写明名称和编码，确认之前没有取消；程序的调用不问")
    func question() async throws {
        try await DemoServer.run { server in
            let person = server.resident("唐晓舟").visitor
            let list = try await server.ask([person.get("/api/v1/items?size=50")])[0]
            let rows = try JSONDecoder().decode(ListModel<ItemRow>.self, from: Data(list.body)).rows
            let item = try #require(rows.first { $0.isClaimed })
            let path = "/items/\(item.id)/return"
            let asked = try await server.ask([person.post(path, form: ["version": "\(item.version)"])])[0]
            #expect(asked.text.contains("取消认领？") && asked.text.contains(item.name) && asked.text.contains(item.itemCode))
            #expect(try await isClaimed(item.id, person, server))
            let stale = try await server.ask([person.post(path, form: ["version": "\(item.version + 1)"])])[0]
            #expect(stale.status == 409 && !stale.text.contains("取消认领？"))
            _ = try await server.ask([person.post("/api/v1" + path, form: ["version": "\(item.version)"])])
            #expect(try await !isClaimed(item.id, person, server))
        }
    }

    private func isClaimed(_ id: String, _ person: Visitor, _ server: DemoServer) async throws -> Bool {
        let list = try await server.ask([person.get("/api/v1/items?size=50")])[0]
        return try JSONDecoder().decode(ListModel<ItemRow>.self, from: Data(list.body)).rows.first { $0.id == id }?.isClaimed == true
    }
}
