import TestKit
import Testing

@testable import Storage

@Suite("列表页：按键翻页与中文查找")
struct ListingTests {
    private func fill(_ count: Int, in database: Database) async throws {
        try await database.write { transaction in
            for number in 1...count { try Notes.add("第\(number)条", rank: number % 2, in: transaction) }
        }
    }

    private func numbers(_ range: ClosedRange<Int>) -> [String] { range.reversed().map { "第\($0)条" } }

    @Test("首页、后一页、前一页、末页、跳页，每页一条不多一条不少")
    func everyDirection() async throws {
        try await Notes.each { database in
            try await fill(25, in: database)
            let first = try await Notes.page(ListPage(), in: database)
            #expect(first.rows == numbers(16...25))
            #expect((first.total, first.number, first.hasPrevious, first.hasNext) == (25, 1, false, true))

            let second = try await Notes.page(ListPage(place: .after(try #require(first.lastSerial))), in: database)
            #expect(second.rows == numbers(6...15))
            #expect((second.hasPrevious, second.hasNext) == (true, true))

            let third = try await Notes.page(ListPage(place: .after(try #require(second.lastSerial))), in: database)
            #expect(third.rows == numbers(1...5))
            #expect((third.hasPrevious, third.hasNext) == (true, false))

            let back = try await Notes.page(ListPage(place: .before(try #require(third.firstSerial))), in: database)
            #expect(back.rows == second.rows)
            #expect((back.hasPrevious, back.hasNext) == (true, true))

            let last = try await Notes.page(ListPage(place: .last), in: database)
            #expect(last.rows == third.rows)
            #expect((last.number, last.hasPrevious, last.hasNext) == (3, true, false))

            let jumped = try await Notes.page(ListPage(place: .number(2)), in: database)
            #expect(jumped.rows == second.rows)
            let beyond = try await Notes.page(ListPage(place: .number(99)), in: database)
            #expect(beyond.rows == third.rows)
        }
    }

    @Test("筛选后的合计和翻页只算符合条件的")
    func filtered() async throws {
        try await Notes.each { database in
            try await fill(25, in: database)
            let odd = try await Notes.page(ListPage(), rank: 1, in: database)
            #expect(odd.total == 13)
            let rest = try await Notes.page(ListPage(place: .after(try #require(odd.lastSerial))), rank: 1, in: database)
            #expect(rest.rows == ["第5条", "第3条", "第1条"])
        }
    }

    @Test("第0节“列表页” 任何页码和任何起点都得到一页：太大的页码是末页，太小的是首页", arguments: [Int.max, .min, -1, 0, 10_001, 1 << 40])
    func anyNumber(_ number: Int) async throws {
        try await Notes.each { database in
            try await fill(25, in: database)
            for search in [nil, "第"] {
                let page = try await Notes.page(ListPage(place: .number(number)), search: search, in: database)
                #expect(page.rows == (number > 1 ? numbers(1...5) : numbers(16...25)))
                #expect(page.number == (number > 1 ? 3 : 1))
                let after = try await Notes.page(ListPage(place: .after(Int64(number))), search: search, in: database)
                #expect(after.rows == (number > 25 ? numbers(16...25) : []))
                let before = try await Notes.page(ListPage(place: .before(Int64(number))), search: search, in: database)
                #expect(before.rows == (number > 25 ? [] : numbers(1...10)))
            }
        }
    }

    @Test("没有记录时是空的第一页")
    func empty() async throws {
        try await Notes.each { database in
            for place in [ListPage.Place.first, .last, .number(3)] {
                let page = try await Notes.page(ListPage(place: place), in: database)
                #expect(page.rows.isEmpty)
                #expect((page.total, page.hasNext) == (0, false))
            }
        }
    }

    @Test("每页条数只能是10、20、50、100")
    func sizes() {
        #expect(ListPage(size: 20).size == 20)
        #expect(ListPage(size: 1_000_000).size == 10)
    }

    @Test(
        "中文查找从一个字起，任意片段都能找到，跨字的顺序要对，英文不分大小写",
        arguments: [
            ("粮", ["粮食安全检查", "食粮"]), ("粮食", ["粮食安全检查"]), ("食安", ["粮食安全检查"]), ("全检查", ["粮食安全检查"]),
            ("安检", []), ("abc", ["ABC公司"]), ("c公", []), ("ABC公", ["ABC公司"]), ("，。", []),
        ] as [(String, [String])])
    func search(typed: String, found: [String]) async throws {
        try await Notes.each { database in
            try await database.write { transaction in
                for title in ["粮食安全检查", "食粮", "ABC公司"] { try Notes.add(title, in: transaction) }
            }
            let page = try await Notes.page(ListPage(), search: typed, in: database)
            #expect(page.rows.sorted() == found.sorted())
            #expect(page.total == found.count)
        }
    }

    @Test("查找的文字改了，旧文字不再找到")
    func reindexed() async throws {
        try await Notes.each { database in
            try await database.write { transaction in
                try Notes.add("旧名", in: transaction)
                let serial: Int64? = try transaction.value("SELECT max(serial) FROM note")
                try transaction.index("note", serial: try #require(serial), text: "新名")
            }
            let old = try await Notes.page(ListPage(), search: "旧", in: database)
            let new = try await Notes.page(ListPage(), search: "新", in: database)
            #expect((old.total, new.total) == (0, 1))
        }
    }

    @Test("许多行刚写入时，更新统计信息后两种数据库都走主键翻页，不排序整表")
    func statistics() async throws {
        try await Notes.each { database in
            try await fill(2000, in: database)
            let plan = try await database.write { transaction in
                try transaction.refreshStatistics()
                return try transaction.plan(of: Notes.query().statement(ListPage(), engine: transaction.engine))
            }
            let steps = plan.joined(separator: "\n")
            #expect(!steps.contains("Sort") && !steps.contains("TEMP B-TREE"), "\(steps)")
        }
    }

    @Test("OPS-03 翻页走主键索引，不整表排序；查找只用查找索引和主键")
    func plans() async throws {
        try await Notes.each { database in
            try await fill(2000, in: database)
            let (deep, searches) = try await database.write { transaction in
                if transaction.engine == .postgresql {
                    try transaction.execute("ANALYZE")
                    // a small table is read whole whatever indexes there are; here only their use counts
                    try transaction.execute("SET LOCAL enable_seqscan = off")
                }
                let deep = Notes.query().statement(ListPage(place: .after(1000)), engine: transaction.engine)
                let searches = try transaction.traced {
                    _ = try Notes.query(search: "1999").load(ListPage(), in: transaction) { try $0.next(String.self) }
                }
                return (try transaction.plan(of: deep), try searches.map { try transaction.plan(of: $0) })
            }
            for plan in [deep] + searches {
                let steps = plan.joined(separator: "\n")
                switch database.engine {
                case .sqlite:
                    #expect(!plan.contains { $0.hasPrefix("SCAN") && !$0.contains("USING INDEX note_search_pending") }, "\(steps)")
                    #expect(!steps.contains("TEMP B-TREE"), "\(steps)")
                case .postgresql:
                    #expect(!steps.contains("Seq Scan"), "\(steps)")
                }
            }
            #expect(searches.count >= 4)
            #expect(deep.joined().contains(database.engine == .sqlite ? "INTEGER PRIMARY KEY" : "note_pkey"))
        }
    }
}
