import Authority
import Cryptography

/// The hashes of a Merkle tree as in RFC 6962, section 2.1 (SHA-256; leaves and nodes are kept apart by a first byte,
/// so that no node can be passed off as a leaf).
package enum MerkleTree {
    package static let emptyRoot = Digest.sha256([])

    package static func leaf(_ data: [UInt8]) -> Digest { Digest.sha256([0] + data) }

    package static func node(_ left: Digest, _ right: Digest) -> Digest {
        Digest.sha256([1] + left.bytes + right.bytes)
    }

    /// The root over leaves that are all in memory. The ledger itself uses `MerkleFrontier`.
    package static func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard let first = leaves.first else { return emptyRoot }
        guard leaves.count > 1 else { return first }
        let middle = leaves.startIndex + split(leaves.count)
        return node(root(leaves[..<middle]), root(leaves[middle...]))
    }

    /// The largest power of two smaller than `count`, which is at least 2.
    static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
}

extension RecordedFact {
    package var leaf: Digest { MerkleTree.leaf(canonicalBytes) }
}
