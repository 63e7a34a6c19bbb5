import Timekeeping

/// The list as it was at an instant: rows that are still as they were then, found as ever, and former states that were in
/// force then. Both run along the key, so that a page of the past costs about what a page costs.
struct PastList: Sendable {
    let instant: Instant
    /// The column in which typed words are looked for among former states; they have no search index.
    let words: SQL
}

extension ListQuery {
    func loadPast<T>(
        _ past: PastList, _ page: ListPage, in transaction: Transaction, _ read: (inout Row) throws -> T
    ) throws -> Listed<T> {
        var present = self
        present.past = nil
        present.keptTotal = nil
        present.filter("t.updated_at <= \(past.instant)")
        let limit = ListPage.countLimit
        let newest = try newestSerial(at: past.instant, in: transaction)
        present.filter("t.serial <= \(newest)")
        let isFew = try presentIsFew(past, limit, in: transaction)
        let formerTotal = try countFormer(past, limit, in: transaction)
        let total = try min(present.counted(in: transaction), limit + 1) + formerTotal
        let known = total > limit ? nil : total
        let place = page.place(known)
        let size = page.size(at: place, known)
        var skip = 0
        var (key, descending): (Int64?, Bool) = (nil, true)
        switch place {
        case .first: break
        case .last: descending = false
        case .after(let serial): key = serial
        case .before(let serial): (key, descending) = (serial, false)
        case .number(let number): skip = ListPage.skipped(before: number, size: page.size)
        }
        let wanted = skip + size + 1
        var rows = try present.walk(wanted, beyond: key, descending: descending, few: isFew, in: transaction, read).pairs
            + former(past, wanted, beyond: key, descending: descending, few: formerTotal <= limit, in: transaction, read)
        rows.sort { descending ? $0.0 > $1.0 : $0.0 < $1.0 }
        rows = Array(rows.dropFirst(skip).prefix(size + 1))
        let more = rows.count > size
        if more { rows.removeLast() }
        if !descending { rows.reverse() }
        return Listed(KeyedRows(keys: rows.map(\.0), rows: rows.map(\.1)), place, more: more, size: page.size, total: known)
    }

    /// The last serial that a row of that instant can have. Rows come in the order of their serials but for those of writers
    /// at the same time, which a day more covers; so the rows that came later are not walked over.
    private func newestSerial(at instant: Instant, in transaction: Transaction) throws -> Int64 {
        let day = instant.advanced(days: 1)
        var first: Int64 = 0
        var last = try transaction.value(SQL(made: "SELECT max(serial) FROM \(table)"), as: Int64?.self).flatMap { $0 } ?? 0
        while first < last {
            let middle = first + (last - first + 1) / 2
            var sql = SQL(made: "SELECT serial, created_at FROM \(table) WHERE")
            sql += "serial <= \(middle) ORDER BY serial DESC LIMIT 1"
            let found = try transaction.first(sql) { (serial: try $0.next(Int64.self), at: try $0.next(Instant.self)) }
            if let found, found.at > day { last = found.serial - 1 } else { first = middle }
        }
        return first
    }

    /// Whether few rows are still as they were then; those are found by when they were changed.
    private func presentIsFew(_ past: PastList, _ limit: Int, in transaction: Transaction) throws -> Bool {
        var inner = SQL(made: "SELECT 1 AS one FROM \(table) WHERE")
        inner += "updated_at <= \(past.instant) LIMIT \(limit + 1)"
        return try transaction.value("SELECT count(*) FROM (\(inner)) counted", as: Int.self) ?? 0 <= limit
    }

    /// Former states in force at the instant. A few are found among what was replaced since and sorted; of many there is a
    /// page wherever the key stands.
    private func former<T>(
        _ past: PastList, _ count: Int, beyond key: Int64?, descending: Bool, few: Bool, in transaction: Transaction,
        _ read: (inout Row) throws -> T
    ) throws -> [(Int64, T)] {
        var wheres = formerConditions(past)
        if let key { wheres.append(self.key + (descending ? "< \(key)" : "> \(key)")) }
        var sql: SQL = "SELECT \(self.key), \(columns)" + formerSource + joins + lookups
        sql += "WHERE" + wheres.joinedByAnd() + "ORDER BY" + (few ? "(" + self.key + "+ 0)" : self.key) + (descending ? "DESC" : "ASC")
        sql += "LIMIT \(count)"
        return try transaction.all(sql) { row in (try row.next(Int64.self), try read(&row)) }
    }

    private func countFormer(_ past: PastList, _ limit: Int, in transaction: Transaction) throws -> Int {
        let inner: SQL = "SELECT 1 AS one" + formerSource + joins
            + "WHERE" + formerConditions(past).joinedByAnd() + "LIMIT \(limit + 1)"
        return try transaction.value("SELECT count(*) FROM (\(inner)) counted", as: Int.self) ?? 0
    }

    private func formerConditions(_ past: PastList) -> [SQL] {
        conditions + ["t.since <= \(past.instant) AND t.until > \(past.instant)"]
            + typed.map { SQL.contains(past.words, $0) }
    }

    private var formerSource: SQL { SQL(made: "FROM \(table)_former t") }
}
