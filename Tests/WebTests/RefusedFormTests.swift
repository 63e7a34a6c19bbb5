import Authority
import Foundation
import Probing
import Registry
import Storage
import Testing
import Timekeeping

@testable import Doors
@testable import RegistryPages

/// Forms that come back: what was typed and not chosen, pages of several forms, versions that are none.
@Suite("被退回的表单", .serialized)
struct RefusedFormTests {
    private static let declared = DeclaredFields([
        Field("agency", "机构", .picker(source: "/options/organizations", many: false)),
        Field("officer", "人员", .picker(source: "/options/officers", many: true)),
        Field("basis", "依据", .picker(source: "/options/articles", many: true), takesTyped: true), Field("name", "名称"),
    ])

    private static func named(_ typed: [String: String]) -> [String] {
        do {
            try declared.checkChosen(Values(typed))
            return []
        } catch { return error.byField.map(\.name) }
    }

    @Test("在选择框中填写而没有选定的文字，按字段指出；选定后留下的名称、可以直接填写的，不算")
    func typedAndNotChosen() {
        #expect(Self.named(["agency_text": "某局"]) == ["agency"] && Self.named(["agency": "", "agency_text": "某局"]) == ["agency"])
        #expect(Self.named(["agency": "甲", "agency_text": "某局"]) == [])
        #expect(Self.named(["officer": "甲", "officer_text": "没有选定的人"]) == ["officer"])
        #expect(Self.named(["officer": "甲", "officer_text": " "]) == [] && Self.named(["agency_text": ""]) == [])
        #expect(Self.named(["basis_text": "《某规定》第一条", "name_text": "甲"]) == [])
    }

    @Test("行政区划可以直接填写代码：没有从列表中选择的代码同样保存")
    func typedCode() throws {
        let taken = Values(["division": "", "division_text": " 530000 "]).takingTyped("division")
        #expect(taken["division"] == "530000")
        #expect(Values(["division": "110000", "division_text": "北京市"]).takingTyped("division")["division"] == "110000")
        let typed = Values([
            "act": "draft", "name": "甲公司", "jurisdiction": Organization.ID(at: Instant(milliseconds: 0)).description, "division_text": "530000",
        ])
        #expect(try OrganizationSubjectForm().record(typed, of: nil).divisionCode == "530000")
    }

    private struct Told: Decodable {
        struct Place: Decodable { let field: String }
        let code: String
        let errors: [Place]
    }

    @Test("OPS-04 版本不是整数的修改按字段指出，不当作他人已修改；没有版本的同样指到版本")
    func versions() async throws {
        try await DemoServer.run { server in
            let keeper = server.resident("唐晓舟")
            let area = try #require(
                try await server.database.read { try RegulatoryArea.all(of: keeper.actor.organization, in: $0) }.first)
            let path = "/api/v1/areas/\(area.id)"
            let bodies = ["\"abc\"", "-1", "1.5", "1e400", "\"01\"", "99999999999999999999", "null"].map { "{\"name\":\"新名\",\"version\":\($0)}" }
            let replies = try await server.ask(bodies.map { keeper.visitor.post(path, json: $0) })
            for (body, reply) in zip(bodies, replies) {
                #expect(reply.status == 422, "\(body) \(reply.text)")
                let told = try JSONDecoder().decode(Told.self, from: Data(reply.body))
                #expect(told.errors.map(\.field) == ["version"], "\(body) \(reply.text)")
            }
            let late = try await server.ask([keeper.visitor.post(path, json: "{\"name\":\"新名\",\"version\":\(area.version + 5)}")])[0]
            #expect(late.status == 409)
        }
    }

    @Test("责任人员填写而没有选定时退回，填写的内容都在；划定范围不受影响")
    func pickers() async throws {
        try await DemoServer.run { server in
            let keeper = server.resident("唐晓舟")
            let areas = try await server.database.read { try RegulatoryArea.all(of: keeper.actor.organization, in: $0) }
            let area = try #require(areas.first)
            let reply = try await server.ask([
                keeper.visitor.post(
                    "/areas/\(area.id)/grid", form: ["version": "\(area.version)", "words": "云溪路", "officers_text": "没有这个人"])
            ])[0]
            #expect(reply.status == 422 && reply.text.contains("没有选定“没有这个人”：请从列表中选择责任人员，不需要的请清空"))
            #expect(reply.text.contains("value=\"没有这个人\"") && reply.text.contains("云溪路"))
            let tags = reply.text.matches(of: /<input[^>]*>/).map { String($0.output) }
            let field = try #require(tags.first { $0.contains("id=\"f-officers\"") })
            #expect(field.contains("aria-invalid=\"true\"") && field.contains("aria-describedby=\"f-officers-error\""))
            let after = try await server.database.read { try RegulatoryArea.all(of: keeper.actor.organization, in: $0) }
            #expect(after.map(\.version) == areas.map(\.version))
        }
    }

    @Test("一页有几个表单时，被退回的那一个展开，带着填写的内容和它的错误；各字段的标识不重复")
    func severalForms() async throws {
        try await DemoServer.run { server in
            let keeper = server.resident("唐晓舟")
            let areas = try await server.database.read { try RegulatoryArea.all(of: keeper.actor.organization, in: $0) }
            try #require(areas.count > 1)
            let reply = try await server.ask([
                keeper.visitor.post("/areas/\(areas[1].id)", form: ["version": "\(areas[1].version)", "name": areas[0].name, "enabled": "1"])
            ])[0]
            #expect(reply.status == 422)
            let folds = Array(reply.text.components(separatedBy: "<details")[1...])
            let refused = folds.filter { $0.contains("该片区/商圈已存在") }
            #expect(refused.count == 1)
            let fold = try #require(refused.first)
            #expect(fold.prefix { $0 != ">" }.contains("open") && fold.contains("action=\"/areas/\(areas[1].id)\""))
            let input = try #require(fold.firstMatch(of: /<input id="([^"]+)" name="name"[^>]*>/))
            #expect(input.output.0.contains("value=\"\(areas[0].name)\"") && input.output.0.contains("aria-invalid=\"true\""))
            #expect(fold.contains("href=\"#\(input.output.1)\"") && fold.contains("for=\"\(input.output.1)\""))
            let ids = reply.text.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
            #expect(Set(ids).count == ids.count, "\(ids.filter { id in ids.count { $0 == id } > 1 })")
        }
    }

    private struct Subjects: Decodable {
        struct Row: Decodable { let id: String }
        let rows: [Row]
    }

    @Test("关联被退回时，错误在关联的表单上，不在标注的表单上，填写的关系还在")
    func links() async throws {
        try await DemoServer.run { server in
            let keeper = server.resident("唐晓舟")
            let listed = try await server.ask([keeper.visitor.get("/api/v1/subjects")])[0]
            let subject = try #require(try JSONDecoder().decode(Subjects.self, from: Data(listed.body)).rows.first?.id)
            let path = "/subjects/\(subject)/links"
            let reply = try await server.ask([keeper.visitor.post(path, form: ["other": subject, "other_text": "自己", "relation": "使用单位"])])[0]
            #expect(reply.status == 422)
            let forms = Array(reply.text.components(separatedBy: "<form")[1...])
            let told = forms.filter { $0.contains("对象不能与自己关联") }
            #expect(told.count == 1)
            #expect(try #require(told.first).contains("action=\"\(path)\"") && told[0].contains("value=\"使用单位\""))
        }
    }
}
