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
    /// There are checkpoints, and no file beside the database that names the last of them.
    var hasLostAnchor = false
    /// In the order they were met, each once; no more than `mostFaults`.
    package private(set) var faults: [LedgerFault] = []

    static let mostFaults = 100

    package var fault: LedgerFault? { faults.first }
    package var isSound: Bool { faults.isEmpty }

    /// What a sound ledger doesn't show; nil when there is nothing of the kind.
    package var caution: String? {
        guard hasLostAnchor else { return nil }
        return "数据文件夹中没有检查点文件 \(CheckpointAnchor.fileName)：数据库是否被整个退回到以前的状态，只能由文书上印的或在别处保存的检查点证明（mingcha ledger verify --printed、--checkpoint）"
    }

    mutating func note(_ fault: LedgerFault) {
        if faults.count < Self.mostFaults, !faults.contains(fault) { faults.append(fault) }
    }
}
