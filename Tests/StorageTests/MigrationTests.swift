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

    @Test("一步失败，空库的这次升级整个不生效")
    func allOrNothing() async throws {
        try await TestStore.each([]) { database in
            let good = Migration("test.01-a", "CREATE TABLE a (id UUID NOT NULL PRIMARY KEY)")
            let bad = Migration("test.02-b", "CREATE TABLE b (id NONSENSE,")
            await #expect(throws: StorageError.self) { try await database.migrate([good, bad]) }
            let later = try await database.migrate([good])
            #expect(later == ["test.01-a"])
        }
    }

    /// What a kill between two transactions looks like from inside.
    private struct Killed: Error {}

    private static let upgrade = [
        Migration("test.02-mark", "ALTER TABLE note ADD COLUMN mark TEXT NOT NULL DEFAULT ''"),
        Migration("test.03-marks", "CREATE INDEX note_mark ON note (mark)").eachRow(of: "note", by: 7) { transaction, serials in
            // doing a row twice would show
            for serial in serials { try transaction.execute("UPDATE note SET mark = mark || title WHERE serial = \(serial)") }
        },
        Migration("test.04-more", "CREATE TABLE more (id UUID NOT NULL PRIMARY KEY)"),
    ]

    @Test("有数据的库逐步升级：在每一步之后被终止，再次启动都从那里继续，每行只改一次")
    func killedAtEachStep() async throws {
        try await Notes.each { database in
            try await database.write { transaction in for number in 0..<20 { try Notes.add("第\(number)条", in: transaction) } }
            var runs = 0
            while true {
                runs += 1
                do {
                    try await database.migrate([Notes.migration] + Self.upgrade) { _ in throw Killed() }
                    break
                } catch is Killed {
                    #expect(runs < 20)
                }
            }
            // two migrations, three parts of rows with the end of theirs, and one run that finds nothing left
            #expect(runs == 7)
            let wrong: Int? = try await database.read { try $0.value("SELECT count(*) FROM note WHERE mark <> title") }
            #expect(wrong == 0)
            let places: Int? = try await database.read { try $0.value("SELECT count(*) FROM schema_place") }
            #expect(places == 0)
        }
    }

    @Test("一部分行改到一半失败，那一部分不留痕迹，再次启动从它开始")
    func failedInside() async throws {
        try await Notes.each { database in
            try await database.write { transaction in for number in 0..<20 { try Notes.add("第\(number)条", in: transaction) } }
            let failing = Migration("test.02-rank", "CREATE INDEX note_rank_only ON note (rank)").eachRow(of: "note", by: 6) { transaction, serials in
                for serial in serials {
                    try transaction.execute("UPDATE note SET rank = rank + 1 WHERE serial = \(serial)")
                    if serial == 10 { throw Killed() }
                }
            }
            await #expect(throws: Killed.self) { try await database.migrate([Notes.migration, failing]) }
            let done: Int? = try await database.read { try $0.value("SELECT count(*) FROM note WHERE rank = 1") }
            #expect(done == 6)
            let mended = Migration("test.02-rank", "CREATE INDEX note_rank_only ON note (rank)").eachRow(of: "note", by: 6) { transaction, serials in
                for serial in serials { try transaction.execute("UPDATE note SET rank = rank + 1 WHERE serial = \(serial)") }
            }
            let applied = try await database.migrate([Notes.migration, mended])
            #expect(applied == ["test.02-rank"])
            let all: Int? = try await database.read { try $0.value("SELECT count(*) FROM note WHERE rank = 1") }
            #expect(all == 20)
        }
    }

    @Test("有数据的表可以在以后的版本加上全文检索，原有的行都能查到")
    func searchableLater() async throws {
        let plain = Migration("test.01-word", "CREATE TABLE word (serial SERIAL, text TEXT NOT NULL)")
        let searched = Migration("test.02-word-search").searchable("word").eachRow(of: "word", by: 3) { transaction, serials in
            for serial in serials {
                let text: String? = try transaction.value("SELECT text FROM word WHERE serial = \(serial)")
                try transaction.index("word", serial: serial, text: text ?? "")
            }
        }
        try await TestStore.each([plain]) { database in
            try await database.write { transaction in
                for number in 0..<10 { try transaction.execute("INSERT INTO word (text) VALUES (\("第\(number)号词"))") }
            }
            try await database.migrate([plain, searched])
            let found: Int? = try await database.read { try $0.value("SELECT count(*) FROM word_search WHERE content = '第7号词'") }
            let all: Int? = try await database.read { try $0.value("SELECT count(*) FROM word_search") }
            #expect(found == 1)
            #expect(all == 10)
        }
    }

    @Test("升级没有时限，普通的写入有")
    func timeLimit() async throws {
        try await TestStore.each([]) { database in
            let (before, after) = try await database.write { transaction in
                let before = try Self.limit(transaction)
                try transaction.liftTimeLimit()
                return (before, try Self.limit(transaction))
            }
            #expect(before != after)
            #expect(after == (database.engine == .sqlite ? "unlimited" : "0"))
            // the next transaction has its limit again
            let next = try await database.write { try Self.limit($0) }
            #expect(next == before)
        }
    }

    private static func limit(_ transaction: Transaction) throws -> String? {
        switch transaction.engine {
        case .sqlite: (transaction.connection as? SQLiteConnection)?.isLimited == true ? "limited" : "unlimited"
        case .postgresql: try transaction.value("SELECT current_setting('statement_timeout')")
        }
    }

    @Test("看得出一个数据库是不是本平台的库、缺哪些步骤、有哪些不认识的步骤")
    func inspection() async throws {
        let first = Migration("test.01-a", "CREATE TABLE a (id UUID NOT NULL PRIMARY KEY)")
        let second = Migration("test.02-b", "CREATE TABLE b (id UUID NOT NULL PRIMARY KEY)")
        try await TestStore.each([]) { database in
            let empty = try await database.read { try StoreInspection.load(in: $0) }
            #expect(empty.applied == nil)
            #expect(empty.isUTF8)
            try await database.migrate([first, second])
            let found = try await database.read { try StoreInspection.load(in: $0) }
            #expect(found.unknown(to: [first]) == ["test.02-b"])
            #expect(found.missing(of: [first, second, Migration("test.03-c")]) == ["test.03-c"])
        }
        #expect(!StoreInspection(encoding: "SQL_ASCII", applied: nil).isUTF8)
    }
}
