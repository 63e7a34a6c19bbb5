import Foundation
import Probing
import Storage
import TestKit
import Testing

@testable import mingcha

/// Every door is given numbers, dates, ids and texts that no form of the platform would send.
@Suite("不合常理的取值", .serialized)
struct HostileCallTests {
    private static let addresses = Address.all(of: Assembly.routes)
    /// They end or change the logins that the other calls need.
    private static let last = ["/logout", "/password", "/enterprise/logout", "/enterprise/password"]

    @Test(
        "每个路由的每个声明和未声明的参数、路径和JSON取极端值：进程不终止，没有5xx，没有空白的拒绝",
        arguments: EngineKind.allCases)
    func everyRoute(_ engine: EngineKind) async throws {
        try await DemoServer.run(on: engine) { server in
            let ids = try await server.database.read { try DemoServer.sampleIDs(in: $0) }
            var calls = HostileCalls(server: server, ids: ids)
            for address in Self.addresses where !Self.last.contains(address.route.path) { try await calls.tryAll(address) }
            #expect(calls.asked > 10_000)
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
    private var visitor: UInt32 = 0
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
        for path in paths(address) { questions.append(ask(address, path, query: "", form: "", first)) }
        for caller in callers {
            for query in queries(address) { questions.append(ask(address, address.path(ids[0]), query: query, form: "", caller)) }
        }
        // a page and the API read what comes alike
        if address.isAPI || address.route.format == .pageOnly {
            for query in singleQueries(address) { questions.append(ask(address, address.path(ids[0]), query: query, form: "", first)) }
            for form in singleForms(address) { questions.append(ask(address, address.path(ids[0]), query: "", form: form, first)) }
        }
        for form in forms(address) { questions.append(ask(address, address.path(ids[0]), query: "", form: form, first)) }
        if !address.isRead, address.isAPI {
            for document in HostileValues.documents {
                questions.append(("JSON \(document.prefix(60))", HTTPQuestion(
                    address.route.method.rawValue, address.path(ids[0]), headers: first.headers, type: "application/json", body: Array(document.utf8))))
            }
        }
        var replies: [HTTPReply] = []
        // nobody may ask public pages more often from one address
        for part in stride(from: 0, to: questions.count, by: 50) {
            visitor += 1
            replies += try await server.ask(questions[part..<min(part + 50, questions.count)].map(\.1), visitor: visitor)
        }
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

    /// Each value in each parameter, the others left out.
    private func singleQueries(_ address: Address) -> [String] {
        guard address.isRead else { return [] }
        return address.route.asked.flatMap { field in HostileValues.values(field).map { "\(field.name)=\($0)" } }
    }

    /// All parameters together, and what is no list of parameters.
    private func queries(_ address: Address) -> [String] {
        let names = address.route.asked.map(\.name) + HostileValues.undeclared
        let together = HostileValues.together.map { value in names.map { "\($0)=\(value)" }.joined(separator: "&") }
        guard address.isRead else { return [together[0]] }
        return together + ["q=" + HostileValues.long, "%FF=%FF&=&&&a", String(repeating: "a=1&", count: 400)]
    }

    private func plausible(_ address: Address) -> [String] {
        address.route.form.map { "\($0.name)=\($0.name == "version" ? "0" : HostileValues.plausible($0, id: ids[0]))" }
    }

    /// Each value in each field, the others filled in.
    private func singleForms(_ address: Address) -> [String] {
        guard !address.isRead else { return [] }
        let plausible = plausible(address)
        return address.route.form.enumerated().flatMap { place, field in
            HostileValues.values(field).map { value in
                var pairs = plausible
                pairs[place] = "\(field.name)=\(value)"
                return pairs.joined(separator: "&")
            }
        }
    }

    private func forms(_ address: Address) -> [String] {
        guard !address.isRead else { return [] }
        let names = address.route.form.map(\.name) + HostileValues.undeclared
        return [plausible(address).joined(separator: "&")]
            + (HostileValues.together + [HostileValues.long]).map { value in names.map { "\($0)=\(value)" }.joined(separator: "&") }
    }

    private func ask(_ address: Address, _ path: String, query: String, form: String, _ caller: Caller) -> (String, HTTPQuestion) {
        let words = "\(caller.name) \(path.prefix(120)) ?\(query.prefix(100)) \(form.prefix(160))"
        let whole = path + (query.isEmpty ? "" : "?" + query)
        if address.isRead { return (words, HTTPQuestion("GET", whole, headers: caller.headers)) }
        return (words, HTTPQuestion(
            address.route.method.rawValue, whole, headers: caller.headers, type: "application/x-www-form-urlencoded", body: Array(form.utf8)))
    }
}
