import Cryptography

/// The right edge of a growing Merkle tree: the roots of its complete subtrees, largest first. It is all that is
/// needed to append and to know the root, at 32 bytes a set bit of the size.
package struct MerkleFrontier: Sendable, Equatable {
    package private(set) var size: Int64 = 0
    private var peaks: [Digest] = []

    package init() {}

    /// Reads what `hex` wrote; nil when it does not fit the size.
    package init?(size: Int64, hex: String) {
        guard size >= 0, let bytes = Hex.bytes(hex), bytes.count == size.nonzeroBitCount * Digest.byteCount else {
            return nil
        }
        self.size = size
        for start in stride(from: 0, to: bytes.count, by: Digest.byteCount) {
            guard let peak = Digest(bytes: bytes[start..<start + Digest.byteCount]) else { return nil }
            peaks.append(peak)
        }
    }

    package var hex: String { peaks.map(\.hex).joined() }

    package mutating func append(_ leaf: Digest) {
        var subtree = leaf
        var rest = size
        while rest & 1 == 1 {
            subtree = MerkleTree.node(peaks.removeLast(), subtree)
            rest >>= 1
        }
        peaks.append(subtree)
        size += 1
    }

    package var root: Digest {
        guard var root = peaks.last else { return MerkleTree.emptyRoot }
        for peak in peaks.dropLast().reversed() { root = MerkleTree.node(peak, root) }
        return root
    }
}
