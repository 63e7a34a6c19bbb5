import Storage
import TestKit
import Testing
import Timekeeping

@Suite("历史版本与按日期查看")
struct FormerRowTests {
    private static let migrations = [
        Migration(
            "test.0001",
            """
            CREATE TABLE element (
                serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL, name TEXT NOT NULL, grade TEXT NOT NULL,
                created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX element_id ON element (id)"
        ).searchable("element").versioned("element")
    ]

    private static let start = CalendarDate(dayNumber: 20_514)
    private static func day(_ number: Int) -> CalendarDate { start.advanced(days: number) }
    private static func noon(_ number: Int) -> Instant { day(number).start.advanced(hours: 12) }

    /// Element n comes on day n; every third is renamed on day 40 and again on day 60, and gets another grade.
    private static func play(_ count: Int, _ database: Database) async throws -> [Identifier<Element>] {
        try await database.write { transaction in
            let ids = (0..<count).map { _ in Identifier<Element>() }
            for (number, id) in ids.enumerated() { try Element.insert(id, "元素\(number)", at: noon(number), in: transaction) }
            for day in [40, 60] {
                for (number, id) in ids.enumerated() where number % 3 == 0 {
                    try Element.rename(id, "元素\(number)改\(day)", grade: "改", at: noon(day), in: transaction)
                }
            }
            return ids
        }
    }

    /// What a list of that day must show, told one by one.
    private static func expected(_ count: Int, on day: Int) -> [String] {
        (0..<count).filter { $0 <= day }.map { number in
            number % 3 != 0 || day < 40 ? "元素\(number)" : day < 60 ? "元素\(number)改40" : "元素\(number)改60"
        }.reversed()
    }

    @Test("截至某日的列表，恰是当日 24:00 时的各行，一页一页往后、往前、按页码、末页都一样，合计准确")
    func pastLists() async throws {
        try await TestStore.each(Self.migrations) { database in
            _ = try await Self.play(35, database)
            for day in [-1, 0, 20, 39, 40, 59, 60, 100] {
                let expected = Self.expected(35, on: day)
                try await database.read { transaction in
                    let query = Element.query(asOf: Self.day(day))
                    var (seen, key): ([String], Int64?) = ([], nil)
                    while true {
                        let page = try Element.load(query, ListPage(size: 10, place: key.map { .after($0) } ?? .first), in: transaction)
                        seen += page.rows
                        #expect(page.total == expected.count)
                        guard page.hasNext else { break }
                        key = page.lastSerial
                    }
                    #expect(seen == expected, "\(day)")
                    let last = try Element.load(query, ListPage(size: 10, place: .last), in: transaction)
                    #expect(last.rows == expected.suffix(last.rows.count) && last.hasNext == false)
                    if expected.count > 10, let first = last.firstSerial {
                        let before = try Element.load(query, ListPage(size: 10, place: .before(first)), in: transaction)
                        #expect(before.rows == Array(expected.dropLast(last.rows.count).suffix(10)))
                        let second = try Element.load(query, ListPage(size: 10, place: .number(2)), in: transaction)
                        #expect(second.rows == Array(expected.dropFirst(10).prefix(10)))
                    }
                }
            }
        }
    }

    @Test("筛选条件和文字对当日的状态有效：改名前按旧名查到，改名后按新名查到")
    func filters() async throws {
        try await TestStore.each(Self.migrations) { database in
            _ = try await Self.play(12, database)
            try await database.read { (transaction: Transaction) throws -> Void in
                func found(_ words: String?, _ grade: String?, _ day: Int) throws -> [String] {
                    try Element.load(Element.query(words, grade, asOf: Self.day(day)), ListPage(size: 100), in: transaction).rows
                }
                #expect(try found(nil, "改", 39) == [])
                #expect(try found(nil, "改", 40) == ["元素9改40", "元素6改40", "元素3改40", "元素0改40"])
                #expect(try found("改40", nil, 50) == ["元素9改40", "元素6改40", "元素3改40", "元素0改40"])
                #expect(try found("改60", nil, 50) == [])
                #expect(try found("元素", "原", 70).count == 8)
            }
        }
    }

    @Test("每次变更留下前一版本及其起止；新建不留，没有改版本号的写入不留，同一时刻再次变更不留空的版本")
    func versions() async throws {
        try await TestStore.each(Self.migrations) { database in
            let ids = try await Self.play(4, database)
            try await database.write { transaction in
                try Element.touch(ids[3], in: transaction)
                try Element.rename(ids[3], "又改", grade: "改", at: Self.noon(60), in: transaction)
                let versions = try FormerVersion.all(of: ids[3], in: "element", transaction)
                #expect(versions == [
                    FormerVersion(version: 2, since: Self.noon(40), until: Self.noon(60)),
                    FormerVersion(version: 1, since: Self.noon(3), until: Self.noon(40)),
                ])
                #expect(try FormerVersion.all(of: ids[1], in: "element", transaction) == [])
            }
        }
    }

    @Test("以后增加的列也留在历史版本里")
    func furtherColumn() async throws {
        try await TestStore.each(Self.migrations) { database in
            let more = Migration("test.0002", "ALTER TABLE element ADD COLUMN place TEXT NOT NULL DEFAULT '旧地'")
            try await database.migrate(Self.migrations + [more])
            let ids = try await Self.play(1, database)
            let places = try await database.read { try Element.formerPlaces(ids[0], in: $0) }
            #expect(places == ["旧地", "旧地"])
        }
    }
}
