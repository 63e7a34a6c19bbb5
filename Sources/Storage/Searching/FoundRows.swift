/// A page of a list that is found through the search index: the sets of the index say which rows come into question, and
/// what they cannot say (a condition without a tag, a phrase of several characters) is asked of those rows alone.
final class FoundRows {
    private let query: ListQuery
    private let hits: SearchHits
    private let transaction: Transaction
    /// Conditions that the sets know nothing of.
    private let conditions: [SQL]

    /// Rows that a condition is asked of singly; for more, the list is read between their ends instead.
    private static let askedSingly = 2048
    private static let readTogether = 4096

    init(_ query: ListQuery, _ search: ListSearch, in transaction: Transaction) throws {
        (self.query, self.transaction) = (query, transaction)
        conditions = query.untagged
        hits = try SearchHits(
            SearchIndex(table: search.index ?? query.table, transaction: transaction), groups: search.groups, phrases: search.phrases)
    }

    /// The first rows from the newest on, at most `count`.
    func newest(_ count: Int) throws -> [Int64] {
        query.hasFewRows ? try fewRows(count) : try rows(count, beyond: nil, descending: true)
    }

    /// Whether nothing but the sets has to be asked, so that rows can be counted without being named.
    var isBySetsAlone: Bool { conditions.isEmpty && hits.proveThemselves && !query.hasFewRows }

    /// How many there are where the sets alone say so, counted no further than `limit` and one more.
    func count(upTo limit: Int) throws -> Int {
        var count = 0
        var blocks = BlockWalk(last: hits.lastBlock, beyond: nil, descending: true, widest: 128, width: 8)
        while count <= limit, let numbers = blocks.next() {
            for (_, hits) in try hits.blocks(numbers) { count += hits.count }
        }
        return min(count, limit + 1)
    }

    private func rowsOfSets(_ count: Int, beyond key: Int64?, descending: Bool) throws -> [Int64] {
        var taken: [Int64] = []
        var blocks = BlockWalk(last: hits.lastBlock, beyond: key, descending: descending, widest: 128)
        while taken.count < count, let numbers = blocks.next() {
            let known = try hits.blocks(numbers)
            for (number, hits) in descending ? known.reversed() : known where taken.count < count {
                hits.add(to: &taken, upTo: count, descending: descending, block: number) { serial in
                    key.map { descending ? serial < $0 : serial > $0 } ?? true
                }
            }
        }
        return taken
    }

    /// The next rows in that direction, in that order.
    func rows(_ count: Int, beyond key: Int64?, descending: Bool) throws -> [Int64] {
        if isBySetsAlone { return try rowsOfSets(count, beyond: key, descending: descending) }
        var taken: [Int64] = []
        var blocks = BlockWalk(last: hits.lastBlock, beyond: key, descending: descending, widest: conditions.isEmpty ? 128 : 16)
        while taken.count < count, let numbers = blocks.next() {
            var serials = serials(try hits.blocks(numbers), descending: descending)
            if let key { serials = serials.filter { descending ? $0 < key : $0 > key } }
            taken += try accepted(serials, upTo: count - taken.count)
        }
        return Array(taken.prefix(count))
    }

    /// The blocks come in ascending order.
    private func serials(_ blocks: [(number: Int64, hits: PostingBlock)], descending: Bool) -> [Int64] {
        var serials: [Int64] = []
        for (number, hits) in blocks {
            hits.forEach { serials.append(number * PostingBlock.size + Int64($0)) }
        }
        return descending ? serials.reversed() : serials
    }

    private func accepted(_ serials: [Int64], upTo count: Int) throws -> [Int64] {
        if serials.count > Self.askedSingly, !conditions.isEmpty {
            var taken: [Int64] = []
            // piece by piece: nobody reads on when there are enough
            for part in serials.parts(of: Self.readTogether) where taken.count < count {
                let meeting = try meeting(between: part)
                let standing = part.filter { meeting[PostingBlock.number(of: $0)]?.contains(PostingBlock.offset(of: $0)) ?? false }
                taken += try proven(standing, upTo: count - taken.count)
            }
            return taken
        }
        guard !conditions.isEmpty else { return try proven(serials, upTo: count) }
        var taken: [Int64] = []
        for part in serials.parts(of: 1024) where taken.count < count {
            let meeting = Set(try keys(meeting: [.among(Array(part), query.key, transaction.engine)]))
            taken += try proven(part.filter(meeting.contains), upTo: count - taken.count)
        }
        return taken
    }

    /// What meets the conditions from the first to the last of these rows.
    private func meeting(between serials: ArraySlice<Int64>) throws -> [Int64: PostingBlock] {
        guard let first = serials.first, let last = serials.last else { return [:] }
        var meeting: [Int64: PostingBlock] = [:]
        let ends: [SQL] = [query.key + ">= \(min(first, last))", query.key + "<= \(max(first, last))"]
        try transaction.forEach("SELECT \(query.key)" + query.source + query.joins + "WHERE" + (conditions + ends).joinedByAnd()) { row in
            let key: Int64 = try row.next()
            meeting[PostingBlock.number(of: key), default: PostingBlock()].insert(PostingBlock.offset(of: key))
        }
        return meeting
    }

    private func proven(_ serials: [Int64], upTo count: Int) throws -> [Int64] {
        var taken: [Int64] = []
        for part in serials.parts(of: 4096) where taken.count < count { taken += try hits.proven(Array(part)) }
        return taken
    }

    /// A condition finds few rows by its own index: those are looked up in the sets.
    private func fewRows(_ count: Int) throws -> [Int64] {
        let keys = try keys(meeting: []).sorted(by: >)
        let blocks = Set(keys.map(PostingBlock.number)).sorted()
        var found: [Int64: PostingBlock] = [:]
        for part in blocks.parts(of: 128) {
            for (number, hits) in try hits.blocks(Array(part)) { found[number] = hits }
        }
        let hit = keys.filter { found[PostingBlock.number(of: $0)]?.contains(PostingBlock.offset(of: $0)) ?? false }
        return Array(try proven(hit, upTo: count).prefix(count))
    }

    private func keys(meeting more: [SQL]) throws -> [Int64] {
        try transaction.all(
            "SELECT \(query.key)" + query.source + query.joins + "WHERE" + (conditions + more).joinedByAnd()
        ) { try $0.next() }
    }
}

/// The numbers of blocks from one end or from a row on, few at first, because the first page is asked for most.
private struct BlockWalk {
    private var place: Int64
    private let last: Int64
    private let descending: Bool
    private let widest: Int64
    private var width: Int64

    init(last: Int64, beyond key: Int64?, descending: Bool, widest: Int64, width: Int64 = 2) {
        (self.last, self.descending, self.widest, self.width) = (last, descending, widest, width)
        let start = key.map(PostingBlock.number(of:)) ?? (descending ? last : 0)
        place = descending ? min(start, last) : max(start, 0)
    }

    /// Ascending, whatever the direction of the walk.
    mutating func next() -> [Int64]? {
        guard place >= 0, place <= last else { return nil }
        defer { width = min(width * 4, widest) }
        if descending {
            let numbers = max(0, place - width + 1)...place
            place = numbers.lowerBound - 1
            return Array(numbers)
        }
        let numbers = place...min(last, place + width - 1)
        place = numbers.upperBound + 1
        return Array(numbers)
    }
}
