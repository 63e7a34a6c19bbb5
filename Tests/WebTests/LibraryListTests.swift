import Foundation
import Probing
import Testing

@testable import Doors
@testable import RegistryPages

/// Lists of items and articles, as somebody reads them who knows nothing of the tables behind them.
@Suite("一单两库的列表", .serialized)
struct LibraryListTests {
    @Test("LIB-02 条文检索先列有正文的条文；只在文件名称中找到、正文未录入的列在最后，不查找时不列")
    func articles() async throws {
        try await DemoServer.run { server in
            let business = server.resident("唐晓舟").visitor
            let form: KeyValuePairs<String, String> = [
                "title": "示例通知（虚构）", "kind": "normativeDocument", "effectiveOn": "2020-01-01",
                "text": "第一条 依照食品安全法设置围栏。\n第二条 本通知自2020年1月1日起施行。",
            ]
            #expect(try await server.ask([business.post("/laws", form: form)])[0].status == 303)
            let all = try await Self.articles("", business, server)
            #expect(all.contains { $0.title == "示例通知（虚构）" })
            #expect(all.allSatisfy { $0.words != "条文未录入" })
            let found = try await Self.articles("&q=" + Values.encoded("食品安全法"), business, server)
            #expect(found.first?.title == "示例通知（虚构）")
            #expect(found.dropFirst().contains { $0.words == "条文未录入" })
        }
    }

    @Test("ELEM-03 监管事项列表中未配置检查表单的事项，就是要素关联检查列出的事项无表单")
    func itemsWithoutForm() async throws {
        try await DemoServer.run { server in
            let keeper = server.resident("唐晓舟"), business = keeper.visitor, agency = keeper.actor.organization
            try await server.database.write { try DemoServer.takeForms(of: agency, in: $0) }
            let list = try await server.ask([business.get("/api/v1/items?size=100")])[0]
            let rows = try JSONDecoder().decode(ListModel<ItemRow>.self, from: Data(list.body)).rows
            let without = rows.filter { $0.isClaimed && $0.isEnabled && !$0.hasForm }.map(\.name)
            #expect(!without.isEmpty)
            let breaks = try await server.ask([business.get("/element-breaks")])[0].text
            #expect(breaks.contains("事项无表单（\(without.count)）"))
            for name in without { #expect(breaks.contains(name)) }
        }
    }

    private static func articles(_ query: String, _ person: Visitor, _ server: DemoServer) async throws -> [ArticleRow] {
        let list = try await server.ask([person.get("/api/v1/laws/articles?size=100" + query)])[0]
        return try JSONDecoder().decode(ListModel<ArticleRow>.self, from: Data(list.body)).rows
    }
}
