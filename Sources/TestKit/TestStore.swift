import Authority
import Foundation
import Storage
import Vault

/// Runs a test on every engine there is: always on SQLite in a folder of its own, and on PostgreSQL in a schema of its
/// own where `MINGCHA_TEST_POSTGRES` names a database (`bin/with-postgres` does).
package enum TestStore {
    package static let basis: [Migration] = AuthorityMigrations.all + VaultMigrations.all

    /// - Parameter migrations: the whole schema that the test needs, in order.
    package static func each(
        _ migrations: [Migration] = basis, _ body: (Database) async throws -> Void
    ) async throws {
        for engine in EngineKind.allCases { try await on(engine, migrations, body) }
    }

    package static var hasPostgreSQL: Bool { postgreSQL != nil }

    private static var postgreSQL: String? {
        ProcessInfo.processInfo.environment["MINGCHA_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Does nothing on PostgreSQL when there is none to test with. Only a few stores are open at once, however many
    /// tests run beside each other: each has threads, files and connections. So a body must not open a second one.
    package static func on(
        _ engine: EngineKind, _ migrations: [Migration] = basis, _ body: (Database) async throws -> Void
    ) async throws {
        try await gate.pass { try await open(engine, migrations, body) }
    }

    package static let gate = Gate(width: 8)

    private static func open(
        _ engine: EngineKind, _ migrations: [Migration], _ body: (Database) async throws -> Void
    ) async throws {
        switch engine {
        case .sqlite:
            try await withFolder { folder in
                try await run(at: "sqlite:" + folder + "/test.sqlite", migrations, body)
            }
        case .postgresql:
            guard let url = postgreSQL else { return }
            let schema = try PostgreSQLSchema(named: name(), in: url)
            do {
                try await run(at: schema.location, migrations, body)
            } catch {
                try schema.drop()
                throw error
            }
            try schema.drop()
        }
    }

    /// An empty folder, gone afterwards.
    package static func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "/mingcha-test-" + name()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private static func run(
        at location: String, _ migrations: [Migration], _ body: (Database) async throws -> Void
    ) async throws {
        let database = try Database(location, readers: 1)
        defer { database.close() }
        try await database.migrate(migrations)
        try await body(database)
    }

    private static func name() -> String { UUID().uuidString.lowercased().filter { $0 != "-" } }
}
