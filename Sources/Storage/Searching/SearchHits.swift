/// The rows that hold all terms of a search, block by block; of each group of terms one is enough.
final class SearchHits {
    private let index: SearchIndex
    private let groups: [[String]]
    /// Those that their terms alone do not prove.
    private let phrases: [SearchPhrase]
    private var known: [Int64: PostingBlock] = [:]
    /// What the sets do not know yet, and which of that is found.
    private let unsettled: [Int64]
    private let foundUnsettled: [Int64]
    /// The block with the newest row; -1 when there is none.
    let lastBlock: Int64
    /// Where and under which stamp sets are remembered; nil where nobody does.
    private let memory: (sets: SearchMemory, stamp: SearchStamp)?

    /// A group of more terms is only looked at in blocks where the others leave something.
    private static let manyTerms = 16
    /// Of so many terms most have no set in a block: the sets that are there are read instead, from the first term to the last.
    private static let mostlyMissing = 256

    init(_ index: SearchIndex, groups: [[String]], phrases: [SearchPhrase]) throws {
        (self.index, self.groups, self.phrases) = (index, groups, phrases.filter { !$0.isProven })
        let stamp = try index.askStamp()
        let wanted = WantedTerms(groups)
        var (unsettled, found): ([Int64], [Int64]) = ([], [])
        try index.forEachUnsettled { serial, content in
            unsettled.append(serial)
            if wanted.stand(in: content) { found.append(serial) }
        }
        (self.unsettled, foundUnsettled) = (unsettled, found)
        memory = try index.transaction.memory.flatMap { sets in try stamp.first().map { (sets: sets, stamp: $0) } }
        let newest = max(try index.newest(memory) ?? -1, unsettled.last ?? -1)
        lastBlock = newest < 0 ? -1 : PostingBlock.number(of: newest)
    }

    /// Whether the sets alone say what is found.
    var proveThemselves: Bool { phrases.isEmpty }

    /// The hits of these blocks, in the order asked for.
    func blocks(_ numbers: [Int64]) throws -> [(number: Int64, hits: PostingBlock)] {
        let missing = numbers.filter { known[$0] == nil }
        if !missing.isEmpty { try read(missing) }
        return numbers.map { ($0, known[$0] ?? PostingBlock()) }
    }

    /// Which of these texts hold the typed phrases and not only their parts.
    func proven(_ serials: [Int64]) throws -> [Int64] {
        guard !phrases.isEmpty else { return serials }
        var standing = Set<Int64>()
        for part in serials.parts(of: 1024) {
            var sql = SQL(made: "SELECT serial, content FROM \(index.table)_search WHERE")
            sql += .among(Array(part), "serial", index.transaction.engine)
            try index.transaction.forEach(sql) { row in
                let serial: Int64 = try row.next()
                if try row.withNextBytes({ content in phrases.allSatisfy { $0.stands(in: content) } }) { standing.insert(serial) }
            }
        }
        return serials.filter(standing.contains)
    }

    private func read(_ blocks: [Int64]) throws {
        let few = groups.filter { $0.count <= Self.manyTerms }, many = groups.filter { $0.count > Self.manyTerms }
        var hits: [Int64: PostingBlock] = [:]
        var rest = blocks
        for groups in [few] + many.map({ [$0] }) where !groups.isEmpty {
            for sets in try unions(rest, groups) {
                for block in rest { Self.narrow(&hits[block], to: sets[block]) }
            }
            rest = rest.filter { hits[$0].map { !$0.isEmpty } ?? true }
        }
        for block in blocks { known[block] = hits[block] ?? PostingBlock() }
        for serial in unsettled { known[PostingBlock.number(of: serial)]?.remove(PostingBlock.offset(of: serial)) }
        for serial in foundUnsettled { known[PostingBlock.number(of: serial)]?.insert(PostingBlock.offset(of: serial)) }
    }

    /// Of each group the rows that hold one of its terms, by block: remembered, or read.
    private func unions(_ blocks: [Int64], _ groups: [[String]]) throws -> [[Int64: PostingBlock]] {
        var unions = memory.map { $0.sets.sets(index.table.description, $0.stamp, of: groups) } ?? groups.map { _ in [:] }
        let missing = blocks.filter { block in unions.contains { $0[block] == nil } }
        guard !missing.isEmpty else { return unions }
        let unknown = groups.indices.filter { place in missing.contains { unions[place][$0] == nil } }
        let read = try read(missing, unknown.map { groups[$0] })
        for (place, sets) in zip(unknown, read) {
            unions[place].merge(sets) { _, new in new }
            if let memory { memory.sets.keep(index.table.description, memory.stamp, groups[place], sets) }
        }
        return unions
    }

    private func read(_ blocks: [Int64], _ groups: [[String]]) throws -> [[Int64: PostingBlock]] {
        let terms = Set(groups.joined())
        if groups.count == 1, terms.count > Self.mostlyMissing {
            let unions = try index.unions(blocks, of: terms)
            return [Dictionary(uniqueKeysWithValues: blocks.map { ($0, unions[$0] ?? PostingBlock()) })]
        }
        let sets = Dictionary(try index.members(blocks, terms.sorted())) { first, _ in first }
        return groups.map { group in
            Dictionary(uniqueKeysWithValues: blocks.map { block in
                var union: PostingBlock?
                for case let members? in group.map({ sets[SearchIndex.Place(block, $0)] }) {
                    if union == nil { union = members } else { union?.formUnion(members) }
                }
                return (block, union ?? PostingBlock())
            })
        }
    }

    private static func narrow(_ hits: inout PostingBlock?, to found: PostingBlock?) {
        let found = found ?? PostingBlock()
        if hits == nil { hits = found } else { hits?.formIntersection(found) }
    }
}

extension SearchIndex {
    /// The newest row there is; one that is not settled yet may be newer than what is remembered.
    fileprivate func newest(_ memory: (sets: SearchMemory, stamp: SearchStamp)?) throws -> Int64? {
        if let memory, let known = memory.sets.newest(table.description, memory.stamp) { return known }
        let newest = try transaction.value(SQL(made: "SELECT max(serial) FROM \(table)_search"), as: Int64?.self) ?? nil
        if let memory { memory.sets.keep(newest: newest, table.description, memory.stamp) }
        return newest
    }
}
