import Authority
import Foundation
import Probing
import Storage
import Tasking
import Testing

@testable import Doors
@testable import mingcha

/// A refusal that concerns one field is told at that field, to programs and to people.
@Suite("拒绝指到字段", .serialized)
struct RefusedFieldTests {
    @Test("每条指明字段的拒绝，都有表单有这个字段")
    func named() throws {
        let fields = Assembly.routes.flatMap(\.form)
        let known = Set(fields.map(\.name) + fields.map(\.label))
        let hasFile = fields.contains { if case .file = $0.kind { true } else { false } }
        let said = try Self.sources().flatMap(Self.said)
        #expect(said.count > 60 && hasFile)
        for name in said where name != "file" { #expect(known.contains(name), "没有名为 \(name) 的字段") }
    }

    @Test("指明了没有的字段会被发现")
    func sample() {
        let text = """
                package var message: String { "请填写" }
                package var field: String? {
                    switch self {
                    case .taken, .wrong: "nowhere"
                    case .gone: nil
                    }
                }
                package var other: String? { "elsewhere" }
            """
        #expect(Self.said(in: text) == ["nowhere"])
    }

    /// The names in `field` of the refusals of a source.
    private static func said(in text: String) -> [String] {
        text.matches(of: /var field: String\? \{\n(?s:(.*?))\n\s*\}\n\s*\}/).flatMap { match in
            match.1.matches(of: /: "([^"]+)"/).map { String($0.1) }
        }
    }

    private static func sources() throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let walk = try #require(FileManager.default.enumerator(atPath: folder.path()))
        var texts: [String] = []
        for case let name as String in walk where name.hasSuffix(".swift") {
            texts.append(try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
        return texts
    }

    private struct Told: Decodable {
        struct Place: Decodable {
            let field: String
            let message: String
        }
        let code: String
        let detail: String
        let errors: [Place]
    }

    /// Refused as JSON and as a form, at that field.
    private func check(
        _ path: String, json: String, form: KeyValuePairs<String, String>, by person: String, at field: String, _ message: String,
        on server: DemoServer
    ) async throws {
        let visitor = server.resident(person).visitor
        let replies = try await server.ask([visitor.post("/api/v1" + path, json: json), visitor.post(path, form: form)])
        #expect(replies.map(\.status) == [422, 422], "\(path) \(replies[0].text)")
        let told = try JSONDecoder().decode(Told.self, from: Data(replies[0].body))
        #expect(told.errors.map(\.field) == [field] && told.errors.first?.message == message && told.detail == message, "\(path)")
        #expect(!told.code.hasPrefix("web."), "\(path) \(told.code)")
        let page = replies[1].text
        let tags = page.matches(of: /<(?:input|select|textarea)[^>]*>/).map { String($0.output) }
        #expect(tags.contains { $0.contains("id=\"f-\(field)\"") && $0.contains("aria-invalid=\"true\"") }, "\(path) \(field)")
        #expect(page.contains("href=\"#f-\(field)\""), "\(path)")
    }

    @Test("ORG-10、PLAN-05 号码已被使用、未选审核人员，都指到各自的字段：接口的 errors 写明字段，页面在字段旁说明")
    func told() async throws {
        try await DemoServer.run { server in
            let agency = server.resident("许慎行").actor.organization
            let citizen = try #require(CitizenIDNumber(completing: "99010019900101001")?.description)
            try await check(
                "/accounts",
                json: #"{"name":"新人","mobile":"19900000001","citizenId":"\#(citizen)","organization":"\#(agency)","roles":["planner"]}"#,
                form: [
                    "name": "新人", "mobile": "19900000001", "citizenId": citizen, "organization": agency.description, "roles": "planner",
                ], by: "许慎行", at: "mobile", "该手机号已存在账号", on: server)
            let planner = server.resident("周启明").actor, now = server.platform.clock.now()
            let plan = try await server.database.write { transaction in
                try PlanMaking(.doubleRandom, PlanRecord(year: 2026, name: "只有名称的计划")).make(by: planner, at: now, in: transaction)
            }
            try await check(
                "/plans/\(plan)/submission", json: #"{"version":1}"#, form: ["version": "1"], by: "周启明", at: "reviewer", "请选择审核人员",
                on: server)
        }
    }
}
