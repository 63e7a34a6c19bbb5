/// The columns that a list can be sorted by besides its key: an enum beside the list, one case a column, whose raw values
/// stand in addresses. An index holds each column together with the key, and the column is never NULL.
package protocol ListOrder: RawRepresentable, CaseIterable, Sendable where RawValue == String {
    var label: String { get }
    var column: SortedColumn { get }
}

/// A column of the list's own table, and how it is written.
package enum SortedColumn: Sendable {
    case text(SQL)
    case number(SQL)

    var sql: SQL {
        switch self {
        case .text(let sql), .number(let sql): sql
        }
    }
}

/// A list that runs by a column, rows of the same value by their key in the same direction.
package struct ListSort: Sendable {
    let column: SQL
    package let isDescending: Bool
    /// What stands in the column at the row that the place of the page names; nil where it names none.
    let beside: SQLValue?

    /// - Parameter beside: as a page gave it out.
    package init(_ column: SortedColumn, descending: Bool, beside: String? = nil) {
        self.column = column.sql
        isDescending = descending
        self.beside = beside.flatMap { text in
            switch column {
            case .text: .text(text)
            case .number: Int64(text).map(SQLValue.integer)
            }
        }
    }
}

/// Where a row stands in a sorted list.
struct SortedPlace {
    let value: SQLValue
    let key: Int64

    /// Bytewise, as both engines sort.
    static func ascends(_ a: SortedPlace, _ b: SortedPlace) -> Bool {
        switch (a.value, b.value) {
        case (.integer(let one), .integer(let other)): one == other ? a.key < b.key : one < other
        case (.text(let one), .text(let other)):
            one == other ? a.key < b.key : one.utf8.lexicographicallyPrecedes(other.utf8)
        case (.null, _), (.integer, _), (.text, _), (.bytes, _): a.key < b.key
        }
    }

    /// As it stands in addresses.
    var text: String {
        switch value {
        case .null, .bytes: ""
        case .integer(let number): "\(number)"
        case .text(let text): text
        }
    }
}

extension ListQuery {
    /// The page in that order; nil where more were found by words than can be put into another order than the newest first.
    ///
    /// A list up to the limit is found by its conditions, counted by the way, and sorted; a longer one runs along the index
    /// of the column.
    func loadSorted<T>(
        _ sort: ListSort, _ page: ListPage, in transaction: Transaction, _ read: (inout Row) throws -> T
    ) throws -> Listed<T>? {
        if transaction.engine == .postgresql { try transaction.execute("SET LOCAL plan_cache_mode = force_custom_plan") }
        let isLong = (keptTotal ?? 0) > ListPage.countLimit
        let few = isLong ? nil : try places(sort, in: transaction)
        // conditions say all that tags say; what is typed only the search index finds
        if few == nil, search?.phrases.isEmpty == false { return nil }
        let total = few?.count ?? keptTotal
        let place = sort.beside == nil && page.place.names ? .first : page.place(total)
        let size = page.size(at: place, total)
        var found: [(place: SortedPlace, row: T)]
        if let few {
            let part = Self.part(few, place, size + 1, sort, page.size)
            let loaded = try rows(part.map(\.key), in: transaction, read)
            let byKey = Dictionary(loaded.pairs, uniquingKeysWith: { first, _ in first })
            found = part.compactMap { place in byKey[place.key].map { (place, $0) } }
        } else {
            found = try transaction.all(sortedStatement(sort, page.size, place, total)) { row in
                let (key, value) = (try row.next(Int64.self), try row.nextValue())
                return (SortedPlace(value: value, key: key), try read(&row))
            }
        }
        let more = found.count > size
        if more { found.removeLast() }
        if place.isBackwards { found.reverse() }
        var listed = Listed(KeyedRows(keys: found.map(\.place.key), rows: found.map(\.row)), place, more: more, size: page.size, total: total)
        listed.ends = (first: found.first?.place.text, last: found.last?.place.text)
        listed.isSorted = true
        return listed
    }

    /// Where the rows stand that the conditions let through, unsorted; nil where there are more than are counted.
    private func places(_ sort: ListSort, in transaction: Transaction) throws -> [SortedPlace]? {
        let limit = ListPage.countLimit
        func read(_ row: inout Row) throws -> SortedPlace {
            let key = try row.next(Int64.self)
            return SortedPlace(value: try row.nextValue(), key: key)
        }
        guard let search else {
            let found = try transaction.all(
                "SELECT \(key), \(sort.column)" + source + joins + "WHERE" + conditions.joinedByAnd() + "LIMIT \(limit + 1)", read)
            return found.count > limit ? nil : found
        }
        let keys = try FoundRows(self, search, in: transaction).newest(limit + 1)
        guard keys.count <= limit else { return nil }
        return try keys.parts(of: 1024).flatMap { part in
            try transaction.all("SELECT \(key), \(sort.column)" + source + "WHERE" + .among(Array(part), key, transaction.engine), read)
        }
    }

    /// So many rows from the place on, in its direction.
    private static func part(
        _ places: [SortedPlace], _ place: ListPage.Place, _ count: Int, _ sort: ListSort, _ pageSize: Int
    ) -> ArraySlice<SortedPlace> {
        let ascends = sort.isDescending == place.isBackwards
        let inOrder = places.sorted { ascends ? SortedPlace.ascends($0, $1) : SortedPlace.ascends($1, $0) }
        switch place {
        case .first, .last: return inOrder.prefix(count)
        case .number(let number): return inOrder.dropFirst(ListPage.skipped(before: number, size: pageSize)).prefix(count)
        case .after(let key), .before(let key):
            let end = SortedPlace(value: sort.beside ?? .null, key: key)
            return inOrder.drop { ascends ? !SortedPlace.ascends(end, $0) : !SortedPlace.ascends($0, end) }.prefix(count)
        }
    }

    /// The statement of a page of a list that is too long to be sorted.
    func sortedStatement(_ sort: ListSort, _ pageSize: Int, _ place: ListPage.Place, _ total: Int?) -> SQL {
        let ascends = sort.isDescending == place.isBackwards
        var sql: SQL = "SELECT \(key), \(sort.column), \(columns)" + source + joins + lookups
        var wheres = conditions
        var skip = 0
        switch place {
        case .first, .last: break
        case .number(let number): skip = ListPage.skipped(before: number, size: pageSize)
        case .after(let key), .before(let key):
            let end: SQL
            switch sort.beside {
            case .integer(let number): end = "(\(number), \(key))"
            case .text(let text): end = "(\(text), \(key))"
            case .null, .bytes, nil: end = "(NULL, \(key))"
            }
            wheres.append("(\(sort.column), \(self.key))" + (ascends ? ">" : "<") + end)
        }
        let direction: SQL = ascends ? "ASC" : "DESC"
        sql += "WHERE" + wheres.joinedByAnd() + "ORDER BY \(sort.column) \(direction), \(key) \(direction)"
        sql += "LIMIT \(ListPage(size: pageSize).size(at: place, total) + 1)"
        if skip > 0 { sql += "OFFSET \(skip)" }
        return sql
    }
}

extension ListPage.Place {
    /// It is where a row stands.
    fileprivate var names: Bool {
        switch self {
        case .after, .before: true
        case .first, .last, .number: false
        }
    }
}
