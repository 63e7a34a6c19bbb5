import Foundation
import Probing
import Storage
import Testing

@testable import Doors
@testable import TaskingPages
@testable import mingcha

/// 调整检查机构 as a planner uses it, one object and several.
@Suite("调整检查机构的页面", .serialized)
struct AgencyAdjustmentPageTests {
    private static let list = "/agency-adjustments"

    private static func run(_ body: @escaping @Sendable (DemoServer, Visitor, String) async throws -> Void) async throws {
        try await DemoServer.run { server in
            let planner = server.resident("周启明")
            let township = try await server.database.write { transaction in
                try AdjustmentRows.settle(under: planner.actor.organization, in: transaction)
                return try RoleRows.organization(AdjustmentRows.township, in: transaction).description
            }
            try await body(server, planner.visitor, township)
        }
    }

    private static func rows(_ query: String = "", _ person: Visitor, _ server: DemoServer) async throws -> [AdjustmentRow] {
        let reply = try await server.ask([person.get("/api/v1\(list)?size=100" + query)])[0]
        return try JSONDecoder().decode(ListModel<AdjustmentRow>.self, from: Data(reply.body)).rows
    }

    private static func bulk(_ keys: [String], to agency: String, _ person: Visitor) -> HTTPQuestion {
        let ids = keys.map { "\"\($0)\"" }.joined(separator: ", ")
        return person.post("/api/v1" + list, json: "{\"id\": [\(ids)], \"agency\": \"\(agency)\", \"reason\": \"就近检查\"}")
    }

    @Test("ADJ-03、ADJ-02、OPS-04 批量调整逐条告知结果：已选派人员的、看过之后变动过的不调整，其余照常；无权的人不能用，邻县的人得到不存在")
    func batch() async throws {
        try await Self.run { server, planner, township in
            let waiting = try await Self.rows("", planner, server), drawn = try await server.database.read { try AdjustmentRows.drawn(in: $0) }
            #expect(waiting.count >= 3)
            let keys = [
                BulkAct.key(waiting[0].id, waiting[0].version), BulkAct.key(drawn.id, drawn.version),
                BulkAct.key(waiting[1].id, waiting[1].version + 1), BulkAct.key(waiting[2].id, waiting[2].version),
            ]
            #expect(try await server.ask([Self.bulk(keys, to: township, server.resident("高远航").visitor)])[0].status == 403)
            #expect(try await server.ask([Self.bulk(keys, to: township, server.neighbour.visitor)])[0].status == 404)
            #expect(try await Self.rows("", planner, server).map(\.agency) == waiting.map(\.agency))
            let reply = try await server.ask([Self.bulk(keys, to: township, planner)])[0]
            let done = try JSONDecoder().decode(Done.self, from: Data(reply.body))
            #expect(done.message == "成功2条，失败2条")
            #expect(done.refused?.map(\.message) == ["实施检查机构已抽取检查人员，无法调整检查机构", StorageError.overtakenMessage])
            #expect(done.refused?.first?.name.contains(drawn.name) == true)
            let moved = try await Self.rows("&agency=\("城关".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")", planner, server)
            #expect(Set(moved.map(\.id)) == [waiting[0].id, waiting[2].id])
        }
    }

    @Test("ADJ-03 批量调整先问：写明每个检查对象，选新的检查机构，写理由；确认之前没有调整")
    func question() async throws {
        try await Self.run { server, planner, township in
            let row = try #require(try await Self.rows("", planner, server).first)
            let key = BulkAct.key(row.id, row.version)
            let page = try await server.ask([planner.get(Self.list)])[0].text
            #expect(page.contains("value=\"\(key)\"") && page.contains("批量调整") && page.contains("任务编号"))
            let asked = try await server.ask([planner.post(Self.list, form: ["id": key])])[0].text
            for shown in ["调整 1 个检查对象的检查机构？", row.name, "<select id=\"f-agency\"", "value=\"\(township)\"", "<textarea id=\"f-reason\""] {
                #expect(asked.contains(shown), "\(shown)")
            }
            #expect(try await Self.rows("", planner, server).first?.version == row.version)
            let form: KeyValuePairs<String, String> = ["id": key, "confirmed": "yes", "agency": township, "reason": "就近检查"]
            #expect(try await server.ask([planner.post(Self.list, form: form)])[0].status == 303)
            #expect(try await Self.rows("", planner, server).first?.agency == AdjustmentRows.township)
        }
    }

    @Test("ADJ-03 批量调整一次，新旧机构的每个人各收到一条消息，写明所有检查对象；理由过长时重新询问，已选的机构和已写的理由还在")
    func messages() async throws {
        try await Self.run { server, planner, township in
            let rows = try await Self.rows("", planner, server).prefix(2), keys = rows.map { BulkAct.key($0.id, $0.version) }
            let account = server.resident("周启明").actor.account
            let before = try await server.database.read { try AdjustmentRows.messages(to: account, in: $0) }
            func send(_ reason: String) async throws -> HTTPReply {
                try await server.ask([planner.post(
                    Self.list, form: ["id": keys[0], "id": keys[1], "confirmed": "yes", "agency": township, "reason": reason])])[0]
            }
            let refused = try await send(String(repeating: "长", count: 501))
            #expect(refused.status == 422 && refused.text.contains("调整理由限制在500字符"))
            #expect(refused.text.contains("<option value=\"\(township)\" selected") && refused.text.contains(String(repeating: "长", count: 501)))
            #expect(refused.text.contains("value=\"\(keys[0])\""))
            #expect(try await send("就近检查").status == 303)
            let after = try await server.database.read { try AdjustmentRows.messages(to: account, in: $0) }
            #expect(after.count == before.count + 1)
            for row in rows { #expect(after.last?.contains(row.name) == true, "\(row.name)") }
        }
    }

    @Test("ADJ-01、ADJ-04、OPS-04 单个调整：缺理由时所选机构还在；调整后页面有调整记录；两人同时调整，后一人被告知已变动")
    func single() async throws {
        try await Self.run { server, planner, township in
            let row = try #require(try await Self.rows("", planner, server).first)
            let path = "/task-subjects/\(row.id)"
            let page = try await server.ask([planner.get(path)])[0].text
            #expect(page.contains("没有调整过") && page.contains("<h2>调整检查机构</h2>"))
            func send(_ reason: String) async throws -> HTTPReply {
                try await server.ask([planner.post(path + "/agency", form: ["agency": township, "reason": reason, "version": "\(row.version)"])])[0]
            }
            let refused = try await send("")
            #expect(refused.status == 422 && refused.text.contains("请填写调整理由"))
            #expect(refused.text.contains("<option value=\"\(township)\" selected"))
            #expect(try await send("就近检查").status == 303)
            let second = try await send("另一个理由")
            #expect(second.status == 409 && second.text.contains(StorageError.overtakenMessage))
            let shown = try await server.ask([planner.get(path)])[0].text
            for words in ["调整检查机构", DemoServer.county, AdjustmentRows.township, "就近检查", "周启明"] { #expect(shown.contains(words), "\(words)") }
            #expect(!shown.contains("另一个理由") && !shown.contains("没有调整过"))
            let model = try JSONDecoder().decode(
                AdjustmentModel.self, from: Data(try await server.ask([planner.get("/api/v1" + path)])[0].body))
            #expect(model.entries.count == 1 && model.agency == AdjustmentRows.township)
        }
    }
}
