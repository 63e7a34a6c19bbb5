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
