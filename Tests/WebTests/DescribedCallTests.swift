import Foundation
import Probing
import TestKit
import Testing

@testable import AuthorityPages
@testable import Doors
@testable import Web

/// What programs send and get is what the description says.
@Suite("接口说明与实际")
struct DescribedCallTests {
    private static let fields = DeclaredFields([
        Field("name", "名称", .text(maxLength: 3)), Field("count", "数量", .integer(1...9)), Field("open", "可选", .choices([])),
        Field("text.{row}", "内容", .text(maxLength: 2)), Field("agency", "机构", .picker(source: "/options/organizations", many: false)),
        Field("file", "附件", .file(accept: ".pdf", many: false)),
    ])

    private static func problems(_ typed: [String: String], files: [UploadedFile] = []) -> [String] {
        do {
            try fields.check(Values(typed), files: files)
            return []
        } catch { return error.byField.map(\.name) }
    }

    @Test("程序送来的字段：没有声明的、取值不对的、应为文件的，都按名称指出")
    func declared() {
        #expect(Self.problems(["name": "甲", "count": "3", "open": "任意", "text.1": "乙", "agency_text": "某局", "_once": "x"]) == [])
        #expect(Self.problems(["nam": "甲"]) == ["nam"] && Self.problems(["text.": "甲"]) == ["text."])
        #expect(Self.problems(["name_text": "甲"]) == ["name_text"])
        #expect(Self.problems(["count": "10"]) == ["count"] && Self.problems(["text.1": "甲乙丙"]) == ["text.1"])
        // four scalars, three characters
        #expect(Self.problems(["name": "甲乙e\u{301}"]) == ["name"])
        #expect(Self.problems(["file": "甲"]) == ["file"])
        var twice = Values()
        twice.set("name", all: ["甲", "乙"])
        twice.set("open", all: ["甲", "乙"])
        #expect(throws: Problems("name", "“name”出现了多次，请只保留一个")) { try Self.fields.check(twice) }
        #expect(throws: Problems("count", "请填写数量，或去掉这个查询条件")) { try Self.fields.checkQuery(Values(["count": ""])) }
        let file = UploadedFile(field: "fiel", name: "a.pdf", bytes: [1])
        #expect(Self.problems([:], files: [file]) == ["fiel"])
    }

    @Test("几种表单合成的说明：选项合在一起，都必填的才必填")
    func union() {
        let forms = [
            [Field("a", "甲", .choice([.init("1", "一")]), required: true), Field("b", "乙", .text(maxLength: 5), required: true)],
            [Field("a", "甲", .choice([.init("2", "二")]), required: true), Field("b", "乙", .text(maxLength: 9))],
        ]
        let union = Field.union(forms)
        #expect(union.map(\.name) == ["a", "b"] && union.map(\.isRequired) == [true, false])
        guard case .choice(let options) = union[0].kind, case .text(9) = union[1].kind else {
            Issue.record("kinds are not joined")
            return
        }
        #expect(options.map(\.value) == ["1", "2"])
    }

    private struct Sample: Codable {
        enum Tone: String, Codable, CaseIterable { case low, high }
        struct Row: Codable { let id: String, count: Int?, tone: Tone }
        let rows: [Row]
        let when: Date?
        let flags: [String: Bool]
    }

    @Test("应答的说明：可以没有的成员不说成必有，枚举之后的成员也在")
    func schema() {
        let row: [Schema.Property] = [
            .init(name: "id", schema: .string, isRequired: true), .init(name: "count", schema: .integer, isRequired: false),
            .init(name: "tone", schema: .string, isRequired: true),
        ]
        guard case .object(let properties) = Schema.of(Sample.self) else {
            Issue.record("no object")
            return
        }
        #expect(properties.first { $0.name == "rows" }?.schema == .array(.object(row)))
        #expect(properties.map(\.name) == ["rows", "when", "flags"] && properties.map(\.isRequired) == [true, false, true])
    }

