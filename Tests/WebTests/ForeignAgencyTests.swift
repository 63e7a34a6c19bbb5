import Authority
import Foundation
import Probing
import Storage
import Testing

@testable import AuthorityPages
@testable import mingcha
@testable import Doors

/// SEC-08: what belongs to one county does not exist for the county beside it, on any route. The ids come out of the
/// store, so a record that no page links to is tried too.
@Suite("外机构的数据", .serialized)
struct ForeignAgencyTests {
    private let addresses = Address.all(of: Assembly.routes)

    @Test("SEC-08、ORG-23 邻县的人打不开、改不了本县的任何一条记录，列表里也没有")
    func foreign() async throws {
        try await DemoServer.run { server in
            let samples = try await Samples.settle(in: server)
            let tables = try await server.database.read { try ForeignRecords.tables(of: DemoServer.county, in: $0) }
            #expect(tables.contains { $0.name == "regulated_subject" })
            try await records(server, tables)
            try await sampled(samples)
            try await lists(server, tables)
            try await acts(server, tables)
        }
    }

    /// What stands in any table of the county's, at any address.
    private func records(_ server: DemoServer, _ tables: [ForeignRecords.Table]) async throws {
        let ids = tables.flatMap { $0.ids.prefix(2) }
        for address in addresses where address.isRead && !address.isPublic && !address.placeholders.isEmpty {
            guard address.route.access.admits(server.neighbour.actor) else { continue }
            let replies = try await server.ask(ids.map { address.question($0, headers: [("Cookie", server.neighbour.visitor.cookie)]) })
            for (id, reply) in zip(ids, replies) where reply.status != 404 {
                Issue.record("\(address) \(id)（\(Self.table(of: id, tables))）：\(reply.status)")
            }
        }
    }

    /// Whatever somebody of the county can open, the neighbour can't.
    private func sampled(_ samples: Samples) async throws {
        let neighbour = samples.server.neighbour
        for address in addresses where address.isRead && !address.isPublic && address.route.access.admits(neighbour.actor) {
            guard let place = Samples.place(of: address.route), Samples.ofEverybody[place] == nil else { continue }
            let path = try #require(samples.path(of: address.route), "\(address)：没有样例")
            let reply = try await samples.server.ask([neighbour.visitor.get(address.prefix + path)])[0]
            #expect(reply.status == 404, "\(address)")
            // otherwise the refusal would prove nothing
            #expect(try await samples.isOpen(address), "\(address)：本县也没有人能打开")
        }
    }

    /// Lists that show what others have, each with the reason.
    private static let ofOthers = ["/options/partner-items": "跨机构的计划和任务从配合机构认领的事项中选择（JOIN-01）"]

    private func lists(_ server: DemoServer, _ tables: [ForeignRecords.Table]) async throws {
        let own = Set(tables.flatMap(\.ids))
        var shown = 0
        for address in addresses where address.isRead && !address.isPublic && address.placeholders.isEmpty && Self.ofOthers[address.route.path] == nil {
            for person in server.countyPeople where address.route.access.admits(person.actor) {
                let reply = try await server.ask([list(address, person)])[0]
                shown += Self.ids(in: reply.text).intersection(own).count
            }
            guard address.route.access.admits(server.neighbour.actor) else { continue }
            let reply = try await server.ask([list(address, server.neighbour)])[0]
            let foreign = Self.ids(in: reply.text).intersection(own).map { Self.table(of: $0, tables) }
            #expect(Set(foreign) == [], "\(address)")
        }
        #expect(shown > 50)
    }

