extension SearchIndex {
    /// The set of a term among the rows of a block.
    struct Place: Hashable {
        let block: Int64
        let term: String
        init(_ block: Int64, _ term: String) { (self.block, self.term) = (block, term) }
    }

    struct Change {
        var added: [UInt16] = []
        var removed: [UInt16] = []
    }

    /// Changes the sets of a block. Where nothing was before they are only added.
    func apply(_ changes: [(term: String, change: Change)], _ block: Int64) throws {
        var stored: [String: PostingBlock] = [:]
        if try holds(block) {
            for part in changes.map(\.term).parts(of: 512) {
                for (place, members) in try members([block], part) { stored[place.term] = members }
            }
        }
        var fresh = BulkRows(columns: ["block", "term", "members"])
        var merged: [[SQLValue]] = []
        for (term, change) in changes {
            let key: [SQLValue] = [.integer(block), .text(term)]
            if let former = stored.isEmpty ? nil : stored[term] {
                var members = former
                for offset in change.removed { members.remove(Int(offset)) }
                for offset in change.added { members.insert(Int(offset)) }
                merged.append(key + [.bytes(members.stored)])
            } else if !change.added.isEmpty {
                fresh.append(row: key + [.bytes(PostingBlock.stored(ascending: change.added[...]))])
            }
        }
        try transaction.add(fresh, to: table.description + "_search_posting")
        try overwrite(merged)
    }

    private func overwrite(_ rows: [[SQLValue]]) throws {
        for part in rows.parts(of: 128) {
            try transaction.execute(SQL(made: """
                INSERT INTO \(table)_search_posting (block, term, members)
                VALUES \(repeatElement("(?, ?, ?)", count: part.count).joined(separator: ", "))
                ON CONFLICT (block, term) DO UPDATE SET members = excluded.members
                """, part.flatMap { $0 }))
        }
    }

    func holds(_ block: Int64) throws -> Bool {
        try transaction.value(
            SQL(made: "SELECT 1 FROM \(table)_search_posting WHERE block = ? LIMIT 1", [.integer(block)]), as: Int.self) != nil
    }

    /// The stored sets of these terms in these blocks.
    func members(_ blocks: [Int64], _ terms: some Collection<String>) throws -> [(Place, PostingBlock)] {
        var sql = SQL(made: "SELECT block, term, members FROM \(table)_search_posting WHERE")
        // one by one: of an array PostgreSQL plans without knowing its length, and reads a table whole that it counted while it was small
        sql += "block IN \(list: blocks.padded()) AND term IN \(list: Array(terms).padded())"
        return try transaction.all(sql) { row in
            let place = Place(try row.next(), try row.next())
            return (place, try members(&row))
        }
    }

    /// By block the rows that hold one of so many terms that most have no set.
    func unions(_ blocks: [Int64], of terms: Set<String>) throws -> [Int64: PostingBlock] {
        guard let first = terms.min(), let last = terms.max() else { return [:] }
        var sql = SQL(made: "SELECT block, term, members FROM \(table)_search_posting WHERE")
        sql += "block IN \(list: blocks.padded()) AND term >= \(first) AND term <= \(last)"
        var unions: [Int64: PostingBlock] = [:]
        try transaction.forEach(sql) { row in
            let block: Int64 = try row.next(), term: String = try row.next()
            guard terms.contains(term) else { return }
            unions[block, default: PostingBlock()].formUnion(try members(&row))
        }
        return unions
    }

    private func members(_ row: inout Row) throws -> PostingBlock {
        guard let members = try row.block() else { throw StorageError.broken("\(table)_search_posting holds no set") }
        return members
    }
}

extension SearchIndex {
    /// The stamp stands among the sets, in a block that no row has.
    private static let ofStamp = "block = -1 AND term = ''"

    /// Asked with what follows: what the sets of this table are marked with; nil where nobody has changed them yet.
    func askStamp() throws -> Asked<SearchStamp> {
        try transaction.ask(SQL(made: "SELECT members FROM \(table)_search_posting WHERE \(Self.ofStamp)")) {
            SearchStamp(bytes: try $0.next())
        }
    }

    /// Whoever changes sets marks them anew, in the same transaction: what others remember of them is not used any more.
    func restamp() throws {
        try transaction.later(SQL(made: """
            INSERT INTO \(table)_search_posting (block, term, members) VALUES (-1, '', ?)
            ON CONFLICT (block, term) DO UPDATE SET members = excluded.members
            """, [.bytes(SearchStamp.random().bytes)]))
    }
}

extension Array {
    /// Repeats the last element up to the next power of two, so that lists of all lengths share few statements.
    func padded() -> [Element] {
        guard let last, count > 1 else { return self }
        let size = 1 << (Int.bitWidth - (count - 1).leadingZeroBitCount)
        return self + repeatElement(last, count: size - count)
    }
}
