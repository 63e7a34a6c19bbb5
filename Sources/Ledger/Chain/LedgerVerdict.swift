import Cryptography

/// What a verification found.
package struct LedgerVerdict: Sendable, Equatable {
    /// How many entries were recomputed; up to the fault where they don't go on.
    package var size: Int64 = 0
    package var root: Digest = MerkleTree.emptyRoot
    package var checkpoints = 0
    /// Facts written but not linked yet.
    package var pending = 0
    /// Entries after the last checkpoint: linked but not signed yet.
    package var unsigned: Int64 = 0
    /// In the order they were met, each once; no more than `mostFaults`.
    package private(set) var faults: [LedgerFault] = []

    static let mostFaults = 100

    package var fault: LedgerFault? { faults.first }
    package var isSound: Bool { faults.isEmpty }

    mutating func note(_ fault: LedgerFault) {
        if faults.count < Self.mostFaults, !faults.contains(fault) { faults.append(fault) }
    }
}
