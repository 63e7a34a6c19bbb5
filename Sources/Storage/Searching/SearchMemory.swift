import Synchronization

/// What the sets of a table are marked with since they were changed last; no two changes give the same.
struct SearchStamp: Hashable {
    let bytes: [UInt8]

    static func random() -> SearchStamp {
        SearchStamp(bytes: withUnsafeBytes(of: (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))) { Array($0) })
    }
}

/// What readers remember of the search index, so that the same list asked for again is neither read nor counted anew:
/// for each group of terms, by block, the rows that hold one of them. It is true of exactly one stamp of the table's sets.
final class SearchMemory: Sendable {
    private struct OfTable {
        let stamp: SearchStamp
        let since: Int64
        /// The newest row there was.
        var newest: Int64?
        var groups: [[String]: [Int64: PostingBlock]] = [:]
        var size = 0
    }

    private let tables = Mutex<[String: OfTable]>([:])
    /// Sets of one table, of 1 KB.
    private static let most = 4096
    /// A node with a release that knows no stamps may have changed sets without saying so.
    private static let goodFor: Int64 = 60_000

    /// What is remembered of these groups, in their order.
    func sets(_ table: String, _ stamp: SearchStamp, of groups: [[String]]) -> [[Int64: PostingBlock]] {
        tables.withLock { tables in
            guard let known = Self.current(tables[table], stamp) else { return groups.map { _ in [:] } }
            return groups.map { known.groups[$0] ?? [:] }
        }
    }

    func keep(_ table: String, _ stamp: SearchStamp, _ group: [String], _ sets: [Int64: PostingBlock]) {
        change(table, stamp) { known in
            if known.size + sets.count > Self.most { (known.groups, known.size) = ([:], 0) }
            known.size += sets.count
            known.groups[group, default: [:]].merge(sets) { _, new in new }
        }
    }

    func newest(_ table: String, _ stamp: SearchStamp) -> Int64? {
        tables.withLock { Self.current($0[table], stamp)?.newest }
    }

    func keep(newest serial: Int64?, _ table: String, _ stamp: SearchStamp) { change(table, stamp) { $0.newest = serial } }

    private func change(_ table: String, _ stamp: SearchStamp, _ change: (inout OfTable) -> Void) {
        tables.withLock { tables in
            var known = Self.current(tables[table], stamp) ?? OfTable(stamp: stamp, since: Patience.now())
            // not held twice while it is changed
            tables[table] = nil
            change(&known)
            tables[table] = known
        }
    }

    private static func current(_ known: OfTable?, _ stamp: SearchStamp) -> OfTable? {
        guard let known, known.stamp == stamp, Patience.now() - known.since < goodFor else { return nil }
        return known
    }
}
