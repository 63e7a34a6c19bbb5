import Timekeeping

/// A list over one table with alias `t`, which has the key `serial` or another number that is unique in the list; joins
/// may follow.
package struct ListQuery: Sendable {
    let table: StaticString
    let key: SQL
    let columns: SQL
    let joins: SQL
    let lookups: SQL
    private(set) var conditions: [SQL] = []
    /// Those of the conditions that the search index knows nothing of.
    private(set) var untagged: [SQL] = []
    private(set) var search: ListSearch?
    /// A kept counter for exactly these conditions, where there is one.
    package var keptTotal: Int?
    private(set) var hasFewRows = false
    /// As typed.
    private(set) var typed: [String] = []
    var past: PastList?

    /// - Parameter lookups: joins that find exactly one row for each of the list and are in no condition, like the name
    ///   of its agency. Counting leaves them out: a count up to the limit costs a tenth without them.
    package init(_ table: StaticString, key: SQL = "t.serial", columns: SQL, joins: SQL = "", lookups: SQL = "") {
        (self.table, self.key, self.columns, self.joins, self.lookups) = (table, key, columns, joins, lookups)
    }

    package mutating func filter(_ condition: SQL) {
        conditions.append(condition)
        untagged.append(condition)
    }

    /// A condition that is true of exactly the rows whose entry in the search index has one of these tags.
    /// - Parameter index: as in a search.
    package mutating func filter(_ condition: SQL, tags: [String], of index: StaticString? = nil) {
        conditions.append(condition)
        search = search ?? ListSearch(index: index)
        search?.groups.append(tags.map { "=" + $0 })
    }

    /// Every row that the conditions let through has one of these tags; not every row that has one is let through.
    /// - Parameter index: as in a search.
    package mutating func narrow(tags: [String], of index: StaticString? = nil) {
        search = search ?? ListSearch(index: index)
        search?.groups.append(tags.map { "=" + $0 })
    }

    /// A condition that finds few rows by an index of its own.
    package mutating func filterFew(_ condition: SQL) {
        filter(condition)
        hasFewRows = true
    }

    /// Any substring of the searchable text; blank input filters nothing.
    /// - Parameter index: the table whose rows are searched, where this is another; its serials are the key of the list.
    package mutating func search(_ typed: String?, of index: StaticString? = nil) {
        guard let typed, !typed.isEmpty else { return }
        search = search ?? ListSearch(index: index)
        guard let phrase = SearchPhrase(typed) else { return filter("1 = 0") }
        self.typed.append(typed)
        search?.phrases.append(phrase)
        search?.groups += phrase.terms.map { [$0] }
    }

    /// Each of the words, in any order.
    package mutating func search(words typed: String?) {
        for word in (typed ?? "").split(whereSeparator: \.isWhitespace) { search(String(word)) }
    }

    /// The list as it was at the end of that day; the table keeps its former states (ELEM-06).
    /// - Parameter words: the column in which typed words are looked for among former states.
    package mutating func show(asOf day: CalendarDate, words: SQL) { past = PastList(instant: day.end, words: words) }

    /// The rows of `page`; `read` gets the columns after `serial`.
    package func load<T>(_ page: ListPage, in transaction: Transaction, _ read: (inout Row) throws -> T) throws -> Listed<T> {
        if let past { return try loadPast(past, page, in: transaction, read) }
        if let sort = page.sort, let sorted = try loadSorted(sort, page, in: transaction, read) { return sorted }
        if let search { return try loadFound(FoundRows(self, search, in: transaction), page, in: transaction, read) }
        // a plan made for any value is wrong for a rare one
        if transaction.engine == .postgresql { try transaction.later("SET LOCAL plan_cache_mode = force_custom_plan") }
        let total = try keptTotal ?? count(in: transaction)
        let place = page.place(total)
        let statement = rowsStatement(page.size, place, total: total, engine: transaction.engine)
        var rows = try keyed(statement, in: transaction, read)
        let size = page.size(at: place, total)
        let more = rows.keys.count > size
        if more { rows.removeLast() }
        if place.isBackwards { rows.reverse() }
        return Listed(rows, place, more: more, size: page.size, total: total)
    }

    /// The statement of a page without a search, for the tests of index use.
    package func statement(_ page: ListPage, engine: EngineKind) -> SQL {
        if let sort = page.sort { return sortedStatement(sort, page.size, page.place, nil) }
        return rowsStatement(page.size, page.place, total: nil, engine: engine)
    }

    private func rowsStatement(_ size: Int, _ place: ListPage.Place, total: Int?, engine: EngineKind) -> SQL {
        var sql: SQL = "SELECT \(key), \(columns)" + source + joins + lookups
        var wheres = conditions
        var skip = 0
        switch place {
        case .first, .last: break
        case .after(let serial): wheres.append(key + "< \(serial)")
        case .before(let serial): wheres.append(key + "> \(serial)")
        case .number(let number): skip = ListPage.skipped(before: number, size: size)
        }
        // PostgreSQL walks the whole list for a few rows when it takes them for frequent. Few rows are found by the
        // index of their condition and sorted; many are near the end of the list, wherever that is.
        let isFew = engine == .postgresql && keptTotal == nil && (total.map { $0 <= ListPage.countLimit } ?? false)
        sql += "WHERE" + wheres.joinedByAnd() + "ORDER BY" + (isFew ? "(" + key + "+ 0)" : key)
        if !place.isBackwards { sql += "DESC" }
        sql += "LIMIT \(ListPage(size: size).size(at: place, total) + 1)"
        if skip > 0 { sql += "OFFSET \(skip)" }
        return sql
    }

    /// The number of rows, counted no further than the limit; nil beyond it.
    private func count(in transaction: Transaction) throws -> Int? {
        let inner: SQL = "SELECT 1 AS one" + source + joins
            + "WHERE" + conditions.joinedByAnd() + "LIMIT \(ListPage.countLimit + 1)"
        let count = try transaction.value("SELECT count(*) FROM (\(inner)) counted", as: Int.self) ?? 0
        return count > ListPage.countLimit ? nil : count
    }

    /// The same through the search index, where there is a search; one more than the limit where there are more.
    func counted(in transaction: Transaction) throws -> Int {
        guard let search else { return try count(in: transaction) ?? ListPage.countLimit + 1 }
        let found = try FoundRows(self, search, in: transaction)
        return try found.isBySetsAlone ? found.count(upTo: ListPage.countLimit) : found.newest(ListPage.countLimit + 1).count
    }

    /// The next rows in that direction, in that order.
    /// - Parameter few: the conditions find few rows by an index of their own, and are sorted.
    func walk<T>(
        _ count: Int, beyond key: Int64?, descending: Bool, few: Bool, in transaction: Transaction,
        _ read: (inout Row) throws -> T
    ) throws -> KeyedRows<T> {
        if let search {
            let found = try FoundRows(self, search, in: transaction)
            guard hasFewRows else {
                return try rows(found.rows(count, beyond: key, descending: descending), in: transaction, read)
            }
            let few = try found.newest(ListPage.countLimit + 1).filter { at in key.map { descending ? at < $0 : at > $0 } ?? true }
            let keys = Array((descending ? few : few.reversed()).prefix(count))
            return try rows(keys, in: transaction, read)
        }
        var wheres = conditions
        if let key { wheres.append(self.key + (descending ? "< \(key)" : "> \(key)")) }
        var sql: SQL = "SELECT \(self.key), \(columns)" + source + joins + lookups + "WHERE" + wheres.joinedByAnd()
        sql += "ORDER BY" + (few ? "(" + self.key + "+ 0)" : self.key) + (descending ? "DESC" : "ASC")
        sql += "LIMIT \(count)"
        return try keyed(sql, in: transaction, read)
    }

    var source: SQL { SQL(made: "FROM \(table) t") }
}

/// What a list is searched by: of each group one term, and every phrase.
struct ListSearch: Sendable {
    /// The table whose rows are searched, where that is not the list's own.
    let index: StaticString?
    var groups: [[String]] = []
    var phrases: [SearchPhrase] = []
}
