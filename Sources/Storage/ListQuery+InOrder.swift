extension ListQuery {
    /// Several lists one behind the other as one: what was looked for, the weightier first. Pages are found by number, and
    /// each list is counted no further than the limit.
    package static func loadInOrder<T: Sendable>(
        _ queries: [ListQuery], _ page: ListPage, in transaction: Transaction, _ read: (inout Row) throws -> T
    ) throws -> Listed<T> {
        guard queries.count != 1 else { return try queries[0].load(page, in: transaction, read) }
        let counts = try queries.map { try $0.counted(in: transaction) }
        let total = counts.reduce(0, +)
        let last = max(1, (min(total, ListPage.countLimit) + page.size - 1) / page.size)
        let number = min(last, Self.number(page.place, last))
        var (skip, rows) = ((number - 1) * page.size, [T]())
        for (query, count) in zip(queries, counts) where rows.count < page.size {
            guard skip < count else {
                skip -= count
                continue
            }
            rows += try query.some(page.size - rows.count, skipping: skip, in: transaction, read)
            skip = 0
        }
        return Listed(
            rows: rows, total: total > ListPage.countLimit ? nil : total, hasPrevious: number > 1, hasNext: number < last,
            firstSerial: nil, lastSerial: nil, number: number)
    }

    /// What stands at a place of the list.
    private func some<T: Sendable>(
        _ count: Int, skipping: Int, in transaction: Transaction, _ read: (inout Row) throws -> T
    ) throws -> [T] {
        let size = ListPage.sizes.max() ?? count
        var (rows, number) = ([T](), skipping / size)
        var skip = skipping % size
        while rows.count < count {
            number += 1
            let part = try load(ListPage(size: size, place: .number(number)), in: transaction, read)
            rows += part.rows.dropFirst(skip).prefix(count - rows.count)
            skip = 0
            guard part.hasNext else { break }
        }
        return rows
    }

    private static func number(_ place: ListPage.Place, _ last: Int) -> Int {
        switch place {
        case .number(let number): max(1, number)
        case .last: last
        case .first, .after, .before: 1
        }
    }
}
