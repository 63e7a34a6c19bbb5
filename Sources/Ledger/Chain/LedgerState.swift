import Authority
import Cryptography
import Storage

/// How far the ledger has come. One row, locked by the sequencer that works.
struct LedgerState: Sendable, Equatable {
    var frontier: MerkleFrontier
    /// All facts up to this serial are linked, and none below it can appear any more.
    var settled: Int64
    /// The highest serial linked so far.
    var highest: Int64
    /// Becomes `settled` once every transaction of `blockers` has ended and one more scan has been made.
    var horizon: Int64
    /// The transactions that might still add facts below `horizon`.
    var blockers: Set<String>
    /// How many checkpoints were signed: the number of the last one.
    var checkpoints: Int64
    /// The seal that was read; nil before the first one.
    let code: [UInt8]?

    func proof(_ sealing: any RowSealing) -> [UInt8] {
        sealing.code(for: Array(
            """
            mingcha-ledger-state/1
            \(frontier.size)
            \(frontier.hex)
            \(settled) \(highest) \(horizon) \(checkpoints)
            \(blockers.sorted().joined(separator: " "))

            """.utf8))
    }

    /// - Parameter mayBeUnsealed: no numbered checkpoint was ever signed: the ledger is of a release without seals.
    func isGenuine(by sealing: (any RowSealing)?, mayBeUnsealed: Bool) -> Bool {
        guard let sealing else { return true }
        return code.map { constantTimeEqual($0, proof(sealing)) } ?? mayBeUnsealed
    }
}

/// A fact's place in the log is the order of insertion; `leaf` is its hash at that moment.
struct LedgerEntry: Sendable {
    let fact: Fact.ID
    let leaf: Digest
}