    /// Each act on each record of the county: refused, and nothing recorded.
    private func acts(_ server: DemoServer, _ tables: [ForeignRecords.Table]) async throws {
        let ids = tables.flatMap { $0.ids.prefix(1) }
        let neighbour = server.neighbour
        let headers = [("Cookie", neighbour.visitor.cookie), ("X-CSRF-Token", neighbour.visitor.formToken)]
        for address in addresses where !address.isRead && !address.placeholders.isEmpty && address.route.access.admits(neighbour.actor) {
            for form in Self.forms(address) {
                let replies = try await server.ask(([Self.nobody] + ids).map { address.question($0, headers: headers, form: form) })
                let unknown = Self.words(of: replies[0], about: Self.nobody)
                for (id, reply) in zip(ids, replies.dropFirst()) {
                    #expect((400..<500).contains(reply.status), "\(address) \(Self.table(of: id, tables))：\(reply.status)")
                    // neither its state nor that it is there
                    #expect(Self.words(of: reply, about: id) == unknown, "\(address) \(Self.table(of: id, tables))")
                }
            }
        }
        let done = try await server.database.read { try ForeignRecords.acts(by: neighbour.name, in: $0) }
        #expect(done == [])
    }

    private static let nobody = "01900000-0000-7000-8000-000000000000"

    /// Nothing typed, and everything typed as it could be.
    private static func forms(_ address: Address) -> [String] {
        ["", address.route.form.map { "\($0.name)=\($0.name == "version" ? "1" : HostileValues.plausible($0, id: nobody))" }.joined(separator: "&")]
    }

    private static func words(of reply: HTTPReply, about id: String) -> String {
        guard reply.problemCode == nil else { return "\(reply.status) " + reply.text.replacing(id, with: "") }
        let told = reply.text.firstMatch(of: /<main.*<\/main>/.dotMatchesNewlines()).map { String($0.0) } ?? ""
        return "\(reply.status) " + told.replacing(id, with: "").replacing(/name="_(once|csrf)" value="[0-9a-f]+"/, with: "")
    }

    @Test("SEC-08 邻县的执法人员对本县的任何一条记录办任何事，得到的答复与对不存在的记录一样")
    func indistinguishable() async throws {
        try await DemoServer.run { server in
            try await server.database.write { try ForeignRecords.makeOfficer(DemoServer.neighbour, in: $0) }
            let login = try await server.database.read { try DemoServer.residents(in: $0) }.first { $0.name == DemoServer.neighbour }?.login ?? ""
            let port = server.port
            let visitor = try await onThread {
                try Visitor(account: login, password: DemoAccounts.password, on: HTTPConnection(port: port))
            }
            let tables = try await server.database.read { try ForeignRecords.tables(of: DemoServer.county, in: $0) }
            let ids = tables.flatMap { $0.ids.prefix(2) }, unknown = "\(Identifier<Self>())"
            let headers = [("Cookie", visitor.cookie), ("X-CSRF-Token", visitor.formToken)]
            for address in addresses where !address.isRead && address.isAPI && !address.placeholders.isEmpty {
                guard address.route.access.admits(server.neighbour.actor), !address.pattern.hasPrefix("/api/v1/field/files") else { continue }
                let form = address.route.form.map { "\($0.name)=\(HostileValues.plausible($0, id: unknown))" } + ["version=1"]
                // what reads its body itself is sent what any of them asks for
                let document = #"{"device":"\#(unknown)","event":"\#(unknown)","digest":"\#(String(repeating: "0", count: 64))","basics":{},"events":[]}"#
                let (type, body) = address.route.readsForm
                    ? ("application/x-www-form-urlencoded", form.joined(separator: "&")) : ("application/json", document)
                let questions = ([unknown] + ids).map {
                    HTTPQuestion(address.route.method.rawValue, address.path($0), headers: headers, type: type, body: Array(body.utf8))
                }
                let replies = try await server.ask(questions)
                for (id, reply) in zip(ids, replies.dropFirst()) where reply.status != replies[0].status {
                    Issue.record("\(address) \(Self.table(of: id, tables))：\(reply.status)，不存在的是\(replies[0].status)")
                }
            }
        }
    }

    private func list(_ address: Address, _ person: DemoServer.Resident) -> HTTPQuestion {
        HTTPQuestion("GET", address.path() + "?size=100", headers: [("Cookie", person.visitor.cookie)])
    }

    private static func table(of id: String, _ tables: [ForeignRecords.Table]) -> String {
        tables.first { $0.ids.contains(id) }?.name ?? "?"
    }

    private static func ids(in text: String) -> Set<String> {
        Set(text.matches(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/).map { String($0.0) })
    }
}
