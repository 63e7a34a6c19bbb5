import Cryptography

/// That a leaf stands at its place under a root (RFC 9162, section 2.1.3): what a paper copy needs as witness.
package struct InclusionProof: Sendable, Equatable {
    package let position: Int
    package let size: Int
    package let path: [Digest]

    package init(position: Int, size: Int, path: [Digest]) {
        (self.position, self.size, self.path) = (position, size, path)
    }

    /// Nil when there is no such leaf.
    package init?(of position: Int, in leaves: [Digest]) {
        guard leaves.indices.contains(position) else { return nil }
        self.init(position: position, size: leaves.count, path: Self.path(position, leaves[...]))
    }

    private static func path(_ position: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let split = MerkleTree.split(leaves.count)
        let (left, right) = (leaves.prefix(split), leaves.dropFirst(split))
        return position < split
            ? path(position, left) + [MerkleTree.root(right)]
            : path(position - split, right) + [MerkleTree.root(left)]
    }

    package func proves(_ leaf: Digest, under root: Digest) -> Bool {
        guard position >= 0, position < size else { return false }
        var (place, last, hash) = (position, size - 1, leaf)
        for step in path {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = MerkleTree.node(step, hash)
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                hash = MerkleTree.node(hash, step)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }
}

/// That the ledger of an earlier root is the beginning of the ledger of a later one (RFC 9162, section 2.1.4).
package struct ConsistencyProof: Sendable, Equatable {
    package let earlier: Int
    package let later: Int
    package let path: [Digest]

    package init(earlier: Int, later: Int, path: [Digest]) {
        (self.earlier, self.later, self.path) = (earlier, later, path)
    }

    /// Nil unless `earlier` is a size the ledger has had.
    package init?(from earlier: Int, in leaves: [Digest]) {
        guard earlier > 0, earlier <= leaves.count else { return nil }
        self.init(earlier: earlier, later: leaves.count, path: Self.path(earlier, leaves[...], whole: true))
    }

    private static func path(_ earlier: Int, _ leaves: ArraySlice<Digest>, whole: Bool) -> [Digest] {
        if earlier == leaves.count { return whole ? [] : [MerkleTree.root(leaves)] }
        let split = MerkleTree.split(leaves.count)
        let (left, right) = (leaves.prefix(split), leaves.dropFirst(split))
        return earlier <= split
            ? path(earlier, left, whole: whole) + [MerkleTree.root(right)]
            : path(earlier - split, right, whole: false) + [MerkleTree.root(left)]
    }

    package func proves(_ earlierRoot: Digest, under laterRoot: Digest) -> Bool {
        guard earlier > 0, earlier <= later else { return false }
        if earlier == later { return path.isEmpty && earlierRoot == laterRoot }
        let steps = earlier.nonzeroBitCount == 1 ? [earlierRoot] + path : path
        guard let start = steps.first else { return false }
        var (place, last) = (earlier - 1, later - 1)
        while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
        var (before, after) = (start, start)
        for step in steps.dropFirst() {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                (before, after) = (MerkleTree.node(step, before), MerkleTree.node(step, after))
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                after = MerkleTree.node(after, step)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && before == earlierRoot && after == laterRoot
    }
}
