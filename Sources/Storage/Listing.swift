/// One page of a list, asked for by key and not by offset, so that page 10,000 costs what page 1 costs.
/// Lists run by `serial`, newest first.
package struct ListPage: Sendable, Equatable {
    package enum Place: Sendable, Equatable {
        case first, last
        case after(Int64), before(Int64)
        /// The n-th page, for the page jump; exact up to `ListPage.countLimit` rows.
        case number(Int)
    }

    /// Up to this many rows totals and page jumps are exact; beyond it the page says “10000+”.
    package static let countLimit = 10_000
    package static let sizes = [10, 20, 50, 100]

    package var size: Int
    package var place: Place

    package init(size: Int = 10, place: Place = .first) {
        self.size = Self.sizes.contains(size) ? size : 10
        self.place = place
    }
}

/// The rows of a page with what the pager needs.
package struct Listed<Element: Sendable>: Sendable {
    package var rows: [Element]
    /// Exact up to `ListPage.countLimit`, or from a kept counter; nil beyond.
    package var total: Int?
    package var hasPrevious: Bool
    package var hasNext: Bool
    package var firstSerial: Int64?
    package var lastSerial: Int64?
    /// The number of this page where it is known.
    package var number: Int?

    package func map<Other>(_ change: (Element) throws -> Other) rethrows -> Listed<Other> {
        Listed<Other>(
            rows: try rows.map(change), total: total, hasPrevious: hasPrevious, hasNext: hasNext,
            firstSerial: firstSerial, lastSerial: lastSerial, number: number)
    }
}

