/// Which rows of a block hold which terms, gathered text by text. Han terms are numbers in an open table, and what is
/// found is noted in one list in the order of the rows, because a library has sixty terms a row and a million rows.
struct TermTable {
    private var keys: [UInt64]
    /// For each key its place in `terms`.
    private var places: [Int32]
    private var terms: [HanRows] = []
    /// For each find the place of its term in `terms`, and the row.
    private var finds: [(term: Int32, offset: UInt16)] = []
    private var words: [String: [UInt16]] = [:]
    /// Rows by all of their tags, because most rows share theirs with many.
    private var tagged: [SearchTags: [UInt16]] = [:]

    private struct HanRows {
        let key: UInt64
        var count = 0
        var last: UInt16
    }

    init() {
        keys = [UInt64](repeating: 0, count: 1 << 14)
        places = [Int32](repeating: 0, count: 1 << 14)
    }

    /// Rows come in the order of their offsets.
    mutating func add(_ text: String, _ tags: SearchTags, at offset: UInt16) {
        SearchText.terms(text) { term in
            switch term {
            case .han(let term): add(term.packed, offset)
            case .word(let word): words[word, default: []].append(once: offset)
            }
        }
        tagged[tags, default: []].append(offset)
    }

    private mutating func add(_ key: UInt64, _ offset: UInt16) {
        if terms.count * 2 > keys.count { grow() }
        let slot = slot(of: key)
        if keys[slot] == 0 {
            (keys[slot], places[slot]) = (key, Int32(terms.count))
            terms.append(HanRows(key: key, last: offset))
        } else if terms[Int(places[slot])].last == offset {
            return  // it stands twice in the text
        }
        let term = Int(places[slot])
        terms[term].count += 1
        terms[term].last = offset
        finds.append((places[slot], offset))
    }

    /// Where the key stands, or where it would. There is always an empty slot.
    private func slot(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        keys = [UInt64](repeating: 0, count: keys.count * 4)
        places = [Int32](repeating: 0, count: keys.count)
        for (place, term) in terms.enumerated() {
            let slot = slot(of: term.key)
            (keys[slot], places[slot]) = (term.key, Int32(place))
        }
    }

    /// The terms with their rows, ascending, in the order of the terms, which is how the sets are stored.
    consuming func sets() -> [(term: String, offsets: ArraySlice<UInt16>)] {
        for (tags, offsets) in tagged {
            for term in tags.terms { words[term, default: []] += offsets }
        }
        let named = words.sorted { $0.key < $1.key }
            .map { (term: $0.key, offsets: ($0.key.hasPrefix("=") ? PostingBlock.ascending($0.value) : $0.value)[...]) }
        return named + hanSets()
    }

    /// The finds dealt out to their terms, each in the order in which it came.
    private func hanSets() -> [(term: String, offsets: ArraySlice<UInt16>)] {
        let order = terms.indices.sorted { terms[$0].key < terms[$1].key }
        var next = [Int](repeating: 0, count: terms.count)
        var start = 0
        for term in order {
            next[term] = start
            start += terms[term].count
        }
        var dealt = [UInt16](repeating: 0, count: finds.count)
        for find in finds {
            dealt[next[Int(find.term)]] = find.offset
            next[Int(find.term)] += 1
        }
        return order.map { term in
            (term: SearchText.HanTerm(packed: terms[term].key).text, offsets: dealt[(next[term] - terms[term].count)..<next[term]])
        }
    }
}

extension [UInt16] {
    /// Ascending; a term that stands twice in a text is noted once.
    fileprivate mutating func append(once offset: UInt16) {
        if last != offset { append(offset) }
    }
}
