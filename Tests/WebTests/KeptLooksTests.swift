import Authority
import Foundation
import Importing
import Library
import Paperwork
import Probing
import Registry
import Storage
import Testing

@testable import Doors
@testable import mingcha

/// What people look at and what they are refused, as an auditor finds it afterwards.
@Suite("查看与拒绝留痕", .serialized)
struct KeptLooksTests {
    private func officer(_ server: DemoServer) throws -> DemoServer.Resident {
        try #require(server.countyPeople.first { $0.actor.may(.inspect) && !$0.actor.may(.manageOfficers) })
    }

    @Test("SEC-05 无权限的请求写入操作日志，说明是谁、想做什么；同一人反复请求同一入口，十分钟内只记一次")
    func denials() async throws {
        try await DemoServer.run { server in
            let officer = try officer(server)
            let before = try await server.database.read { try KeptFacts.of(AccessDenial.denied, in: $0) }
            let replies = try await server.ask([officer.visitor.get("/security"), officer.visitor.get("/security"), officer.visitor.get("/api/v1/accounts")])
            #expect(replies.map(\.status) == [403, 403, 403])
            let kept = try await server.database.read { try KeptFacts.of(AccessDenial.denied, in: $0) }.dropFirst(before.count)
            #expect(kept.map(\.person) == [officer.name, officer.name])
            #expect(Set(kept.map(\.record)) == [officer.actor.account.bytes])
            let summaries = Assembly.routes.filter { ["/security", "/accounts"].contains($0.path) && $0.method == .get }.map(\.summary)
            #expect(summaries.allSatisfy { summary in kept.contains { $0.payload.contains(summary) } })
        }
    }

    @Test("SEC-05 查阅文书和下载其PDF都写入操作日志，十分钟内再看不重复记")
    func readings() async throws {
        try await DemoServer.run { server in
            let officer = try officer(server)
            let id = try await server.database.read { try KeptFacts.latest("enforcement_document", in: $0) }
            let replies = try await server.ask([
                officer.visitor.get("/documents/\(id)/pdf"), officer.visitor.get("/documents/\(id)"), officer.visitor.get("/documents/\(id)"),
            ])
            #expect(replies.map(\.status) == [200, 200, 200])
            let kept = try await server.database.read { try KeptFacts.of(DocumentReading.read, in: $0) }
            #expect(kept.map(\.person) == [officer.name])
            #expect(kept.first?.record == EnforcementDocument.ID(id)?.bytes)
        }
    }

    @Test("SEC-06 修改执法人员的页面只显示身份证号和电话的掩码，原样保存不改变号码")
    func officerNumbers() async throws {
        try await DemoServer.run { server in
            let admin = try #require(server.countyPeople.first { $0.actor.may(.manageOfficers) })
            let id = try await server.database.read { try KeptFacts.latest("enforcement_officer", in: $0) }
            let before = try await server.database.read { try KeptFacts.citizenIndex(officer: id, in: $0) }
            let page = try await server.ask([admin.visitor.get("/officers/\(id)/edit")])[0]
            #expect(page.status == 200)
            // A number stands alone; a run of digits inside a token of the page is none.
            #expect(page.text.firstMatch(of: /[^0-9a-f][0-9]{17}[0-9X][^0-9a-f]/) == nil)
            #expect(page.text.firstMatch(of: /value="1[0-9]{10}"/) == nil)
            let typed = { (name: String) in Self.value(name, of: page.text) }
            #expect(typed("citizenID").contains("**********"))
            let reply = try await server.ask([admin.visitor.post("/officers/\(id)", form: [
                "name": typed("name"), "citizenID": typed("citizenID"), "position": "另一职务", "phone": typed("phone"),
                "organization": typed("organization"), "certificate": typed("certificate"), "validUntil": typed("validUntil"),
                "qualification": "enforcement", "domains": "marketRegulation", "version": typed("version"),
            ])])[0]
            #expect(reply.status == 303)
            #expect(try await server.database.read { try KeptFacts.citizenIndex(officer: id, in: $0) } == before)
        }
    }

    /// What the page has put into the field.
    private static func value(_ name: String, of page: String) -> String {
        guard let input = page.components(separatedBy: "<input").first(where: { $0.contains("name=\"\(name)\"") }),
            let part = input.components(separatedBy: "value=\"").dropFirst().first
        else { return "" }
        return String(part.prefix { $0 != "\"" })
    }

    @Test("SEC-04 经TLS访问时登录凭证的名称带 __Host- 前缀，两端各用各的")
    func cookieNames() {
        #expect(SessionCookie.allCases.map { $0.name(isSecure: true) } == ["__Host-mingcha-session", "__Host-mingcha-enterprise"])
        #expect(SessionCookie.allCases.map { $0.name(isSecure: false) } == ["mingcha-session", "mingcha-enterprise"])
    }
}
