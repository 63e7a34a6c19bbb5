/// Which rows of a block hold which terms, gathered text by text. Han terms are numbers in an open table, and the rows
/// of all of them lie in one array, because a library has sixty terms a row and a million rows.
struct TermTable {
    private var keys: [UInt64]
    /// For each key its latest place in `places`, and how many it has.
    private var latest: [Int32]
    private var counts: [Int32]
    private var keyCount = 0
    private var places: [Place] = []
    private var words: [String: [UInt16]] = [:]
    /// Rows by all of their tags, because most rows share theirs with many.
    private var tagged: [SearchTags: [UInt16]] = [:]

    private struct Place {
        let offset: UInt16
        let former: Int32
    }

    init() {
        keys = [UInt64](repeating: 0, count: 1 << 14)
        latest = [Int32](repeating: -1, count: 1 << 14)
        counts = [Int32](repeating: 0, count: 1 << 14)
    }

    /// Rows come in the order of their offsets.
    mutating func add(_ text: String, _ tags: SearchTags, at offset: UInt16) {
        SearchText.terms(text) { term in
            switch term {
            case .han(let term): add(term, offset)
            case .word(let word): words[word, default: []].append(once: offset)
            }
        }
        tagged[tags, default: []].append(offset)
    }

    private mutating func add(_ term: SearchText.HanTerm, _ offset: UInt16) {
        if keyCount * 2 > keys.count { grow() }
        let slot = slot(of: term.packed)
        if keys[slot] == 0 {
            keys[slot] = term.packed
            keyCount += 1
        } else if places[Int(latest[slot])].offset == offset {
            return  // it stands twice in the text
        }
        places.append(Place(offset: offset, former: latest[slot]))
        latest[slot] = Int32(places.count - 1)
        counts[slot] += 1
    }

    /// Where the key stands, or where it would. There is always an empty slot.
    private func slot(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = (keys, latest, counts)
        keys = [UInt64](repeating: 0, count: old.0.count * 4)
        latest = [Int32](repeating: -1, count: keys.count)
        counts = [Int32](repeating: 0, count: keys.count)
        for (place, key) in old.0.enumerated() where key != 0 {
            let slot = slot(of: key)
            (keys[slot], latest[slot], counts[slot]) = (key, old.1[place], old.2[place])
        }
    }

    /// The terms with their rows, ascending, in the order of the terms, which is how the sets are stored.
    consuming func terms() -> [(term: String, offsets: [UInt16])] {
        for (tags, offsets) in tagged {
            for term in tags.terms { words[term, default: []] += offsets }
        }
        let named = words.sorted { $0.key < $1.key }.map { (term: $0.key, offsets: $0.key.hasPrefix("=") ? PostingBlock.ascending($0.value) : $0.value) }
        let han = keys.filter { $0 != 0 }.sorted()
        return named + han.map { (term: SearchText.HanTerm(packed: $0).text, offsets: offsets(of: slot(of: $0))) }
    }

    /// From the latest to the first.
    private func offsets(of slot: Int) -> [UInt16] {
        let count = Int(counts[slot])
        return [UInt16](unsafeUninitializedCapacity: count) { out, filled in
            var place = latest[slot]
            for index in stride(from: count - 1, through: 0, by: -1) {
                out.initializeElement(at: index, to: places[Int(place)].offset)
                place = places[Int(place)].former
            }
            filled = count
        }
    }
}

extension [UInt16] {
    /// Ascending; a term that stands twice in a text is noted once.
    fileprivate mutating func append(once offset: UInt16) {
        if last != offset { append(offset) }
    }
}
