import Foundation
@testable import mingcha
import Probing
import Storage
import TestKit
import Testing
@testable import Web

/// Every door is given numbers, dates, ids and texts that no form of the platform would send.
@Suite("不合常理的取值", .serialized)
struct HostileCallTests {
    private static let addresses = Address.all(of: Assembly.routes)
    /// They end or change the logins that the other calls need.
    private static let last = ["/logout", "/password", "/enterprise/logout", "/enterprise/password"]

    @Test(
        "SEC-04 每个路由的每个声明和未声明的参数、路径和JSON取极端值：进程不终止，没有5xx，没有空白的拒绝",
        arguments: EngineKind.allCases)
    func everyRoute(_ engine: EngineKind) async throws {
        try await DemoServer.run(on: engine) { server in
            let ids = try await server.database.read { try DemoServer.sampleIDs(in: $0) }
            var calls = HostileCalls(server: server, ids: ids)
            for address in Self.addresses where !Self.last.contains(address.route.path) { try await calls.tryAll(address) }
            #expect(calls.asked > 5_000)
            #expect(calls.faults.sorted() == [])
            // and it serves everybody as before
            let after = try await server.ask([HTTPQuestion("GET", "/public/items"), server.neighbour.visitor.get("/")])
            #expect(after.map(\.status) == [200, 200])
        }
    }
}

/// The calls of one run and what was wrong with their answers.
struct HostileCalls {
    let server: DemoServer
    /// Of records of the county.
    let ids: [String]
    private(set) var asked = 0
    private(set) var faults: Set<String> = []

    private struct Caller {
        let name: String
        let headers: [(String, String)]
    }

    init(server: DemoServer, ids: [String]) { (self.server, self.ids) = (server, ids) }

    mutating func tryAll(_ address: Address) async throws {
        let callers = callers(address)
        guard let first = callers.first else { return }
        var questions: [(String, HTTPQuestion)] = []
        for caller in callers {
            for path in paths(address) { questions.append(ask(address, path, query: "", form: "", caller)) }
            for query in queries(address) { questions.append(ask(address, address.path(ids[0]), query: query, form: "", caller)) }
        }
        for form in forms(address) { questions.append(ask(address, address.path(ids[0]), query: "", form: form, first)) }
        if !address.isRead, address.isAPI {
            for document in HostileValues.documents {
                questions.append(("JSON \(document.prefix(60))", HTTPQuestion(
                    address.route.method.rawValue, address.path(ids[0]), headers: first.headers, type: "application/json", body: Array(document.utf8))))
            }
        }
        let replies = try await server.ask(questions.map(\.1))
        asked += replies.count
        for ((words, _), reply) in zip(questions, replies) where reply.status >= 500 || reply.status >= 400 && reply.body.isEmpty {
            faults.insert("\(address)：\(reply.status) \(words)")
        }
    }

    /// Nobody, an officer of the county, the neighbour who has every role, and an enterprise, as far as the door lets them in.
    private func callers(_ address: Address) -> [Caller] {
        func caller(_ name: String, _ visitor: Visitor) -> Caller {
            Caller(name: name, headers: [("Cookie", visitor.cookie), ("X-CSRF-Token", visitor.formToken)])
        }
        var callers: [Caller] = []
        if address.isPublic { callers.append(Caller(name: "未登录", headers: [])) }
        if address.route.access.admits(server.neighbour.actor), !address.isPublic {
            callers.append(caller(server.neighbour.name, server.neighbour.visitor))
        }
        if let person = server.countyPeople.first(where: { address.route.access.admits($0.actor) }), !address.isPublic {
            callers.append(caller(person.name, person.visitor))
        }
        if let person = server.enterprises.first(where: { address.route.access.admits($0.kind) }), !address.isPublic {
            callers.append(caller(person.mobile, person.visitor))
        }
        return callers
    }

    private func paths(_ address: Address) -> [String] {
        guard !address.placeholders.isEmpty else { return [address.path()] }
        return (HostileValues.ids + HostileValues.numbers.prefix(3) + ["%FF", "%ED%A0%80", "a%00b"]).filter { !$0.isEmpty }.map { address.path($0) }
            + ids.prefix(6).map { address.path($0) }
    }

    /// Each value in each parameter, the others left out, and all together.
    private func queries(_ address: Address) -> [String] {
        let declared = address.route.asked
        var queries = declared.flatMap { field in HostileValues.values(field).map { "\(field.name)=\($0)" } }
        let names = declared.map(\.name) + HostileValues.undeclared
        for value in HostileValues.numbers.prefix(5) + ["%00", "%FF", "99999-01-01"] { queries.append(names.map { "\($0)=\(value)" }.joined(separator: "&")) }
        guard address.isRead else { return [queries.last ?? ""] }
        return queries + ["q=" + HostileValues.long, "%FF=%FF&=&&&a", String(repeating: "a=1&", count: 400)]
    }

    /// Each value in each field, the others filled in, and all together.
    private func forms(_ address: Address) -> [String] {
        guard !address.isRead else { return [] }
        let fields = address.route.form
        let plausible = fields.map { "\($0.name)=\(HostileValues.plausible($0, id: ids[0]))" } + ["version=0"]
        var forms = [plausible.joined(separator: "&")]
        // the page and the API read a form alike
        if address.isAPI || address.route.format == .pageOnly {
            for (place, field) in fields.enumerated() {
                for value in HostileValues.values(field) {
                    var pairs = plausible
                    pairs[place] = "\(field.name)=\(value)"
                    forms.append(pairs.joined(separator: "&"))
                }
            }
        }
        let names = fields.map(\.name) + HostileValues.undeclared
        for value in HostileValues.numbers.prefix(5) + ["%00", "%FF", "99999-01-01", String(HostileValues.long.prefix(9_000))] {
            forms.append(names.map { "\($0)=\(value)" }.joined(separator: "&"))
        }
        return forms
    }

    private func ask(_ address: Address, _ path: String, query: String, form: String, _ caller: Caller) -> (String, HTTPQuestion) {
        let words = "\(caller.name) \(path.prefix(120)) ?\(query.prefix(100)) \(form.prefix(160))"
        let whole = path + (query.isEmpty ? "" : "?" + query)
        if address.isRead { return (words, HTTPQuestion("GET", whole, headers: caller.headers)) }
        return (words, HTTPQuestion(
            address.route.method.rawValue, whole, headers: caller.headers, type: "application/x-www-form-urlencoded", body: Array(form.utf8)))
    }
}
