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

    /// A group of more terms is only looked at in blocks where the others leave something.
    private static let manyTerms = 16
    /// Of so many terms most have no set in a block: the sets that are there are read instead, from the first term to the last.
    private static let mostlyMissing = 256

    init(_ index: SearchIndex, groups: [[String]], phrases: [SearchPhrase]) throws {
        (self.index, self.groups, self.phrases) = (index, groups, phrases.filter { !$0.isProven })
        let newest = Newest()
        try index.transaction.later(SQL(made: "SELECT max(serial) FROM \(index.table)_search")) { newest.serial = try $0.next() }
        let wanted = WantedTerms(groups)
        var (unsettled, found): ([Int64], [Int64]) = ([], [])
        try index.forEachUnsettled { serial, content in
            unsettled.append(serial)
            if wanted.stand(in: content) { found.append(serial) }
        }
        (self.unsettled, foundUnsettled) = (unsettled, found)
        lastBlock = newest.serial.map(PostingBlock.number) ?? -1
    }

    private final class Newest {
        var serial: Int64?
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
            sql += "serial IN \(list: Array(part).padded())"
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
            let terms = Set(groups.joined())
            if groups.count == 1, terms.count > Self.mostlyMissing {
                let unions = try index.unions(rest, of: terms)
                for block in rest { Self.narrow(&hits[block], to: unions[block]) }
            } else {
                let sets = Dictionary(try index.members(rest, terms.sorted())) { first, _ in first }
                for block in rest {
                    for group in groups { Self.narrow(&hits[block], to: group, in: block, sets) }
                }
            }
            rest = rest.filter { hits[$0].map { !$0.isEmpty } ?? true }
        }
        for block in blocks { known[block] = hits[block] ?? PostingBlock() }
        for serial in unsettled { known[PostingBlock.number(of: serial)]?.remove(PostingBlock.offset(of: serial)) }
        for serial in foundUnsettled { known[PostingBlock.number(of: serial)]?.insert(PostingBlock.offset(of: serial)) }
    }

    private static func narrow(
        _ hits: inout PostingBlock?, to group: [String], in block: Int64, _ sets: [SearchIndex.Place: PostingBlock]
    ) {
        var union: PostingBlock?
        for term in group {
            guard let members = sets[SearchIndex.Place(block, term)] else { continue }
            if union == nil { union = members } else { union?.formUnion(members) }
        }
        narrow(&hits, to: union)
    }

    private static func narrow(_ hits: inout PostingBlock?, to found: PostingBlock?) {
        let found = found ?? PostingBlock()
        if hits == nil { hits = found } else { hits?.formIntersection(found) }
    }
}
