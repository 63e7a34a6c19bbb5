import Authority
import Foundation
import Probing
import Storage
import Testing

@testable import mingcha
@testable import Doors
@testable import InspectingPages

/// What holds for every door of the product, whoever wrote it: the tests walk the list of routes itself.
@Suite("所有路由", .serialized)
struct RouteTests {
    private let addresses = Address.all(of: Assembly.routes)

    /// Opening something to everyone is decided here.
    private static let open = ["/assets", "/login", "/public", "/check", "/field", "/sw.js", "/draws/check", "/enterprise/login", "/enterprise/registration"]

    @Test("SEC-08 只有这些路径不需要登录")
    func openPaths() {
        let others = addresses.filter { address in
            address.isPublic && !Self.open.contains { (address.route.path + "/").hasPrefix($0 + "/") }
        }
        #expect(others.map(\.description) == [])
        #expect(addresses.contains { !$0.isPublic })
    }

    @Test("SEC-03、SEC-04 未登录、无权限、伪造的请求都被拒绝，每个应答都带安全头")
    func refusals() async throws {
        try await DemoServer.run { server in
            try await signedOut(server)
            try await withoutPermission(server)
            try await forged(server)
            try await unknown(server)
        }
    }

    /// A page leads to the login, a call of the API is answered 401.
    private func signedOut(_ server: DemoServer) async throws {
        let closed = addresses.filter { !$0.isPublic }
        let replies = try await server.ask(closed.map { $0.question() })
        for (address, reply) in zip(closed, replies) {
            let side = address.route.access.isForEnterprises ? "/enterprise" : ""
            #expect(reply.missingHeaders == [], "\(address)")
            if address.isAPI {
                #expect(reply.status == 401 && reply.problemCode == "authority.session.ended", "\(address)：\(reply.status)")
            } else {
                #expect(reply.status == 303 && reply["location"]?.hasPrefix(side + "/login?next=") == true, "\(address)：\(reply.status)")
            }
        }
    }

    /// ORG-24
    private func withoutPermission(_ server: DemoServer) async throws {
        var tried = 0
        for person in server.people {
            let closed = addresses.filter { !$0.route.access.admits(person.actor) }
            tried += closed.count
            let headers = [("Cookie", person.visitor.cookie), ("X-CSRF-Token", person.visitor.formToken)]
            let replies = try await server.ask(closed.map { $0.question(headers: headers) })
            for (address, reply) in zip(closed, replies) {
                #expect(reply.status == 403, "\(person.name) \(address)")
                #expect(reply.text.contains(PermissionDenied.message), "\(person.name) \(address)")
                #expect(reply.missingHeaders == [], "\(address)")
            }
        }
        #expect(tried > 20)
    }

    /// Without a token, with somebody else's, and from another origin.
    private func forged(_ server: DemoServer) async throws {
        let changing = addresses.filter { !$0.isRead && !$0.isPublic }
        #expect(changing.count > 5)
        let other = server.people[0].visitor.formToken
        let before = try await acts(of: server.people, server)
        for address in changing {
            guard let visitor = server.people.dropFirst().first(where: { address.route.access.admits($0.actor) })?.visitor
                ?? server.enterprises.first(where: { address.route.access.admits($0.kind) })?.visitor
            else { continue }
            let cookie = ("Cookie", visitor.cookie)
            let replies = try await server.ask([
                address.question(headers: [cookie]),
                address.question(headers: [cookie, ("X-CSRF-Token", other)]),
                address.question(headers: [cookie, ("X-CSRF-Token", visitor.formToken), ("Origin", "https://other.example")]),
            ])
            for reply in replies {
                #expect(reply.status == 403, "\(address)")
                #expect(reply.missingHeaders == [], "\(address)")
            }
        }
        #expect(try await acts(of: server.people, server) == before)
    }

    private func acts(of people: [DemoServer.Resident], _ server: DemoServer) async throws -> [[String]] {
        try await server.database.read { transaction in try people.map { try ForeignRecords.acts(by: $0.name, in: transaction) } }
    }

    private func unknown(_ server: DemoServer) async throws {
        let replies = try await server.ask([
            HTTPQuestion("GET", "/nowhere"), HTTPQuestion("GET", "/api/v1/nowhere"), HTTPQuestion("POST", "/nowhere"),
            HTTPQuestion("PUT", "/subjects"), HTTPQuestion("DELETE", "/subjects"), HTTPQuestion("GET", "/subjects/%00"),
        ])
        for reply in replies {
            #expect((300..<500).contains(reply.status))
            #expect(reply.missingHeaders == [], "\(reply.status)")
        }
    }

    @Test("接口说明里的每个路径都有应答，每个接口都在说明里")
    func description() async throws {
        try await DemoServer.run { server in
            let reply = try await server.ask([HTTPQuestion("GET", "/api/v1/openapi.json")])[0]
            let description = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
            let paths = try #require(description?["paths"] as? [String: [String: Any]])
            let described = Set(paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(Self.whole(path))" } })
            let expected = Set(addresses.filter(\.isAPI).map(\.description))
            #expect(described == expected)
            for address in addresses where address.isAPI && address.isRead && address.placeholders.isEmpty {
                // some are for officers only, whom the rights alone do not make (ORG-14)
                let people = server.people.filter { address.route.access.admits($0.actor) }
                let admitted = people.map(\.visitor) + server.enterprises.filter { address.route.access.admits($0.kind) }.map(\.visitor)
                // what is open to everybody is the same for all, and asked too often by one address is held back
                let visitors = address.route.access == .everyone ? Array(admitted.prefix(2)) : admitted
                let replies = try await server.ask(visitors.map { address.question(headers: [("Cookie", $0.cookie)]) })
                #expect(replies.contains { $0.status == 200 }, "\(address)：\(replies.map(\.status))")
                #expect(replies.allSatisfy { $0.status == 200 || $0.problemCode == OfficerMissing().code }, "\(address)")
            }
        }
    }

    private static func whole(_ path: String) -> String { path.hasPrefix("/api/v1") ? path : "/api/v1" + path }
}
