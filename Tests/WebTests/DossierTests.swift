import Authority
import Foundation
import Probing
import Registry
import Storage
import Testing

@testable import RegistryPages
@testable import Web
@testable import mingcha

/// 一企一档 and 一人一档: that the page of an object and of an officer shows what the product has of them.
@Suite("档案", .serialized)
struct DossierTests {
    @Test("ELEM-04 一企一档：登记信息、证照、标注、检查、问题与措施、变更历史都在对象的页面和接口里；企业看到的档案也有证照")
    func subject() async throws {
        try await DemoServer.run { server in
            let person = server.resident("唐晓舟")
            let code = try #require(server.enterprises.first?.code)
            let found = try await server.database.read { transaction in
                try UnifiedSocialCreditCode(code).flatMap { try EnterpriseRegister().enterprise(coded: $0, in: transaction)?.id }
            }
            let id = try #require(found)
            let replies = try await server.ask(["/subjects/\(id)", "/api/v1/subjects/\(id)"].map { person.visitor.get($0) })
            for card in ["基本信息", "证照信息", "标注", "检查记录", "发现的问题和处理措施", "变更历史"] {
                #expect(replies[0].text.contains("<h2>" + card), "\(card)")
            }
            let detail = try JSONDecoder().decode(SubjectDetail.self, from: Data(replies[1].body))
            let dossier = try #require(detail.dossier)
            #expect(dossier.licences.map(\.standing) == ["已过期", "即将到期", "有效"])
            #expect(dossier.problems?.isEmpty == false && !dossier.events.isEmpty && detail.history?.entries.isEmpty == false)
            let own = try #require(server.enterprises.first)
            let file = try await server.ask([own.visitor.get("/api/v1/enterprise")])[0]
            #expect(try JSONDecoder().decode(EnterpriseFile.self, from: Data(file.body)).licences.count == 3)
        }
    }

    @Test("ELEM-04 一人一档：执法人员的页面有证件、检查记录、领用的装备和变更历史")
    func officer() async throws {
        try await DemoServer.run { server in
            let person = server.resident("唐晓舟")
            let list = try await server.ask([person.visitor.get("/officers")])[0].text
            let link = try #require(list.firstMatch(of: /\/officers\/[0-9a-f-]{36}/)).0
            let page = try await server.ask([person.visitor.get(String(link))])[0].text
            for card in ["检查记录", "领用的执法装备", "变更历史"] { #expect(page.contains("<h2>" + card), "\(card)") }
            #expect(page.contains("执法证号"))
        }
    }
}
