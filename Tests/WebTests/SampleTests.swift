import Authority
import Probing
import Testing

@testable import Doors
@testable import mingcha

/// A permission that is checked on no record is not checked: every place of the product's paths has a sample.
@Suite("样例记录", .serialized)
struct SampleTests {
    @Test("每个领域的每个带记录的路由都有样例，多余的样例没有；样例都能由本县的人打开")
    func complete() async throws {
        try await DemoServer.run { server in
            let samples = try await Samples.settle(in: server)
            for area in Assembly.areas {
                let missing = area.routes.filter { $0.access != .everyone && samples.path(of: $0) == nil }.map(\.path)
                #expect(missing == [], "请在 Samples 中写明这些路由的样例")
            }
            let known = Set(Samples.places.keys).union(Assembly.routes.map(\.path))
            #expect(samples.paths.keys.filter { !known.contains($0) } == [])
            for (place, reason) in Samples.ofEverybody { #expect(Samples.places[place] != nil && reason.count >= 5, "\(place)") }
        }
    }

    @Test("每个库的新增表单只填必填项就能新增，别的列都可以空着；本机构里主键相同的第二条被拒，说明在哪个字段")
    func entries() async throws {
        try await DemoServer.run { server in
            let keeper = try await Samples.settle(in: server).keeper.visitor
            func add<Record: EntryRecord>(_: Record.Type) async throws {
                let route = try #require(Assembly.routes.first { $0.method == .post && $0.path == Record.home })
                let json = FilledForm.json(route, typed: [Record.keyName: ["样例甲"]], version: nil)
                let first = try await server.ask([keeper.post("/api/v1" + Record.home, json: json)])[0]
                #expect(first.status == 200, "\(Record.self)：表中可以空着的列写了 NOT NULL？\(first.text.prefix(400))")
                let second = try await server.ask([keeper.post("/api/v1" + Record.home, json: json)])[0]
                #expect(
                    second.status == 422 && second.text.contains("\"\(Record.keyName)\""),
                    "\(Record.self)：机构与主键上要有唯一索引，library 的 refusals 写它的名称，拒绝的 field 是主键：\(second.text.prefix(400))")
            }
            for record in DeclaredLibraries.all { try await add(record) }
        }
    }

    @Test("没有样例的地方会被发现；路径按最后一个名称算")
    func places() {
        let route = Route.get("/things/{id}/parts/{part}/file", .signedIn, "样例") { _ in .json([]) }
        #expect(Samples.place(of: route) == "/things/{id}/parts/{part}")
        #expect(Samples.place(of: .get("/things", .signedIn, "样例") { _ in .json([]) }) == nil)
        #expect(Samples.places["/things/{id}/parts/{part}"] == nil && Samples.places["/items/{id}"]?.isEmpty == false)
    }
}
