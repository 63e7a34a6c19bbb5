import TestKit
import Testing

@testable import Storage

@Suite("查找索引：词语与筛选条件的集合")
struct SearchIndexTests {
    /// More than two blocks, with holes in the serials; every third of them is ranked 1.
    private static let count = 20_000

    private static func title(_ number: Int) -> String { number % 2 == 0 ? "粮食第\(number)号" : "油品第\(number)号" }

    private static func fill(_ database: Database) async throws {
        try await database.write { transaction in
            let rows = (1...count).map { number in
                // the first batch fills a block from its beginning, the next goes on in the middle and leaves a gap
                (serial: PostingBlock.size + Int64(number - 1) + (number > 9000 ? 5000 : 0), text: title(number), tags: ["rank=\(number % 3)"])
            }
            var notes = BulkRows(columns: ["id", "parent_id", "title", "rank", "version"])
            for (number, row) in zip(1..., rows) {
                notes.append(row: [
                    Identifier<Int>().sqlValue, .null, .text(row.text), .integer(Int64(number % 3)), .integer(1),
                ])
            }
            try transaction.add(notes, to: "note", numbers: BulkNumbers("serial", rows.map(\.serial)))
            for start in stride(from: 0, to: count, by: 7000) {
                try transaction.index("note", Array(rows[start..<min(count, start + 7000)]))
            }
        }
    }

    private static func query(_ text: String?, rank: Int? = nil, untagged: Bool = false) -> ListQuery {
        var query = ListQuery("note", columns: "t.title")
        query.search(text)
        if let rank {
            if untagged { query.filter("t.rank = \(rank)") } else { query.filter("t.rank = \(rank)", tags: ["rank=\(rank)"]) }
        }
        return query
    }

    @Test("全角的字母和数字按半角查找；升级前存入的也能查到")
    func wideText() async throws {
        try await Notes.each { database in
            let found = try await database.write { transaction in
                try Notes.add("新科Ａ１２号厂", in: transaction)
                try Notes.add("新科a12号店", in: transaction)
                try Notes.add("新科B12号店", in: transaction)
                try SearchIndex(table: "note", transaction: transaction).settle()
                return try ["A12", "ａ１２", "科Ａ12号"].map { try Self.query($0).load(ListPage(), in: transaction) { try $0.next(String.self) }.rows.count }
            }
            #expect(found == [2, 2, 2])
            // as a release before has left it: the sets know nothing of the word
            let again = try await database.write { transaction in
                try Notes.unlearn("a12", in: transaction)
                let index = SearchIndex(table: "note", transaction: transaction)
                let lost = try Self.query("a12").load(ListPage(), in: transaction) { try $0.next(String.self) }.rows
                try index.refold(try Notes.serials(in: transaction))
                let found = try Self.query("a12").load(ListPage(), in: transaction) { try $0.next(String.self) }.rows
                return (lost, found)
            }
            #expect(again.0 == [])
            #expect(again.1 == ["新科Ａ１２号厂"])
        }
    }

    @Test("尚未并入集合的条目按原文核对，与拆成词语再核对的结果相同")
    func wantedTerms() {
        let contents = [
            "", "粮食第12号\n=rank=1", "粮食第12号\nrank=1\nkind=a", "粮食\t第12号\nrank=11", "\nrank=1", "rank=1", "油品A12\nrank=2\nrank=1",
            "粮食第12号\nrank=1\n", "粮\nkind=ab\nagency=7",
        ]
        let many = (1...12).map { "=agency=\($0)" }
        let groups: [[[String]]] = [
            [], [["=rank=1"]], [["=rank=11"]], [["=rank=2", "=rank=1"]], [["=kind=a"], ["=rank=1"]], [["粮食"]], [["粮"], ["=rank=1"]], [["12"]],
            [["a12"], ["=rank=2"]], [many], [many, ["粮"]], [["食第"]], [["=rank="]],
        ]
        for group in groups {
            let wanted = WantedTerms(group)
            for content in contents {
                let terms = SearchIndex.Entry.terms(content)
                let expected = group.allSatisfy { !terms.isDisjoint(with: $0) }
                let found = Array(content.utf8).withUnsafeBytes { wanted.stand(in: $0) }
                #expect(found == expected, "\(group) \(content)")
            }
        }
    }

    @Test("一个条件有几百个标签、大多没有对象时，找到的与只用有对象的标签相同；总数与逐条核对相同")
    func manyTags() async throws {
        try await Notes.each { database in
            try await Self.fill(database)
            func load(_ text: String?, _ tags: [String], _ place: ListPage.Place) async throws -> Listed<String> {
                try await database.read { transaction in
                    var query = Self.query(text)
                    query.filter("t.rank <> 0", tags: tags)
                    return try query.load(ListPage(size: 50, place: place), in: transaction) { try $0.next(String.self) }
                }
            }
            let ranks = ["rank=1", "rank=2"], many = ranks + (100..<500).map { "rank=\($0)" }
            for text in ["粮食第70号", "粮食", nil] {
                for place: ListPage.Place in [.first, .last, .number(3)] {
                    let (few, found) = (try await load(text, ranks, place), try await load(text, many, place))
                    #expect(found.rows == few.rows && found.total == few.total && !few.rows.isEmpty, "\(text ?? "") \(place)")
                    let expected = (1...Self.count).count { $0 % 3 != 0 && Self.title($0).hasPrefix(text ?? "") }
                    #expect(few.total == (expected > ListPage.countLimit ? nil : expected))
                }
            }
        }
    }

