import TestKit
import Testing

@testable import Storage

@Suite("列表页：按列排序")
struct ListSortTests {
    private enum Order: String, ListOrder {
        case rank, title

        var label: String { rawValue }
        var column: SortedColumn {
            switch self {
            case .rank: .number("t.rank")
            case .title: .text("t.title")
            }
        }
    }

    /// One way to ask for the list.
    private struct Asked {
        let order: Order
        let isDescending: Bool
        /// Longer than is sorted at once: it runs along the index.
        let isLong: Bool
        let search: String?

        static let all = Order.allCases.flatMap { order in
            [false, true].flatMap { isDescending in
                [(false, nil), (false, "第"), (true, nil)].map { Asked(order: order, isDescending: isDescending, isLong: $0.0, search: $0.1) }
            }
        }

        func page(_ place: ListPage.Place, _ beside: String?, in transaction: Transaction) throws -> Listed<String> {
            var query = Notes.query(search: search)
            if isLong { query.keptTotal = ListPage.countLimit * 2 }
            let sort = ListSort(order.column, descending: isDescending, beside: beside)
            return try query.load(ListPage(place: place, sort: sort), in: transaction) { try $0.next() }
        }

        /// The same by hand.
        var expected: [String] {
            let rows = (1...25).map { (rank: $0 % 3, title: "第\($0)条", serial: $0) }
            let sorted = rows.sorted { one, other in
                switch order {
                case .rank: (one.rank, one.serial) < (other.rank, other.serial)
                case .title: one.title.utf8.lexicographicallyPrecedes(other.title.utf8)
                }
            }.map(\.title)
            return isDescending ? sorted.reversed() : sorted
        }
    }

    private func fill(_ database: Database) async throws {
        try await database.write { transaction in
            for number in 1...25 { try Notes.add("第\(number)条", rank: number % 3, in: transaction) }
        }
    }

    @Test("第0节“列表页” 按列升序、降序翻页，向后、向前每行恰好一次，顺序与逐行比较的一致；短的、长的、查找到的都一样")
    func everyRowOnce() async throws {
        try await Notes.each { database in
            try await fill(database)
            for asked in Asked.all {
                try await database.read { transaction in
                    var page = try asked.page(.first, nil, in: transaction)
                    var rows = page.rows
                    while page.hasNext {
                        page = try asked.page(.after(try #require(page.lastSerial)), page.ends.last, in: transaction)
                        rows += page.rows
                    }
                    #expect(rows == asked.expected, "\(asked)")
                    page = try asked.page(.last, nil, in: transaction)
                    rows = page.rows
                    while page.hasPrevious {
                        page = try asked.page(.before(try #require(page.firstSerial)), page.ends.first, in: transaction)
                        rows = page.rows + rows
                    }
                    #expect(rows == asked.expected, "\(asked)")
                    #expect(try asked.page(.number(2), nil, in: transaction).rows == Array(asked.expected[10..<20]), "\(asked)")
                }
            }
        }
    }

    @Test("第0节“列表页” 翻页时上一页的末行已被删除，下一页仍从原处接着，不重也不漏；不知从何处接着时是首页")
    func endIsGone() async throws {
        struct Undone: Error {}
        try await Notes.each { database in
            try await fill(database)
            for asked in Asked.all where asked.search == nil {
                await #expect(throws: Undone.self) {
                    try await database.write { transaction in
                        let first = try asked.page(.first, nil, in: transaction)
                        let end = try #require(first.lastSerial)
                        #expect(try asked.page(.after(end), nil, in: transaction).rows == first.rows, "\(asked)")
                        try Notes.remove(try #require(first.rows.last), in: transaction)
                        let next = try asked.page(.after(end), first.ends.last, in: transaction)
                        #expect(next.rows == Array(asked.expected[10..<20]), "\(asked)")
                        throw Undone()
                    }
                }
            }
        }
    }

    @Test("OPS-03 按列排序的长列表沿该列的索引翻页，两种数据库都不整表排序")
    func plans() async throws {
        try await Notes.each { database in
            try await fill(database)
            for isDescending in [false, true] {
                for place in [ListPage.Place.first, .after(1000), .before(1000), .last] {
                    let steps = try await database.write { transaction in
                        if transaction.engine == .postgresql {
                            try transaction.execute("SET LOCAL enable_seqscan = off")
                            try transaction.execute("SET LOCAL enable_sort = off")
                        }
                        let page = ListPage(place: place, sort: ListSort(Order.rank.column, descending: isDescending, beside: "1"))
                        return try transaction.plan(of: Notes.query().statement(page, engine: transaction.engine))
                    }
                    #expect(steps.contains { $0.contains("note_by_rank") }, "\(steps)")
                    #expect(!steps.contains { $0.contains("TEMP B-TREE") || $0.contains("Sort") }, "\(steps)")
                }
            }
        }
    }
}
