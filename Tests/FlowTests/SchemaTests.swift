import Storage
import TestKit
import Testing

@testable import Doors
@testable import mingcha

/// The whole schema of the product, as both engines end up with it.
@Suite("表结构")
struct SchemaTests {
    @Test("每个外键都有以它开头的索引", arguments: EngineKind.allCases)
    func indexes(engine: EngineKind) async throws {
        try await TestStore.on(engine, Assembly.migrations) { database in
            let schema = try await database.read { try Schema(of: $0) }
            #expect(!schema.foreignKeys.isEmpty)
            #expect(schema.keysWithoutIndex == [])
        }
    }

    @Test("没有索引的外键会被发现", arguments: EngineKind.allCases)
    func missing(engine: EngineKind) async throws {
        let migration = Migration(
            "test.01",
            "CREATE TABLE one (id UUID PRIMARY KEY)",
            "CREATE TABLE two (a UUID NOT NULL REFERENCES one (id), b UUID NOT NULL REFERENCES one (id), c BIGINT NOT NULL)",
            "CREATE INDEX two_a ON two (a, c)", "CREATE INDEX two_c ON two (c, b)")
        try await TestStore.on(engine, [migration]) { database in
            let schema = try await database.read { try Schema(of: $0) }
            #expect(schema.keysWithoutIndex == ["two(b)"])
        }
    }

    @Test("SQLite 和 PostgreSQL 的表、列、非空和索引相同（全文检索除外）", .enabled(if: SchemaTests.hasBoth))
    func same() async throws {
        var found: [EngineKind: Schema] = [:]
        for engine in EngineKind.allCases {
            try await TestStore.on(engine, Assembly.migrations) { database in
                found[engine] = try await database.read { try Schema(of: $0) }
            }
        }
        let sqlite = try #require(found[.sqlite])
        let postgres = try #require(found[.postgresql])
        #expect(sqlite.columns.count > 100)
        #expect(sqlite.columns.subtracting(postgres.columns) == [])
        #expect(postgres.columns.subtracting(sqlite.columns) == [])
        #expect(sqlite.indexNames.symmetricDifference(postgres.indexNames) == [])
        #expect(sqlite.foreignKeys.symmetricDifference(postgres.foreignKeys) == [])
    }

    private static let hasBoth = TestStore.hasPostgreSQL
}
