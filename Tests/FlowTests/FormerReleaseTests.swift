import Storage
import TestKit
import Testing

@testable import Doors
@testable import mingcha

/// A store of the former release comes to this one.
@Suite("从以前的版本升级")
struct FormerReleaseTests {
    /// What a kill between two transactions looks like from inside.
    private struct Killed: Error {}

    @Test("以前版本的有数据的库逐步升级，每一步之后都被终止一次：结构与新建的库相同，没有一行丢失", arguments: EngineKind.allCases)
    func upgrade(engine: EngineKind) async throws {
        let former = try FormerRelease()
        var fresh: Schema?
        try await TestStore.on(engine, Assembly.migrations) { database in fresh = try await database.read { try Schema(of: $0) } }
        try await TestStore.on(engine, former.migrations) { database in
            let before = try await database.write { transaction in
                try former.fill(transaction)
                return try FormerRelease.counts(in: transaction)
            }
            #expect(before["fact"] ?? 0 > 5)
            #expect(before["regulated_subject"] ?? 0 > 5)
            var runs = 0
            while true {
                runs += 1
                do {
                    try await database.migrate(Assembly.migrations) { _ in throw Killed() }
                    break
                } catch is Killed {
                    #expect(runs < 1000)
                }
            }
            #expect(runs > Assembly.migrations.count - former.migrations.count)
            let (after, schema) = try await database.read { (try FormerRelease.counts(in: $0), try Schema(of: $0)) }
            for (table, count) in before { #expect((after[table] ?? -1) >= count, "\(table)") }
            #expect(schema.columns.symmetricDifference(fresh?.columns ?? []) == [])
            #expect(schema.indexNames.symmetricDifference(fresh?.indexNames ?? []) == [])
            #expect(schema.foreignKeys.symmetricDifference(fresh?.foreignKeys ?? []) == [])
        }
    }

    @Test("结构升级后，以前版本的服务器仍能写入它的每一种行：升级只添加，不拿走", arguments: EngineKind.allCases)
    func olderWriter(engine: EngineKind) async throws {
        let former = try FormerRelease()
        try await TestStore.on(engine, Assembly.migrations) { database in
            let counts = try await database.write { transaction in
                try former.fill(transaction)
                return try FormerRelease.counts(in: transaction)
            }
            #expect(counts["fact"] ?? 0 > 5)
            #expect(counts["regulated_subject"] ?? 0 > 5)
        }
    }
}
