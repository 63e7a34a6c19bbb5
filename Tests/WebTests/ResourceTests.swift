import Authority
import Foundation
import Probing
import Storage
import Testing

@testable import Doors
@testable import mingcha

/// Architecture, section 7: what GET gave can be changed and posted back. The pairs are found in the list of routes, so that a
/// new noun is covered or fails by its name.
@Suite("读到的记录可以整个交回", .serialized)
struct ResourceTests {
    private static let acts = Assembly.routes.filter { $0.method == .post && $0.format != .pageOnly }
    private static let pairs = acts.compactMap { act in act.resource(among: Assembly.routes).map { (act: act, resource: $0) } }

    /// Acts at the address of a record that don't change what was read there, each with the reason.
    private static let none = [
        "/imports/{kind}": "上传一个文件，{kind}不是记录",
        "/workshops/{id}": "厂、车间在监管对象的设备信息中读取",
    ]

    @Test("每个修改记录的路由都有给出该记录的接口；不算的写明理由")
    func paired() {
        let paired = Set(Self.pairs.map(\.act.path))
        #expect(paired.count > 20)
        let changes = Self.acts.filter { $0.path.hasSuffix("}") && !$0.form.isEmpty }.map(\.path)
        #expect(changes.filter { !paired.contains($0) && Self.none[$0] == nil } == [], "请让读取它的接口给出这些字段（changeable），或写明理由")
        #expect(Self.none.keys.filter { path in !Self.acts.contains { $0.path == path } } == [])
    }

    @Test("一个成员只有一种意思：表单里可以空着的字段，页面内容里没有同名的")
    func once() {
        for route in Assembly.routes where !route.changeable.isEmpty {
            guard case .object(let properties) = route.answer?() else { continue }
            let names = Set(properties.map(\.name))
            let clashing = route.changeable.filter { $0.mayBeMissing && names.contains($0.name) }.map(\.name)
            #expect(clashing == [], "\(route.path)")
        }
    }

    @Test("每个可以修改的记录，读到的JSON不改一字交回即成功，记录不变，日志里没有前后不同的内容")
    func postedBack() async throws {
        try await DemoServer.run { server in
            let samples = try await Samples.settle(in: server)
            for pair in Self.pairs where Self.none[pair.act.path] == nil { try await postBack(pair.act, pair.resource, samples) }
        }
    }

    private func postBack(_ act: Route, _ resource: Route, _ samples: Samples) async throws {
        let server = samples.server
        let people = [samples.keeper] + server.people.filter { !server.countyPeople.map(\.name).contains($0.name) && $0.name != DemoServer.neighbour }
        var (done, answers): (Int, Set<String>) = (0, [])
        for (path, source) in try await Self.addresses(act, resource, samples) {
            for person in people where act.access.admits(person.actor) && resource.access.admits(person.actor) {
                let read = try await server.ask([person.visitor.get("/api/v1" + source)])[0]
                // what its page offers no change of is not sent back
                guard read.status == 200, try Self.offersChange(read) else { continue }
                let before = try await server.database.read { try Samples.end(in: $0) }
                let reply = try await server.ask([person.visitor.post("/api/v1" + path, json: read.text)])[0]
                guard reply.status == 200 else {
                    answers.insert("\(reply.status) \(reply.text.prefix(300))")
                    #expect(reply.problemCode != "web.form.invalid" && reply.status != 400, "\(act.path) \(path) \(person.name)：\(reply.text.prefix(500)) \(read.text.prefix(1500))")
                    continue
                }
                done += 1
                let again = try await server.ask([person.visitor.get("/api/v1" + source)])[0]
                #expect(try Self.told(read, act) == Self.told(again, act), "\(act.path) \(path)")
                for fact in try await server.database.read({ try Samples.facts(after: before, in: $0) }) {
                    let changed = try FactPayload(json: fact.payload).details.filter { $0.before != $0.after }
                    #expect(changed == [], "\(act.path) \(path) \(fact.kind)")
                }
                break
            }
        }
        #expect(done > 0, "\(act.path)：没有一条记录可以交回：\(answers.sorted())")
    }

    /// Where the act and its resource are, for records of all kinds that there are.
    private static func addresses(_ act: Route, _ resource: Route, _ samples: Samples) async throws -> [(String, String)] {
        guard let sample = samples.path(of: act), let source = samples.path(of: resource) else { return [] }
        guard case .checked(let table, by: "id") = act.version, Address(route: act, isAPI: true).placeholders == ["id"] else { return [(sample, source)] }
        let ids = try await samples.server.database.read { try DemoServer.ids(table, in: $0) }
        return [(sample, source)] + ids.map { (act.path.replacing("{id}", with: $0), resource.path.replacing("{id}", with: $0)) }
    }

    /// Whether the record says that it may be changed, or that anything may be done with it; most don't say.
    private static func offersChange(_ reply: HTTPReply) throws -> Bool {
        let members = try #require(try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any])
        let acts = (members["acts"] as? [String]).map { !$0.isEmpty }
        return (members["mayKeep"] ?? members["mayChange"]) as? Bool ?? acts ?? true
    }

    /// What the fields of the act hold.
    private static func told(_ reply: HTTPReply, _ act: Route) throws -> NSDictionary {
        let members = try #require(try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any])
        let declared = DeclaredFields(act.form)
        return members.filter { declared[$0.key] != nil && $0.key != Route.Versioning.fieldName } as NSDictionary
    }
}

extension Field {
    /// A member that a record may be without.
    fileprivate var mayBeMissing: Bool {
        switch kind {
        case .date, .choice, .integer: !isRequired
        case .picker(_, let many): !many && !isRequired
        case .text, .multiline, .password, .choices, .flag, .file, .hidden: false
        }
    }
}
