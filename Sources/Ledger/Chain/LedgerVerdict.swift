import Cryptography

/// What a verification found.
package struct LedgerVerdict: Sendable, Equatable {
    /// How many entries were recomputed; up to the fault where there is one.
    package var size: Int64 = 0
    package var root: Digest = MerkleTree.emptyRoot
    package var checkpoints = 0
    /// Facts written but not linked yet.
    package var pending = 0
    /// Entries after the last checkpoint: linked but not signed yet.
    package var unsigned: Int64 = 0
    package var fault: LedgerFault?

    package var isSound: Bool { fault == nil }
}
