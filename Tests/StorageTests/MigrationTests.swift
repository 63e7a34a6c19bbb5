import TestKit
import Testing

@testable import Storage

@Suite("数据库结构（升级）")
struct MigrationTests {
    @Test("再次执行同样的升级什么也不改变，新的步骤只执行一次")
    func idempotent() async throws {
        try await TestStore.each([]) { database in
            let first = Migration("test.01-a", "CREATE TABLE a (id UUID NOT NULL PRIMARY KEY)")
            let second = Migration("test.02-b", "CREATE TABLE b (id UUID NOT NULL PRIMARY KEY)")
            let new = try await database.migrate([first])
            let again = try await database.migrate([first])
            let further = try await database.migrate([first, second])
            #expect([new, again, further] == [["test.01-a"], [], ["test.02-b"]])
        }
    }

    @Test("一步失败，这次升级整个不生效")
    func allOrNothing() async throws {
        try await TestStore.each([]) { database in
            let good = Migration("test.01-a", "CREATE TABLE a (id UUID NOT NULL PRIMARY KEY)")
            let bad = Migration("test.02-b", "CREATE TABLE b (id NONSENSE,")
            await #expect(throws: StorageError.self) { try await database.migrate([good, bad]) }
            let later = try await database.migrate([good])
            #expect(later == ["test.01-a"])
        }
    }
}