    @Test("任一组合、任一方向的翻页，结果与逐条核对相同，不多不少", arguments: [false, true])
    func everyDirection(untagged: Bool) async throws {
        try await Notes.each { database in
            try await Self.fill(database)
            let expected = (1...Self.count).filter { $0 % 2 == 0 && $0 % 3 == 1 }.map(Self.title)
            let (down, up, listed) = try await database.read { transaction in
                let query = Self.query("粮食", rank: 1, untagged: untagged)
                let first = try query.load(ListPage(size: 100), in: transaction) { try $0.next(String.self) }
                var (down, page) = (first.rows, first)
                while page.hasNext, let last = page.lastSerial {
                    page = try query.load(ListPage(size: 100, place: .after(last)), in: transaction) { try $0.next(String.self) }
                    down += page.rows
                }
                page = try query.load(ListPage(size: 100, place: .last), in: transaction) { try $0.next(String.self) }
                var up = page.rows
                while page.hasPrevious, let first = page.firstSerial {
                    page = try query.load(ListPage(size: 100, place: .before(first)), in: transaction) { try $0.next(String.self) }
                    up = page.rows + up
                }
                return (down, up, first)
            }
            let isSame = (down: down == expected.reversed(), up: up == expected.reversed())
            #expect(isSame.down)
            #expect(isSame.up)
            #expect(listed.total == expected.count)
        }
    }

    @Test("合计在一万以内是准确的，更多时不再数；跳页仍到位；末页在最早的一条")
    func totals() async throws {
        try await Notes.each { database in
            try await Self.fill(database)
            func load(_ query: ListQuery, _ place: ListPage.Place) async throws -> Listed<String> {
                try await database.read { try query.load(ListPage(size: 100, place: place), in: $0) { try $0.next(String.self) } }
            }
            #expect(try await load(Self.query("粮"), .first).total == 10_000)
            #expect(try await load(Self.query("号"), .first).total == nil)
            #expect(try await load(Self.query("号"), .number(30)).rows.first == Self.title(Self.count - 2900))
            #expect(try await load(Self.query("号"), .last).rows.last == Self.title(1))
            #expect(try await load(Self.query("粮食第10000号"), .first).rows == [Self.title(10_000)])
            #expect(try await load(Self.query("食粮"), .first).total == 0)
            #expect(try await load(Self.query("粮食第号"), .first).total == 0)
        }
    }

    @Test("改了文字或条件的行，在并入集合之前和之后都按新的内容查到，旧内容不再查到")
    func changes() async throws {
        try await Notes.each { database in
            try await Self.fill(database)
            func totals() async throws -> [Int?] {
                try await database.read { transaction in
                    try [Self.query("新名"), Self.query("粮食", rank: 1), Self.query("新名", rank: 2)].map {
                        try $0.load(ListPage(), in: transaction) { try $0.next(String.self) }.total
                    }
                }
            }
            let grain = (1...Self.count).count { $0 % 6 == 4 }
            #expect(try await totals() == [0, grain, 0])
            // 8195 is the fourth, 粮食 of rank 1; its index is settled with the next whose serial divides by 32
            try await database.write { transaction in
                try transaction.execute("UPDATE note SET title = '新名', rank = 2 WHERE serial = 8195")
                try transaction.index("note", serial: 8195, text: "新名", tags: ["rank=2"])
            }
            #expect(try await totals() == [1, grain - 1, 1])
            let pending = try await database.write { transaction in
                try transaction.index("note", serial: 8224, text: "别的", tags: ["rank=2"])
                return try transaction.value("SELECT count(*) FROM note_search WHERE settled = 0", as: Int.self)
            }
            #expect(pending == 0)
            #expect(try await totals() == [1, grain - 1, 1])
        }
    }

    @Test("集合存为位图或编号表，读出来与存入的相同", arguments: [0, 1, 511, 512, 8192])
    func stored(members: Int) throws {
        var block = PostingBlock()
        for number in 0..<members { block.insert(members == 8192 ? number : number * 16 % 8192 + number / 512) }
        let bytes = block.stored
        #expect(bytes.count == min(members * 2, 1024))
        #expect(bytes.withUnsafeBytes { PostingBlock($0) } == block)
        #expect([UInt8(0xFF), 0xFF].withUnsafeBytes { PostingBlock($0) } == nil)
    }
}
