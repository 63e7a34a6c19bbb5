@testable import Storage
import Testing

@Suite("成批写入")
struct BulkRowsTests {
    private static let columns = ["id", "parent_id", "title", "rank", "version"]

    private static func note(_ title: String, _ rank: Int64, _ id: Identifier<Int> = .init()) -> [SQLValue] {
        [id.sqlValue, .null, .text(title), .integer(rank), .integer(1)]
    }

    @Test("OPS-03 只写入选中的行，序号由写入时给出，文字一字不差")
    func chosenRows() async throws {
        try await Notes.each { database in
            let texts = ["", "一", "a\u{0001F600}b", String(repeating: "长", count: 5000), "'引号\"与\\反斜线\n换行\t制表"]
            let stored = try await database.write { transaction in
                var rows = BulkRows(columns: Self.columns)
                for (rank, text) in texts.enumerated() { rows.append(row: Self.note(text, Int64(rank))) }
                try transaction.add(rows, to: "note", places: [4, 0, 3], numbers: BulkNumbers("serial", [70, 80, 90]))
                return try transaction.all("SELECT serial, title, rank FROM note ORDER BY serial") { row in
                    "\(try row.next(Int.self)) \(try row.next(String.self)) \(try row.next(Int.self))"
                }
            }
            #expect(stored == ["70 \(texts[4]) 4", "80  0", "90 \(texts[3]) 3"])
        }
    }

    @Test("OPS-01 字段多了或少了的行不被写入，也不带进邻行的内容")
    func wrongWidth() async throws {
        try await Notes.each { database in
            for row in [Array(Self.note("短", 1).dropLast()), Self.note("长", 1) + [.integer(9)]] {
                await #expect(throws: StorageError.self) {
                    try await database.write { transaction in
                        var rows = BulkRows(columns: Self.columns)
                        rows.append(row: row)
                        rows.append(row: Self.note("后一行", 2))
                        try transaction.add(rows, to: "note", numbers: BulkNumbers("serial", [1, 2]))
                    }
                }
            }
            let titles = try await database.read { try Notes.titles(in: $0) }
            #expect(titles.isEmpty)
        }
    }

    @Test("OPS-01 违反唯一约束的成批写入整体不生效，并说出是哪个约束")
    func constraint() async throws {
        try await Notes.each { database in
            let id = Identifier<Int>()
            await #expect(throws: StorageError.constraint("note_id")) {
                try await database.write { transaction in
                    var rows = BulkRows(columns: Self.columns)
                    for rank in 1...2 { rows.append(row: Self.note("第\(rank)行", Int64(rank), id)) }
                    try transaction.add(rows, to: "note", numbers: BulkNumbers("serial", [1, 2]))
                }
            }
            let titles = try await database.read { try Notes.titles(in: $0) }
            #expect(titles.isEmpty)
        }
    }
}
