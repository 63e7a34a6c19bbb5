extension ListQuery {
    /// The page through the search index. The total is exact up to the limit.
    func loadFound<T>(
        _ found: FoundRows, _ page: ListPage, in transaction: Transaction, _ read: (inout Row) throws -> T
    ) throws -> Listed<T> {
        let limit = ListPage.countLimit
        let isCounted = keptTotal == nil && found.isBySetsAlone
        let count = try isCounted ? found.count(upTo: limit) : 0
        let newest = try !isCounted && (keptTotal == nil || hasFewRows) ? found.newest(limit + 1) : []
        let isWhole = !isCounted && (keptTotal == nil || hasFewRows) && newest.count <= limit
        let total = keptTotal ?? (isCounted && count <= limit ? count : isWhole ? newest.count : nil)
        let place = page.place(total)
        let size = page.size(at: place, total)
        var serials = try isWhole
            ? Self.slice(newest, place, size, page.size) : slice(newest, found, place, size, page.size)
        let more = serials.count > size
        if more { serials.removeLast() }
        if place.isBackwards { serials.reverse() }
        return Listed(try rows(serials, in: transaction, read), place, more: more, size: page.size, total: total)
    }

    /// One row more than the page has, in the direction of the place, out of all there are.
    private static func slice(_ all: [Int64], _ place: ListPage.Place, _ size: Int, _ pageSize: Int) -> [Int64] {
        switch place {
        case .first: Array(all.prefix(size + 1))
        case .number(let number): Array(all.dropFirst(ListPage.skipped(before: number, size: pageSize)).prefix(size + 1))
        case .after(let key): Array(all.lazy.filter { $0 < key }.prefix(size + 1))
        case .before(let key): Array(all.reversed().lazy.filter { $0 > key }.prefix(size + 1))
        case .last: Array(all.reversed().prefix(size + 1))
        }
    }

    /// The same where there are more than were counted.
    private func slice(
        _ newest: [Int64], _ found: FoundRows, _ place: ListPage.Place, _ size: Int, _ pageSize: Int
    ) throws -> [Int64] {
        let slice = Self.slice(newest, place, size, pageSize)
        switch place {
        // what was counted anyway may hold the page
        case .first where slice.count > size, .number where slice.count > size, .after where slice.count > size: return slice
        case .first: return try found.rows(size + 1, beyond: nil, descending: true)
        case .number(let number):
            let skipped = ListPage.skipped(before: number, size: pageSize)
            return Array(try found.rows(skipped + size + 1, beyond: nil, descending: true).dropFirst(skipped))
        case .after(let key): return try found.rows(size + 1, beyond: key, descending: true)
        case .before(let key): return try found.rows(size + 1, beyond: key, descending: false)
        case .last: return try found.rows(size + 1, beyond: nil, descending: false)
        }
    }

    func rows<T>(
        _ serials: [Int64], in transaction: Transaction, _ read: (inout Row) throws -> T
    ) throws -> KeyedRows<T> {
        guard !serials.isEmpty else { return KeyedRows() }
        // an entry that contradicts its row shows nothing: the row decides
        let wheres: [SQL] = [.among(serials, key, transaction.engine)] + conditions
        return try keyed(
            "SELECT \(key), \(columns)" + source + joins + lookups + "WHERE" + wheres.joinedByAnd() + "ORDER BY" + key + "DESC",
            in: transaction, read)
    }

    /// The rows of a statement whose first column is the key.
    func keyed<T>(_ sql: SQL, in transaction: Transaction, _ read: (inout Row) throws -> T) throws -> KeyedRows<T> {
        var found = KeyedRows<T>()
        try transaction.forEach(sql) { row in
            found.keys.append(try row.next())
            found.rows.append(try read(&row))
        }
        return found
    }
}

extension ListQuery {
    /// The next rows behind `key` (nil: from the newest on) with their keys, without the rest of a page: for reading a
    /// list to its end.
    package func next<T>(
        _ count: Int, after key: Int64?, in transaction: Transaction, _ read: (inout Row) throws -> T
    ) throws -> [(key: Int64, row: T)] {
        if let search {
            let found = try FoundRows(self, search, in: transaction)
            let few = hasFewRows ? try found.newest(ListPage.countLimit).filter { $0 < key ?? .max } : nil
            let keys = try few ?? found.rows(count, beyond: key, descending: true)
            return try rows(Array(keys.prefix(count)), in: transaction, read).pairs.map { (key: $0.0, row: $0.1) }
        }
        var sql: SQL = "SELECT \(self.key), \(columns)" + source + joins + lookups
        let wheres = conditions + (key.map { [self.key + "< \($0)"] } ?? [])
        sql += "WHERE" + wheres.joinedByAnd() + "ORDER BY" + self.key + "DESC LIMIT \(count)"
        return try transaction.all(sql) { row in (key: try row.next(Int64.self), row: try read(&row)) }
    }
}
