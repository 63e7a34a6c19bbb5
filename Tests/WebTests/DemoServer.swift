import Authority
import Foundation
import Hummingbird
import Logging
import NIOCore
import Probing
import Storage
import Synchronization
import TestKit

@testable import AuthorityPages
@testable import Doors
@testable import RegistryPages
@testable import Web
@testable import mingcha

/// The whole product with the demonstration county, serving on a port of its own inside this process.
struct DemoServer: Sendable {
    let database: Database
    let platform: Platform
    let port: UInt16
    /// Everybody of the demonstration.
    let people: [Resident]
    /// The accounts of the enterprise of the demonstration, one of each kind.
    let enterprises: [Enterprise]

    struct Enterprise: Sendable {
        let kind: EnterpriseAccount.Kind
        let code: String
        let mobile: String
        let visitor: Visitor
    }

    struct Resident: Sendable {
        let name: String
        let actor: Actor
        let visitor: Visitor
    }

    /// Of the county whose records the tests ask for.
    static let county = "青石县市场监督管理局"
    /// Of the county beside it; has every role that an agency of that level can give.
    static let neighbour = "白一凡"

    var neighbour: Resident { resident(Self.neighbour) }
    var countyPeople: [Resident] { people.filter { $0.actor.organizationName == Self.county } }

    func resident(_ name: String) -> Resident {
        guard let found = people.first(where: { $0.name == name }) else { preconditionFailure("\(name) is not in the demonstration") }
        return found
    }

    /// Runs `body` against a server of its own.
    static func run(
        purpose: InstallationPurpose = .production, limits: EdgeLimits = EdgeLimits(), _ body: @escaping @Sendable (DemoServer) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "/mingcha-web-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try Database("sqlite:" + folder + "/mingcha.sqlite")
        defer { database.close() }
        try await database.migrate(Assembly.migrations)
        try await run(database, folder, purpose: purpose, limits: limits, body)
    }

    /// The same on one engine; does nothing on PostgreSQL when there is none to test with.
    static func run(on engine: EngineKind, _ body: @escaping @Sendable (DemoServer) async throws -> Void) async throws {
        try await TestStore.on(engine, Assembly.migrations) { database in
            try await TestStore.withFolder { folder in try await run(database, folder, purpose: .production, body) }
        }
    }

    private static func run(
        _ database: Database, _ folder: String, purpose: InstallationPurpose, limits: EdgeLimits = EdgeLimits(),
        _ body: @escaping @Sendable (DemoServer) async throws -> Void
    ) async throws {
        var log = Logger(label: "web-tests")
        log.logLevel = .critical
        var settings = Platform.Settings()
        settings.purpose = purpose
        let wiring = try await Wiring(database: database, data: folder, settings: settings, log: log)
        try await DemoCounty.load(wiring)
        try await database.write { try ForeignRecords.grantEverything(to: neighbour, in: $0) }
        try await serve(wiring, limits, log) { port in
            let residents = try await database.read { try Self.residents(in: $0) }
            let people = try await onThread { try logIn(residents, port) }
            let accounts = try await database.read { try DemoAccounts.enterprises(in: $0) }
            let enterprises = try await onThread { try logIn(accounts, port) }
            try await body(DemoServer(database: database, platform: wiring.platform, port: port, people: people, enterprises: enterprises))
        }
    }

    private static func serve(
        _ wiring: Wiring, _ limits: EdgeLimits, _ log: Logger, _ body: @escaping @Sendable (UInt16) async throws -> Void
    ) async throws {
        let server = Server(platform: wiring.platform, routes: Assembly.routes, menu: Assembly.menu, limits: limits)
        let (ports, found) = AsyncStream.makeStream(of: UInt16.self)
        let application = server.application(
            host: "127.0.0.1", port: 0, log: log, onServerRunning: { channel in found.yield(UInt16(channel.localAddress?.port ?? 0)) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { throw ProbeFailure.cannotConnect }
            try await body(port)
            group.cancelAll()
        }
    }

    /// Until the roles of somebody are those of now: what is read of a login is good for a second.
    func settleRoles(of person: Resident, opening path: String) async throws {
        while try await ask([person.visitor.get(path)])[0].status != 200 {}
    }

    /// The same person with a login of now.
    func loggedInAnew(_ person: Resident) async throws -> Resident {
        let found = try await database.read { try Self.residents(in: $0) }.filter { $0.name == person.name }
        let port = port
        guard let resident = try await onThread({ try Self.logIn(found, port) }).first else { throw ProbeFailure.loginRefused(person.name) }
        return resident
    }

    private static func logIn(_ residents: [(login: String, name: String, actor: Actor)], _ port: UInt16) throws -> [Resident] {
        let connection = HTTPConnection(port: port)
        return try residents.map { resident in
            let visitor = try Visitor(account: resident.login, password: DemoAccounts.password, on: connection)
            return Resident(name: resident.name, actor: resident.actor, visitor: visitor)
        }
    }

    private static func logIn(_ accounts: [DemoAccounts.EnterpriseRow], _ port: UInt16) throws -> [Enterprise] {
        let connection = HTTPConnection(port: port)
        return try accounts.compactMap { account in
            guard let kind = EnterpriseAccount.Kind.allCases.first(where: { $0.label == account.kind }) else { return nil }
            let visitor = try Visitor(
                enterprise: account.code, mobile: account.mobile, password: DemoAccounts.password, on: connection)
            return Enterprise(kind: kind, code: account.code, mobile: account.mobile, visitor: visitor)
        }
    }

    /// Asks all of it over one connection; the answers come in the same order.
    func ask(_ questions: [HTTPQuestion], visitor: UInt32 = 0) async throws -> [HTTPReply] {
        let port = port
        return try await onThread {
            let connection = HTTPConnection(port: port, visitor: visitor)
            return try questions.map { try connection.ask($0) }
        }
    }
}
