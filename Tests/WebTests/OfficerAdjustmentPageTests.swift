import Foundation
import Probing
import Storage
import Tasking
import Testing

@testable import Doors
@testable import TaskingPages
@testable import mingcha

/// 调整检查人员 as the planner of the executing agency uses it.
@Suite("调整检查人员的页面", .serialized)
struct OfficerAdjustmentPageTests {
    private static let list = "/officer-adjustments"

    /// The running task with officers drawn anew, from everybody who may be drawn.
    private static func run(_ body: @escaping @Sendable (DemoServer, Visitor) async throws -> Void) async throws {
        try await DemoServer.run { server in
            let (planner, platform) = (server.resident("周启明"), server.platform)
            let (task, officers) = try await server.database.write { transaction in
                try AdjustmentRows.settle(under: planner.actor.organization, in: transaction)
                let agency = planner.actor.organization, today = platform.clock.today()
                return (
                    try StatedRecords.one("SELECT id FROM inspection_task WHERE name LIKE '%第二批%'", as: InspectionTask.self, in: transaction),
                    try OfficerCandidate.available(agency, on: today, in: transaction).map(\.id)
                )
            }
            let draw = try await OfficerDraw(of: task, from: Set(officers), teamSize: 2)
                .make(by: planner.actor, clock: platform.clock, protection: platform.protection, in: server.database)
            _ = try await DrawStopping(of: draw)
                .make(by: planner.actor, clock: platform.clock, protection: platform.protection, in: server.database)
            try await body(server, planner.visitor)
        }
    }

    private static func rows(_ person: Visitor, _ server: DemoServer) async throws -> [OfficerAdjustmentRow] {
        let reply = try await server.ask([person.get("/api/v1\(list)?size=100")])[0]
        return try JSONDecoder().decode(ListModel<OfficerAdjustmentRow>.self, from: Data(reply.body)).rows
    }

    private static func model(_ id: String, _ person: Visitor, _ server: DemoServer) async throws -> AdjustmentModel {
        let reply = try await server.ask([person.get("/api/v1/task-subjects/" + id)])[0]
        return try JSONDecoder().decode(AdjustmentModel.self, from: Data(reply.body))
    }

    @Test("ADJ-06、ADJ-09 单个调整：默认重新抽取；手动更换缺理由时“请输入调整理由”，所选人员还在；调整后页面给出抽取记录的链接")
    func single() async throws {
        try await Self.run { server, planner in
            let row = try #require(try await Self.rows(planner, server).first)
            let before = try #require(try await Self.model(row.id, planner, server).replaceable)
            #expect(before.isDrawn && before.team.count == 2 && !before.others.isEmpty)
            let path = "/task-subjects/\(row.id)"
            func send(_ officer: String, _ way: String, _ next: String, _ version: Int) async throws -> HTTPReply {
                try await server.ask([planner.post(
                    path + "/officers", form: ["officer": officer, "way": way, "next": next, "reason": "", "version": "\(version)"])])[0]
            }
            let refused = try await send(before.team[0].value, "manual", before.others[0].value, row.version)
            #expect(refused.status == 422 && refused.text.contains("请输入调整理由"))
            for chosen in [before.team[0].value, before.others[0].value, "manual"] {
                #expect(refused.text.contains("<option value=\"\(chosen)\" selected"), "\(chosen)")
            }
            #expect(try await send(before.team[0].value, "", "", row.version).status == 303)
            let model = try await Self.model(row.id, planner, server), entry = try #require(model.entries.first)
            #expect(model.entries.count == 1 && entry.way == "随机抽取")
            let draw = try #require(entry.draw)
            #expect(try await server.ask([planner.get(path)])[0].text.contains("href=\"/draws/\(draw)\""))
            #expect(try await server.ask([planner.get("/draws/\(draw)")])[0].text.contains("抽取更换人员"))
            #expect(try await server.ask([planner.post("/draws/\(draw)/verification", form: [:])])[0].status == 303)
            // another one saw the object as it was before
            #expect(try await send(before.team[1].value, "drawn", "", row.version).status == 409)
        }
    }

    @Test("ADJ-06、ADJ-08、ADJ-09、SEC-08 批量调整逐条告知结果：不由所选人员检查的、看过之后变动过的不调整；理由过长时重新询问，所选内容还在；无权的人不能用，邻县的人得到不存在")
    func batch() async throws {
        try await Self.run { server, planner in
            let rows = try await Self.rows(planner, server)
            let team = try #require(try await Self.model(rows[0].id, planner, server).replaceable?.team)
            let key = BulkAct.key(rows[0].id, rows[0].version), stale = BulkAct.key(rows[1].id, rows[1].version + 1)
            func form(_ reason: String) -> KeyValuePairs<String, String> {
                ["id": key, "id": stale, "confirmed": "yes", "officer": team[1].value, "way": "drawn", "reason": reason]
            }
            #expect(try await server.ask([server.resident("高远航").visitor.post(Self.list, form: form(""))])[0].status == 403)
            #expect(try await server.ask([server.neighbour.visitor.post(Self.list, form: form(""))])[0].status == 404)
            let asked = try await server.ask([planner.post(Self.list, form: ["id": key])])[0].text
            for shown in ["调整 1 个检查对象的检查人员？", rows[0].name, team[0].value, "<option value=\"drawn\" selected"] {
                #expect(asked.contains(shown), "\(shown)")
            }
            let long = String(repeating: "长", count: 501)
            let refused = try await server.ask([planner.post(Self.list, form: form(long))])[0]
            #expect(refused.status == 422 && refused.text.contains("调整理由限制在500字符") && refused.text.contains(long))
            #expect(refused.text.contains("<option value=\"\(team[1].value)\" selected"))
            #expect(try await Self.rows(planner, server).map(\.version) == rows.map(\.version))
            let json = "{\"id\": [\"\(key)\", \"\(stale)\"], \"officer\": \"\(team[1].value)\", \"way\": \"drawn\", \"reason\": \"出差\"}"
            let done = try JSONDecoder().decode(Done.self, from: Data(try await server.ask([planner.post("/api/v1" + Self.list, json: json)])[0].body))
            #expect(done.message == "成功1条，失败1条" && done.refused?.map(\.message) == [StorageError.overtakenMessage])
            #expect(try await Self.model(rows[0].id, planner, server).entries.map(\.reason) == ["出差"])
        }
    }
}
