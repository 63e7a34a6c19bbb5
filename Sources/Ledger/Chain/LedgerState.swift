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
}

/// A fact's place in the log is the order of insertion; `leaf` is its hash at that moment.
struct LedgerEntry: Sendable {
    let fact: Fact.ID
    let leaf: Digest
}
