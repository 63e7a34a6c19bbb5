import Foundation
import Probing
import Storage
import Testing

@testable import Doors
@testable import InspectingPages
@testable import mingcha

/// 检查结果审核 of several results at once.
@Suite("成批审核检查结果", .serialized)
struct BulkReviewTests {
    @Test("INSP-24、OPS-04 成批审核逐条核对所见的版本和录入次数，逐条告知结果；变动过的、不在的不审核，其余照常；没有权限的人不能用")
    func approvals() async throws {
        try await DemoServer.run { server in
            let reviewer = server.resident("罗文涛").visitor
            let waiting = try await Self.rows("", reviewer, server)
            let row = try #require(waiting.first)
            let nobody = Identifier<BulkReviewTests>().description
            let seen = BulkAct.key(row.id, row.version, round: row.round)
            let stale = [BulkAct.key(row.id, row.version + 1, round: row.round), BulkAct.key(row.id, row.version, round: row.round + 1), BulkAct.key(row.id, row.version)]
            for key in stale {
                let done = try await Self.approve([key], reviewer, server)
                #expect(done.message == "成功0条，失败1条")
                #expect(done.refused?.map(\.message) == [StorageError.overtakenMessage])
                #expect(done.refused?.first?.name.contains(row.subjectName) == true)
            }
            #expect(try await server.ask([Self.question([BulkAct.key(nobody, 1, round: 1)], reviewer)])[0].status == 404)
            #expect(try await server.ask([Self.question([seen], server.resident("周启明").visitor)])[0].status == 403)
            #expect(try await server.ask([Self.question([seen], server.neighbour.visitor)])[0].status == 404)
            #expect(try await Self.rows("", reviewer, server).map(\.id) == waiting.map(\.id))

            let done = try await Self.approve([seen, BulkAct.key(nobody, 1, round: 1)], reviewer, server)
            #expect(done.message == "成功1条，失败1条")
            #expect(done.refused?.map(\.id) == [nobody])
            #expect(try await Self.rows("", reviewer, server).map(\.id) == waiting.map(\.id).filter { $0 != row.id })
            #expect(try await Self.rows("&tab=done", reviewer, server).contains { $0.id == row.id })
            let again = try await Self.approve([seen], reviewer, server)
            #expect(again.message == "成功0条，失败1条")
        }
    }

    @Test("INSP-24 成批审核先问，写明每个对象和结果；确认之前没有审核")
    func question() async throws {
        try await DemoServer.run { server in
            let reviewer = server.resident("罗文涛").visitor
            let row = try #require(try await Self.rows("", reviewer, server).first)
            let page = try await server.ask([reviewer.get("/result-reviews")])[0].text
            let key = BulkAct.key(row.id, row.version, round: row.round)
            #expect(page.contains("value=\"\(key)\""))
            let asked = try await server.ask([reviewer.post("/result-reviews/approvals", form: ["id": key])])[0]
            #expect(asked.text.contains("审核通过 1 个检查结果？") && asked.text.contains(row.subjectName) && asked.text.contains(row.result))
            #expect(try await Self.rows("", reviewer, server).contains { $0.id == row.id })
            let done = try await server.ask([reviewer.post("/result-reviews/approvals", form: ["id": key, "confirmed": "yes"])])[0]
            #expect(done.status == 303)
            #expect(try await !Self.rows("", reviewer, server).contains { $0.id == row.id })
        }
    }

    @Test("INSP-24 成批不通过要一个共同的理由，缺少理由的一条也不退回；有了理由，每条都退回并带着这个理由")
    func returns() async throws {
        try await DemoServer.run { server in
            let reviewer = server.resident("罗文涛").visitor
            let row = try #require(try await Self.rows("", reviewer, server).first)
            let key = BulkAct.key(row.id, row.version, round: row.round)
            #expect(try await server.ask([reviewer.get("/result-reviews")])[0].text.contains("不通过所选"))
            let asked = try await server.ask([reviewer.post("/result-reviews/returns", form: ["id": key])])[0]
            for shown in ["1 个检查结果审核不通过？", row.subjectName, "<textarea id=\"f-reason\" name=\"reason\" required"] {
                #expect(asked.text.contains(shown), "\(shown)")
            }
            _ = try await server.ask([reviewer.post("/result-reviews/returns", form: ["id": key, "confirmed": "yes", "reason": " "])])
            #expect(try await Self.rows("", reviewer, server).contains { $0.id == row.id })

            let long: KeyValuePairs<String, String> = ["id": key, "confirmed": "yes", "reason": String(repeating: "长", count: 5000)]
            #expect(try await server.ask([reviewer.post("/result-reviews/returns", form: long)])[0].status == 422)
            #expect(try await Self.rows("", reviewer, server).contains { $0.id == row.id })

            let form: KeyValuePairs<String, String> = ["id": key, "confirmed": "yes", "reason": "照片不清楚，请补拍"]
            #expect(try await server.ask([reviewer.post("/result-reviews/returns", form: form)])[0].status == 303)
            #expect(try await !Self.rows("", reviewer, server).contains { $0.id == row.id })
            let officer = server.resident("高远航").visitor
            let page = try await server.ask([officer.get("/inspections/\(row.id)")])[0].text
            #expect(page.contains("照片不清楚，请补拍") && page.contains("已退回"))
            #expect(try await server.ask([server.resident("周启明").visitor.post("/result-reviews/returns", form: form)])[0].status == 403)
        }
    }

    private static func rows(_ query: String, _ person: Visitor, _ server: DemoServer) async throws -> [InspectionRow] {
        let list = try await server.ask([person.get("/api/v1/result-reviews?size=100" + query)])[0]
        return try JSONDecoder().decode(ListModel<InspectionRow>.self, from: Data(list.body)).rows
    }

    private static func question(_ keys: [String], _ person: Visitor) -> HTTPQuestion {
        person.post("/api/v1/result-reviews/approvals", json: "{\"id\": [" + keys.map { "\"\($0)\"" }.joined(separator: ", ") + "]}")
    }

    private static func approve(_ keys: [String], _ person: Visitor, _ server: DemoServer) async throws -> Done {
        let reply = try await server.ask([question(keys, person)])[0]
        try #require(reply.status == 200, "\(reply.text)")
        return try JSONDecoder().decode(Done.self, from: Data(reply.body))
    }
}
