import Authority
import Cryptography
import Foundation
import Ledger
import Storage
import TestKit
import Timekeeping

/// A fresh store with the schema of this target, on each engine that is there: PostgreSQL where
/// `MINGCHA_TEST_POSTGRES` names one.
enum LedgerStore {
    static let instant = Instant(milliseconds: 1_767_225_600_000)
    static let clock = Clock { instant }

    static func each(_ body: (Database) async throws -> Void) async throws {
        try await eachSource { try await body($0.database) }
    }

    /// A database with what a backup needs to know of it.
    struct Source {
        let database: Database
        let location: String
        /// An empty folder of its own.
        let folder: String
        fileprivate let server: String?

        /// Another, empty database of the same engine.
        func withEmptyDatabase(_ body: (_ location: String) async throws -> Void) async throws {
            guard let server else { return try await body("sqlite:\(folder)/restored.sqlite") }
            try await LedgerStore.withDatabase(on: server, body)
        }
    }

    static func eachSource(_ body: (Source) async throws -> Void) async throws {
        try await TestStore.gate.pass { try await eachUngated(body) }
    }

    private static func eachUngated(_ body: (Source) async throws -> Void) async throws {
        try await withFolder { try await use("sqlite:\($0)/mingcha.sqlite", $0, nil, body) }
        guard let server = ProcessInfo.processInfo.environment["MINGCHA_TEST_POSTGRES"] else { return }
        try await withFolder { folder in
            try await withDatabase(on: server) { try await use($0, folder, server, body) }
        }
    }

    static func keys() throws -> LedgerKeys { try LedgerKeys(signing: SigningKey(seed: [UInt8](repeating: 7, count: 32))) }

    static let sealing = TestedSealing()

    struct TestedSealing: RowSealing {
        func code(for bytes: [UInt8]) -> [UInt8] { MessageAuthentication.code(for: bytes, key: "test key".utf8).bytes }
    }

    private static func use(
        _ location: String, _ folder: String, _ server: String?, _ body: (Source) async throws -> Void
    ) async throws {
        let database = try Database(location)
        defer { database.close() }
        database.seal(with: sealing)
        try await database.migrate(AuthorityMigrations.all + LedgerMigrations.all, clock: clock)
        try await body(Source(database: database, location: location, folder: folder, server: server))
    }

    private static func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/mingcha-ledger-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    fileprivate static func withDatabase(on server: String, _ body: (String) async throws -> Void) async throws {
        let name = "ledger_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        let database = try PostgreSQLDatabase(named: name, on: server)
        try await body(database.location)
        try database.drop()
    }
}

extension Fact {
    static let tested = FactKind(code: "ledger.test.happened", sentence: "{actor}做了第{number}件事")

    static func numbered(_ number: Int, record: [UInt8]? = nil, organization: Organization.ID? = nil) -> Fact {
        Fact(
            kind: tested, actor: nil, at: LedgerStore.instant.advanced(seconds: Int64(number)),
            organization: organization, noun: "test", record: record,
            details: [FactDetail("数量", before: "\(number)", after: "\(number + 1)")], values: ["number": "\(number)"])
    }
}

extension Database {
    func record(_ numbers: Range<Int>) async throws {
        try await write { transaction in
            for number in numbers { try Fact.numbered(number).record(in: transaction) }
        }
    }
}