/// A list over one table with alias `t`, which has the key `serial` or another number that is unique in the list; joins
/// may follow.
package struct ListQuery: Sendable {
    let table: StaticString
    let key: SQL
    let columns: SQL
    let joins: SQL
    let lookups: SQL
    var conditions: [SQL] = []
    var searchPhrase: String?
    private var joinedSearch: (@Sendable (EngineKind) -> SQL)?
    /// A kept counter for exactly these conditions, where there is one.
    package var keptTotal: Int?

    /// - Parameter lookups: joins that find exactly one row for each of the list and are in no condition, like the name
    ///   of its agency. Counting leaves them out: a count up to the limit costs a tenth without them.
    package init(_ table: StaticString, key: SQL = "t.serial", columns: SQL, joins: SQL = "", lookups: SQL = "") {
        (self.table, self.key, self.columns, self.joins, self.lookups) = (table, key, columns, joins, lookups)
    }

    package mutating func filter(_ condition: SQL) { conditions.append(condition) }

    /// Any substring of the searchable text; blank input filters nothing.
    package mutating func search(_ typed: String?) {
        if let typed, !typed.isEmpty { searchPhrase = SearchText.phrase(typed) ?? "∅" }
    }

    /// The same in the searchable text of a joined table, whose serial is the value of `serial`.
    package mutating func search(_ typed: String, of joined: StaticString, alias: StaticString, by serial: SQL) {
        guard let phrase = SearchText.phrase(typed) else { return filter("1 = 0") }
        joinedSearch = { engine in
            var sql: SQL = ""
            switch engine {
            case .sqlite:
                sql.text = "\(serial.text) IN (SELECT rowid FROM \(joined)_search WHERE \(joined)_search MATCH ?)"
                sql.values = serial.values + [.text("\"" + phrase + "\"")]
            case .postgresql:
                sql.text = "\(alias).words @@ phraseto_tsquery('simple', ?)"
                sql.values = [.text(phrase)]
            }
            return sql
        }
    }

    /// The rows of `page`; `read` gets the columns after `serial`.
    package func load<T>(_ page: ListPage, in transaction: Transaction, _ read: (inout Row) throws -> T) throws -> Listed<T> {
        // a plan made for any value is wrong for a rare one
        if transaction.engine == .postgresql { try transaction.execute("SET LOCAL plan_cache_mode = force_custom_plan") }
        let total = try keptTotal ?? count(in: transaction)
        var place = page.place
        if case .number(let number) = place, let total, number > 1, (number - 1) * page.size >= total { place = .last }
        let backwards: Bool = switch place {
        case .before, .last: true
        case .first, .after, .number: false
        }
        let statement = rowsStatement(page.size, place, backwards: backwards, total: total, engine: transaction.engine)
        var rows = try transaction.all(statement) { row in (try row.next(Int64.self), try read(&row)) }
        let size = Self.size(page.size, place, total)
        let more = rows.count > size
        if more { rows.removeLast() }
        if backwards { rows.reverse() }
        return Listed(
            rows: rows.map(\.1), total: total,
            hasPrevious: Self.hasPrevious(place, more), hasNext: backwards ? place != .last : more,
            firstSerial: rows.first?.0, lastSerial: rows.last?.0, number: Self.number(place, page.size, total))
    }

    /// The statement of a page, for the tests of index use.
    package func statement(_ page: ListPage, engine: EngineKind) -> SQL {
        rowsStatement(page.size, page.place, backwards: page.place == .last, total: nil, engine: engine)
    }

    private func rowsStatement(_ size: Int, _ place: ListPage.Place, backwards: Bool, total: Int?, engine: EngineKind) -> SQL {
        var sql: SQL = "SELECT \(key), \(columns)" + source(engine) + joins + lookups
        var wheres = allConditions(engine)
        let key = orderKey(engine)
        var skip = 0
        switch place {
        case .first, .last: break
        case .after(let serial): wheres.append(key + "< \(serial)")
        case .before(let serial): wheres.append(key + "> \(serial)")
        case .number(let number): skip = max(0, number - 1) * size
        }
        // PostgreSQL walks the whole list for a few rows when it takes them for frequent. Few rows are found by the
        // index of their condition and sorted; many are near the end of the list, wherever that is.
        let isFew = engine == .postgresql && keptTotal == nil && (total.map { $0 <= ListPage.countLimit } ?? false)
        sql += "WHERE" + wheres.joinedByAnd() + "ORDER BY" + (isFew ? "(" + self.key + "+ 0)" : key)
        if !backwards { sql += "DESC" }
        sql += "LIMIT \(Self.size(size, place, total) + 1)"
        if skip > 0 { sql += "OFFSET \(min(skip, ListPage.countLimit))" }
        return sql
    }

    /// The number of rows, counted no further than the limit; nil beyond it.
    private func count(in transaction: Transaction) throws -> Int? {
        let inner: SQL = "SELECT 1 AS one" + source(transaction.engine) + joins
            + "WHERE" + allConditions(transaction.engine).joinedByAnd() + "LIMIT \(ListPage.countLimit + 1)"
        let count = try transaction.value("SELECT count(*) FROM (\(inner)) counted", as: Int.self) ?? 0
        return count > ListPage.countLimit ? nil : count
    }

    private func source(_ engine: EngineKind) -> SQL {
        var sql: SQL = ""
        // SQLite streams matches by rowid, so there the search index leads; PostgreSQL's planner chooses
        sql.text = engine == .sqlite && searchPhrase != nil
            ? "FROM \(table)_search search_hit CROSS JOIN \(table) t ON t.serial = search_hit.rowid" : "FROM \(table) t"
        return sql
    }

    private func orderKey(_ engine: EngineKind) -> SQL {
        engine == .sqlite && searchPhrase != nil ? "search_hit.rowid" : key
    }

    private func allConditions(_ engine: EngineKind) -> [SQL] {
        let conditions = conditions + (joinedSearch.map { [$0(engine)] } ?? [])
        guard let searchPhrase else { return conditions }
        var search: SQL = ""
        switch engine {
        case .sqlite:
            search.text = "\(table)_search MATCH ?"
            search.values = [.text("\"" + searchPhrase + "\"")]
        case .postgresql:
            search.text = "t.words @@ phraseto_tsquery('simple', ?)"
            search.values = [.text(searchPhrase)]
        }
        return [search] + conditions
    }

    /// The last page holds what is left over, where the total is known.
    private static func size(_ size: Int, _ place: ListPage.Place, _ total: Int?) -> Int {
        guard place == .last, let total, total > 0 else { return size }
        return total % size == 0 ? size : total % size
    }

    private static func hasPrevious(_ place: ListPage.Place, _ more: Bool) -> Bool {
        switch place {
        case .first: false
        case .after: true
        case .before, .last: more
        case .number(let number): number > 1
        }
    }

    private static func number(_ place: ListPage.Place, _ size: Int, _ total: Int?) -> Int? {
        switch place {
        case .first: 1
        case .number(let number): max(1, number)
        case .last: total.map { max(1, ($0 + size - 1) / size) }
        case .after, .before: nil
        }
    }
}
