import Foundation
import Probing
import Registry
import Storage
import Testing

@testable import Authority
@testable import Doors
@testable import RegistryPages
@testable import Web
@testable import mingcha

/// The table that people wrote and reviewed (`docs/permissions-expected.txt`) against the product: every route, every
/// built-in role, and records of the own, a lower, a higher and a sibling agency.
@Suite("权限表", .serialized)
struct PermissionTests {
    private let expectations: PermissionExpectations

    init() throws {
        expectations = PermissionExpectations(try String(contentsOf: PermissionExpectations.file, encoding: .utf8))
    }

    private static func key(_ route: Route) -> String { "\(route.method.rawValue) \(route.path)" }

    @Test("ORG-16、ORG-24 权限表没有读不懂的行；每个路由都写在表中，表中没有多余的路由")
    func complete() {
        #expect(expectations.faults == [])
        let routes = Set(Assembly.routes.map(Self.key)), rows = Set(expectations.rows.keys).subtracting(Self.beside)
        #expect(routes.subtracting(rows).sorted() == [], "请在 docs/permissions-expected.txt 中写明谁可以用、范围如何，再运行 bin/permissions")
        #expect(rows.subtracting(routes).sorted() == [])
    }

    /// Doors that are no routes of the list.
    private static let beside: Set = [
        "GET /healthz", "GET /readyz", "GET /metrics", "GET /api/v1/openapi.json",
        "GET /again/{token}", "GET /enterprise/again/{token}",
    ]

    @Test("ORG-16、ORG-17、ORG-18、ORG-24、SEC-07 每个路由对附录C每个内置角色的开放与权限表一致")
    func access() {
        for route in Assembly.routes {
            guard let row = expectations.rows[Self.key(route)] else { continue }
            #expect((row.reach == .open) == (route.access == .everyone), "\(row.key)")
            for role in Role.allCases {
                #expect(route.access.admits(Self.actor(role)) == (row.roles?.contains(role) ?? true), "\(row.key) \(role.label)")
            }
        }
    }

    @Test("ORG-25、ORG-24 每个路由对法人账号、法人授权账号的开放与权限表一致：机构一侧的路由一个也不开放，企业一侧的不对机构人员开放")
    func enterprises() async throws {
        for route in Assembly.routes {
            guard let row = expectations.rows[Self.key(route)] else { continue }
            for kind in EnterpriseAccount.Kind.allCases {
                #expect(route.access.admits(kind) == row.admits(kind), "\(row.key) \(kind.label)")
            }
        }
        try await DemoServer.run { server in
            #expect(server.enterprises.map(\.kind) == EnterpriseAccount.Kind.allCases)
            for person in server.enterprises {
                let closed = Address.all(of: Assembly.routes).filter { !$0.route.access.admits(person.kind) }
                #expect(closed.count > 150)
                let headers = [("Cookie", person.visitor.cookie), ("X-CSRF-Token", person.visitor.formToken)]
                let replies = try await server.ask(closed.map { $0.question(headers: headers) })
                for (address, reply) in zip(closed, replies) {
                    #expect(reply.status == 403, "\(person.kind.label) \(address)")
                    #expect(reply.text.contains(PermissionDenied.message), "\(person.kind.label) \(address)")
                }
            }
        }
    }

    private static func actor(_ role: Role) -> Actor {
        Actor(
            account: Account.ID(), name: role.label, organization: Organization.ID(), organizationName: "",
            permissions: role.permissions, scope: Scope(organization: Organization.ID(), reach: .own), officer: nil, origin: "")
    }