    private static func json(_ reply: HTTPReply) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any])
    }

    @Test("程序只凭接口说明就能登录、查询和办理：登录、取表单令牌、列出、修改，重试不重复")
    func developer() async throws {
        try await DemoServer.run { server in
            let account = try #require(try await server.database.read { try DemoAccounts.list(in: $0) }.first { $0.name == "唐晓舟" })
            let login = try await server.ask([HTTPQuestion(
                "POST", "/api/v1/login", type: "application/json",
                body: Array("{\"account\":\"\(account.account)\",\"password\":\"\(DemoAccounts.password)\"}".utf8))])[0]
            #expect(login.status == 200)
            let cookie = try #require(login["set-cookie"]?.split(separator: ";").first.map(String.init))
            let session = try Self.json(try await server.ask([HTTPQuestion("GET", "/api/v1/session", headers: [("Cookie", cookie)])])[0])
            #expect(session["name"] as? String == "唐晓舟" && (session["permissions"] as? [String])?.isEmpty == false)
            let token = try #require(session["csrf"] as? String)
            let headers = [("Cookie", cookie), ("X-CSRF-Token", token), ("Idempotency-Key", "k-1")]
            let add = HTTPQuestion("POST", "/api/v1/areas", headers: headers, type: "application/json", body: Array("{\"name\":\"南塘老街\"}".utf8))
            let made = try await server.ask([add, add])
            #expect(made.map(\.status) == [200, 200] && made[0].text == made[1].text)
            let listed = try Self.json(try await server.ask([HTTPQuestion("GET", "/api/v1/areas", headers: [("Cookie", cookie)])])[0])
            let areas = try #require(listed["areas"] as? [[String: Any]])
            #expect(areas.filter { $0["name"] as? String == "南塘老街" }.count == 1)
        }
    }

    @Test("没有声明的查询条件和字段，接口拒绝并指出名称，页面照常打开；错误的形状都一样")
    func undeclared() async throws {
        try await DemoServer.run { server in
            let visitor = server.resident("唐晓舟").visitor
            let replies = try await server.ask([
                visitor.get("/api/v1/subjects?nmae=a"), visitor.get("/api/v1/subjects?page=0"), visitor.get("/api/v1/subjects?size=7"),
                visitor.post("/api/v1/areas", json: "{\"name\":\"甲\",\"nmae\":\"乙\"}"),
                visitor.post("/api/v1/areas", json: "{\"name\":1}"), visitor.get("/api/v1/subjects/x"),
                HTTPQuestion("GET", "/api/v1/subjects"), HTTPQuestion("DELETE", "/api/v1/subjects"),
            ])
            #expect(replies.map(\.status) == [422, 422, 422, 422, 422, 404, 401, 405])
            for (reply, field) in zip(replies, ["nmae", "page", "size", "nmae", "name"]) {
                let errors = try #require(try Self.json(reply)["errors"] as? [[String: String]])
                #expect(errors.map { $0["field"] } == [field] && errors.first?["message"]?.isEmpty == false)
            }
            for reply in replies {
                #expect(reply["content-type"]?.hasPrefix("application/problem+json") == true)
                #expect(try Set(Self.json(reply).keys).isSuperset(of: ["title", "status", "code", "detail", "errors"]))
            }
            #expect(replies[7]["allow"] == "GET, HEAD, POST")
            let page = try await server.ask([visitor.get("/subjects?nmae=a&utm_source=b"), visitor.get("/subjects?page=0")])
            #expect(page.map(\.status) == [200, 200])
        }
    }

    @Test("接口说明写明分页、文件、令牌、路径中的编号，每个操作有自己的编号")
    func document() async throws {
        try await DemoServer.run { server in
            let replies = try await server.ask([HTTPQuestion("GET", "/api/v1/openapi.json"), HTTPQuestion("GET", "/api/v1/openapi.json")])
            #expect(replies[0]["etag"] != nil && replies[0]["etag"] == replies[1]["etag"])
            let known = [("If-None-Match", replies[0]["etag"] ?? "")]
            #expect(try await server.ask([HTTPQuestion("GET", "/api/v1/openapi.json", headers: known)])[0].status == 304)
            let paths = try #require(try Self.json(replies[0])["paths"] as? [String: [String: [String: Any]]])
            let operations = paths.values.flatMap(\.values)
            #expect(Set(operations.compactMap { $0["operationId"] as? String }).count == operations.count)
            let list = try #require(paths["/api/v1/subjects"]?["get"]?["parameters"] as? [[String: Any]])
            #expect(Set(list.compactMap { $0["name"] as? String }).isSuperset(of: ["page", "size", "after", "before", "q"]))
            let upload = try #require(paths["/api/v1/imports/{kind}"]?["post"]?["requestBody"] as? [String: Any])
            #expect((upload["content"] as? [String: Any])?.keys.sorted() == ["multipart/form-data"] && upload["required"] as? Bool == true)
            let one = try #require(paths["/api/v1/subjects/{id}"]?["get"]?["parameters"] as? [[String: Any]])
            #expect((one.first?["schema"] as? [String: String])?["format"] == "uuid")
            let act = try #require(paths["/api/v1/areas/{id}"]?["post"])
            #expect((act["security"] as? [[String: Any]])?.first?.keys.sorted() == ["formToken", "session"])
            #expect((act["responses"] as? [String: Any])?["default"] == nil)
        }
    }
}
