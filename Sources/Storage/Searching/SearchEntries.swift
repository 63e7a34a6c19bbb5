/// The tags of an entry; most rows of a batch share theirs with many others, and then they are one object.
package final class SearchTags: Sendable, Hashable {
    /// As an entry stores them.
    let joined: String
    /// As the sets are named.
    let terms: [String]

    package init(_ tags: [String]) {
        joined = tags.map { "\n" + $0 }.joined()
        terms = tags.map { "=" + $0 }
    }

    package static func == (one: SearchTags, other: SearchTags) -> Bool { one === other }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// What many new rows will be found by, made ready by any thread ahead of the transaction that adds them: their entries,
/// and the sets of the block that they fill by themselves when they get one.
package struct SearchEntries: Sendable {
    let entries: [(text: String, tags: SearchTags)]
    let rows: BulkRows
    /// Of a block that begins with the first of these rows; nil when they are more than a block holds.
    let sets: BulkRows?

    package init(_ entries: [(text: String, tags: SearchTags)]) {
        self.entries = entries
        var rows = BulkRows(columns: ["content", "former", "settled"])
        for (text, tags) in entries {
            rows.beginRow()
            rows.append(text, tags.joined)
            rows.append(.null)
            rows.append(1)
        }
        self.rows = rows
        guard entries.count <= PostingBlock.size else {
            sets = nil
            return
        }
        var table = TermTable()
        for (place, entry) in entries.enumerated() { table.add(entry.text, entry.tags, at: UInt16(place)) }
        var sets = BulkRows(columns: ["term", "members"])
        for (term, offsets) in table.sets() {
            sets.beginRow()
            sets.append(term)
            sets.append(PostingBlock.stored(ascending: offsets))
        }
        self.sets = sets
    }
}

extension SearchIndex {
    /// Enters rows of which nothing was there before, straight into the sets.
    /// - Parameters:
    ///   - places: which of the entries.
    ///   - serials: ascending, one for each of them.
    func add(_ entries: SearchEntries, _ places: [Int], _ serials: [Int64]) throws {
        guard let first = serials.first, let last = serials.last else { return }
        _ = try takeTurn(waiting: true)
        try restamp()
        try transaction.add(
            entries.rows, to: table.description + "_search", places: places, numbers: BulkNumbers("serial", serials))
        let block = PostingBlock.number(of: first)
        let isWhole = places.count == entries.entries.count && last - first == Int64(places.count) - 1
        if let sets = entries.sets, isWhole, PostingBlock.offset(of: first) == 0, PostingBlock.number(of: last) == block,
            try !holds(block) {
            return try transaction.add(
                sets, to: table.description + "_search_posting",
                numbers: BulkNumbers("block", [Int64](repeating: block, count: sets.count)))
        }
        var rest = Array(zip(serials, places))[...]
        while let (serial, _) = rest.first {
            let block = PostingBlock.number(of: serial)
            let own = rest.prefix { PostingBlock.number(of: $0.0) == block }
            var table = TermTable()
            for (serial, place) in own {
                let entry = entries.entries[place]
                table.add(entry.text, entry.tags, at: UInt16(PostingBlock.offset(of: serial)))
            }
            try apply(table.sets().map { ($0.term, Change(added: Array($0.offsets))) }, block)
            rest = rest.dropFirst(own.count)
        }
    }
}

extension Transaction {
    /// Enters what new rows are found by.
    /// - Parameters:
    ///   - places: which of the entries; nil for all.
    ///   - serials: ascending, one for each of them.
    package func index(_ table: StaticString, _ entries: SearchEntries, places: [Int]? = nil, serials: [Int64]) throws {
        let places = places ?? Array(entries.entries.indices)
        guard places.count == serials.count else { throw StorageError.broken("entries without row") }
        try SearchIndex(table: table, transaction: self).add(entries, places, serials)
    }

    /// The same for rows that were not made ready before.
    package func index(_ table: StaticString, _ rows: [(serial: Int64, text: String, tags: [String])]) throws {
        let rows = rows.sorted { $0.serial < $1.serial }
        try index(table, SearchEntries(rows.map { ($0.text, SearchTags($0.tags)) }), serials: rows.map(\.serial))
    }
}
