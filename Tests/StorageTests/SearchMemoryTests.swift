import TestKit
import Testing

@testable import Storage

@Suite("查找索引：记住的集合")
struct SearchMemoryTests {
    private struct Undone: Error {}

    private static func fill(_ database: Database, _ numbers: ClosedRange<Int>, rank: Int) async throws {
        try await database.write { transaction in
            for number in numbers { try add(number, rank, in: transaction) }
            try SearchIndex(table: "note", transaction: transaction).settle()
        }
    }

    private static func add(_ number: Int, _ rank: Int, in transaction: Transaction) throws {
        let title = "粮食第\(number)号"
        try Notes.add(title, rank: rank, in: transaction)
        guard let serial = try Notes.serials(in: transaction).last else { return }
        try transaction.index("note", serial: serial, text: title, tags: ["rank=\(rank)"])
    }

    private static func query(_ tags: [[String]], _ text: String? = nil) -> ListQuery {
        var query = ListQuery("note", columns: "t.title")
        query.search(text)
        for group in tags { query.filter("t.rank >= 0", tags: group) }
        return query
    }

    /// How many there are, and which sets were read for that.
    private static func look(
        _ database: Database, _ tags: [[String]], _ text: String? = nil
    ) async throws -> (total: Int?, rows: [String], setsRead: Int) {
        try await database.read { transaction in
            var listed: Listed<String>?
            let trace = try transaction.traced {
                listed = try query(tags, text).load(ListPage(size: 50), in: transaction) { try $0.next() }
            }
            return (listed?.total, listed?.rows ?? [], trace.count { $0.text.contains("SELECT block, term, members") })
        }
    }

    @Test("同一列表再次打开不再读取集合，结果相同；写入并入集合之后重新读取，一条不差")
    func again() async throws {
        try await Notes.each { database in
            try await Self.fill(database, 1...40, rank: 1)
            let first = try await Self.look(database, [["rank=1"]])
            let second = try await Self.look(database, [["rank=1"]])
            #expect(first.total == 40 && first.setsRead > 0)
            #expect(second.total == 40 && second.setsRead == 0 && second.rows == first.rows)
            // what is not settled yet is found besides
            try await database.write { try Self.add(41, 1, in: $0) }
            let third = try await Self.look(database, [["rank=1"]])
            #expect(third.total == 41 && third.rows.first == "粮食第41号" && third.setsRead == 0)
            try await Self.fill(database, 42...60, rank: 1)
            let fourth = try await Self.look(database, [["rank=1"]])
            #expect(fourth.total == 60 && fourth.setsRead > 0)
        }
    }

    @Test("条目改了标签，记住的集合随之作废；被撤销的写入不留下痕迹")
    func changedAndUndone() async throws {
        try await Notes.each { database in
            try await Self.fill(database, 1...33, rank: 1)
            try await Self.fill(database, 34...40, rank: 2)
            #expect(try await Self.look(database, [["rank=1"]]).total == 33)
            #expect(try await Self.look(database, [["rank=2"]]).total == 7)
            await #expect(throws: Undone.self) {
                try await database.write { transaction in
                    try Self.add(99, 2, in: transaction)
                    try SearchIndex(table: "note", transaction: transaction).settle()
                    #expect(try Self.query([["rank=2"]]).load(ListPage(), in: transaction) { try $0.next(String.self) }.total == 8)
                    throw Undone()
                }
            }
            #expect(try await Self.look(database, [["rank=2"]]).total == 7)
            try await database.write { transaction in
                guard let last = try Notes.serials(in: transaction).last else { return }
                try transaction.index("note", serial: last, text: "粮食第40号", tags: ["rank=1"])
                try SearchIndex(table: "note", transaction: transaction).settle()
            }
            #expect(try await Self.look(database, [["rank=1"]]).total == 34)
            #expect(try await Self.look(database, [["rank=2"]]).total == 6)
            #expect(try await Self.look(database, [["rank=1", "rank=2"]]).total == 40)
            #expect(try await Self.look(database, [["rank=1", "rank=2"], ["rank=2"]], "40").total == 0)
            #expect(try await Self.look(database, [["rank=1", "rank=2"]], "40").total == 1)
        }
    }

    @Test("另一个程序改了集合也会知道：记住的只对写下的那个标记有效")
    func otherNode() async throws {
        let memory = SearchMemory()
        let (old, new) = (SearchStamp.random(), SearchStamp.random())
        var set = PostingBlock()
        set.insert(7)
        memory.keep("note", old, ["a", "b"], [3: set])
        memory.keep(newest: 24_583, "note", old)
        #expect(memory.sets("note", old, of: [["a", "b"], ["a"]]) == [[3: set], [:]])
        #expect(memory.newest("note", old) == 24_583)
        #expect(memory.sets("note", new, of: [["a", "b"]]) == [[:]])
        #expect(memory.newest("note", new) == nil)
        #expect(memory.sets("other", old, of: [["a", "b"]]) == [[:]])
        memory.keep("note", new, ["a"], [1: set])
        #expect(memory.sets("note", old, of: [["a", "b"]]) == [[:]])
    }

    @Test("很多值作为一个值提问：一个、很多和空都对")
    func manyValues() async throws {
        try await Notes.each { database in
            let titles = ["甲'乙", "丙", "{丁}", "\\戊,己", ""]
            let serials = try await database.write { transaction in
                for title in titles { try Notes.add(title, in: transaction) }
                return try Notes.serials(in: transaction)
            }
            let found = try await database.read { transaction -> [Set<String>] in
                let engine = transaction.engine
                let conditions: [SQL] = [
                    .among(serials, "serial", engine), .among([serials[1], -1, .max], "serial", engine),
                    .among([Int64](), "serial", engine), .among(Array(-3000...serials[0]), "serial", engine),
                ]
                return try conditions.map { condition in
                    Set(try transaction.all("SELECT title FROM note WHERE" + condition) { try $0.next(String.self) })
                }
            }
            #expect(found == [Set(titles), ["丙"], [], [titles[0]]])
        }
    }
}