    @Test("权限表的说明页与期望表一致")
    func page() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", PermissionExpectations.file.deletingLastPathComponent().appending(path: "../bin/permissions").path(), "--check",
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "请运行 bin/permissions")
    }

    @Test("ORG-23、SEC-08、ORG-24 每个带记录的路由，由本机构、上级、下级、同级机构的每个有权角色访问，看得到与看不到都与权限表一致")
    func records() async throws {
        try await DemoServer.run { server in
            // what is tried stands there before the people who try it
            let samples = try await Samples.settle(in: server)
            let people = try await RolePeople.settle(in: server.database)
            try await reads(samples, people)
            try await acts(samples, people)
        }
    }

    private func reads(_ samples: Samples, _ people: [RolePeople]) async throws {
        let server = samples.server
        for address in Address.all(of: Assembly.routes) where address.isRead && !address.isPublic && !address.placeholders.isEmpty {
            guard let path = samples.path(of: address.route), let row = expectations.rows[Self.key(address.route)] else {
                Issue.record("\(address)：没有样例，请在 Samples 中写明")
                continue
            }
            // otherwise the refusals would prove nothing
            #expect(try await samples.isOpen(address), "\(address)：没有人能打开样例 \(path)")
            guard Samples.place(of: address.route).map({ Samples.ofEverybody[$0] == nil }) ?? true else { continue }
            for person in people where address.route.access.admits(Self.actor(person.role)) {
                guard let shows = row.reach.shows(person.position, to: person.role) else { continue }
                let reply = try await server.ask([HTTPQuestion("GET", address.prefix + path, headers: [("Cookie", person.cookie)])])[0]
                // the types of the agency are its administrator's; an officer keeps own ones (ITEM-19)
                if shows, reply.status == 422, reply.text.contains(InspectionTypeRefused.notMaintainer.message) { continue }
                // who sees a record that others keep is told so
                let isRefused = reply.status == 404 || row.reach == .own && person.position != .sibling && reply.status == 422
                #expect(shows ? reply.status == 200 : isRefused, "\(address) \(person.role.label) \(person.position.rawValue)：\(reply.status)")
            }
        }
    }

    /// Acts are tried where the table forbids them: refused, and nothing recorded.
    private func acts(_ samples: Samples, _ people: [RolePeople]) async throws {
        let server = samples.server
        var tried = 0
        for address in Address.all(of: Assembly.routes) where !address.isRead && !address.isPublic && !address.placeholders.isEmpty {
            guard let path = samples.path(of: address.route), let row = expectations.rows[Self.key(address.route)] else {
                Issue.record("\(address)：没有样例，请在 Samples 中写明")
                continue
            }
            guard Samples.place(of: address.route).map({ Samples.ofEverybody[$0] == nil }) ?? true else { continue }
            for person in people where address.route.access.admits(Self.actor(person.role)) {
                guard row.reach.shows(person.position, to: person.role) == false else { continue }
                let headers = [("Cookie", person.cookie), ("X-CSRF-Token", person.token.csrfToken)]
                let body = FilledForm.json(address.route, typed: [:], version: address.route.version.isNamed ? "1" : nil)
                let reply = try await server.ask([address.isAPI
                    ? HTTPQuestion(address.route.method.rawValue, address.prefix + path, headers: headers, type: "application/json", body: Array(body.utf8))
                    : HTTPQuestion.form(path, [:], headers: headers)])[0]
                #expect((400..<500).contains(reply.status), "\(address) \(person.role.label) \(person.position.rawValue)：\(reply.status)")
                tried += 1
            }
        }
        #expect(tried > 500)
        let done = try await server.database.read { transaction in
            try people.flatMap { try ForeignRecords.acts(by: $0.name, in: transaction) }
        }
        #expect(done == [])
    }
}

/// Somebody with one role, at one place of the tree as seen from the county whose records are asked for.
struct RolePeople: Sendable {
    let role: Role
    let position: PermissionExpectations.Position
    let name: String
    let token: SessionToken
    var cookie: String { SessionCookie.agency.name(isSecure: false) + "=" + SessionCookie.value(.desktop, token) }

    /// Where the person works: a record of the county is a lower one seen from the city.
    private static let agencies: [(PermissionExpectations.Position, String)] = [
        (.own, DemoServer.county), (.lower, "云溪市市场监督管理局"), (.sibling, "白沙县市场监督管理局"), (.higher, "城关镇市场监督管理所"),
        (.participant, RoleRows.partner),
    ]

    static func settle(in database: Database) async throws -> [RolePeople] {
        try await database.write { transaction in
            let county = try RoleRows.organization(DemoServer.county, in: transaction)
            try RoleRows.insertTownship(under: county, in: transaction)
            _ = try RoleRows.settlePartner(under: county, in: transaction)
            var people: [RolePeople] = []
            for (position, agency) in agencies {
                for role in Role.allCases {
                    // the role exists at provinces only
                    guard role.level == nil || position == .lower else { continue }
                    let home = try RoleRows.organization(role.level == nil ? agency : "云岭省市场监督管理局", in: transaction)
                    let person = RolePeople(
                        role: role, position: position, name: role.label + position.rawValue, token: SessionToken.random())
                    try RoleRows.insert(person, at: home, in: transaction)
                    people.append(person)
                }
            }
            return people
        }
    }
}
