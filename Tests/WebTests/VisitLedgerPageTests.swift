import Foundation
import Probing
import Storage
import Testing

@testable import Doors
@testable import mingcha

/// 入企检查台账 and 年度检查频次上限 as people, enterprises and the public read them.
@Suite("入企检查台账的页面", .serialized)
struct VisitLedgerPageTests {
    /// The card of the ledger.
    private static func ledger(_ html: String) -> String {
        guard let start = html.range(of: "id=\"visit-ledger\"") else { return "" }
        let rest = html[start.upperBound...]
        return String(rest[..<(rest.range(of: "</section>")?.lowerBound ?? rest.endIndex)])
    }

    @Test("BEY-30、SUBJ-20 对象的页面和执法情报列出谁、何时、为何、多久、要求了什么；待查的计入；其他机构的检查只说机构、方式和期限")
    func agency() async throws {
        try await DemoServer.run { server in
            let planner = server.resident("周启明")
            let id = try await server.database.write { transaction in
                let id = try VisitLedgerRows.settle(in: transaction)
                try VisitLedgerRows.announce(to: id, in: transaction)
                return id
            }
            for path in ["/subjects/\(id)", "/subjects/\(id)/intelligence"] {
                let shown = Self.ledger(try await server.ask([planner.visitor.get(path)])[0].text)
                for words in [
                    "本年入企2次，近12个月2次（含待查1次）", DemoServer.county, "高远航", "双随机抽查", "第一批", "第二批", "分钟", "责令", "待检查", "已完成",
                ] { #expect(shown.contains(words), "\(path) \(words)") }
            }
            let other = server.neighbour.actor.organization
            try await server.database.write { try VisitLedgerRows.giveAway(to: other, in: $0) }
            let shown = Self.ledger(try await server.ask([planner.visitor.get("/subjects/\(id)/intelligence")])[0].text)
            #expect(shown.contains("白沙县市场监督管理局") && shown.contains("第一批") && !shown.contains("第二批"))
            #expect(shown.contains("本年入企2次"))
        }
    }

    @Test("BEY-30、CALM-02 选择检查对象时看到入企次数")
    func picker() async throws {
        try await DemoServer.run { server in
            let planner = server.resident("周启明")
            let id = try await server.database.write { try VisitLedgerRows.settle(in: $0) }
            let name = try await server.ask([planner.visitor.get("/api/v1/subjects/\(id)")])[0]
            struct Named: Decodable { let name: String }
            let words = try JSONDecoder().decode(Named.self, from: Data(name.body)).name
            let query = words.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let options = try JSONDecoder().decode(
                [OptionRow].self, from: Data(try await server.ask([planner.visitor.get("/options/subjects?q=\(query)")])[0].body))
            #expect(options.first { $0.value == id }?.note.hasSuffix(" · 本年入企1次，近12个月1次") == true)
        }
    }

    @Test("BEY-30 企业看到自己的台账：已经进行的检查是谁、何时、为何、多久、要求了什么；尚未进行的检查不告知")
    func enterprise() async throws {
        try await DemoServer.run { server in
            try await server.database.write { transaction in
                try VisitLedgerRows.announce(to: try VisitLedgerRows.settle(in: transaction), in: transaction)
            }
            for account in server.enterprises {
                let shown = Self.ledger(try await server.ask([account.visitor.get("/enterprise")])[0].text)
                for words in ["本年入企1次，近12个月1次", DemoServer.county, "高远航", "第一批", "分钟", "责令"] { #expect(shown.contains(words), "\(words)") }
                #expect(!shown.contains("第二批") && !shown.contains("含待查"))
            }
        }
    }

    @Test("BEY-30 不登录可以看到年度检查频次上限：各机构规定的，和没有规定时的标准；停用的不公开")
    func published() async throws {
        try await DemoServer.run { server in
            let keeper = server.resident("唐晓舟").visitor
            let year = server.platform.clock.today().year
            let form: KeyValuePairs<String, String> = [
                "name": "青石县涉企检查上限", "year": "\(year)", "limitA": "1", "limitB": "3", "exemptions": "eventVerification", "basis": "青检发1号",
            ]
            let saved = try await server.ask([keeper.post("/inspection-caps", form: form)])[0]
            #expect(saved.status == 303)
            func page() async throws -> String { try await server.ask([HTTPQuestion("GET", "/public/caps")])[0].text }
            let shown = try await page()
            for words in [
                "没有另作规定的机构", "信用等级A：1次，信用等级B：2次，信用等级C：4次，信用等级D：不限，信用等级未评价：4次", "二次核查",
                "青石县涉企检查上限", "\(year)年", DemoServer.county, "信用等级B：3次，信用等级C：不限", "青检发1号",
            ] { #expect(shown.contains(words), "\(words)") }
            let path = saved["location"] ?? ""
            let left = try await server.ask([keeper.post(path + "/disabling", form: ["reason": "重新制定", "version": "1"])])[0]
            #expect(left.status == 303)
            #expect(try await !page().contains("青检发1号"))
        }
    }
}
