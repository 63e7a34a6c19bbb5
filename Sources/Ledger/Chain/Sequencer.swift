import Storage
import Timekeeping

/// Links facts into the Merkle log in batches and signs checkpoints (architecture, section 5). Acts only insert their
/// fact, so the chain is no hot spot; any number of nodes may run a sequencer, a row lock lets one work at a time.
package final class Sequencer: Sendable {
    package static let batchLimit = 1000

    let database: Database
    let keys: LedgerKeys
    let clock: Clock
    /// Between two checkpoints lie at least this many seconds while facts keep coming.
    let secondsBetweenCheckpoints: Int64
    private let onFailure: @Sendable (any Error) -> Void
    private let bell = Bell()

    package init(
        database: Database, keys: LedgerKeys, clock: Clock = .system, secondsBetweenCheckpoints: Int64 = 2,
        onFailure: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        self.database = database
        self.keys = keys
        self.clock = clock
        self.secondsBetweenCheckpoints = secondsBetweenCheckpoints
        self.onFailure = onFailure
    }

    /// Says that facts were written; without it they are found half a second later.
    package func wake() { bell.ring() }

    /// Works until the calling Task is cancelled. A failure is reported and tried again: facts wait in their table.
    package func run() async {
        await bell.everyRing(orMilliseconds: 500) { [self] in
            do {
                while try await linkBatch(checkpoint: .whenDue) == Self.batchLimit, !Task.isCancelled {}
            } catch {
                onFailure(error)
            }
        }
    }

    /// Links everything visible now and signs the result. For commands, shutdown and tests.
    package func catchUp() async throws {
        while try await linkBatch(checkpoint: .now) > 0 {}
    }

    enum Checkpointing: Sendable { case now, whenDue }

    /// - Returns: how many facts were linked.
    private func linkBatch(checkpoint: Checkpointing) async throws -> Int {
        try await database.write { [self] transaction in
            var state = try LedgerState.lock(in: transaction)
            let linked = try link(&state, in: transaction)
            try sign(state, checkpoint, in: transaction)
            return linked
        }
    }

    /// Facts are taken by absence from the ledger, not by the last serial alone: PostgreSQL gives out serials before
    /// commit, so a lower one may become visible after a higher one.
    private func link(_ state: inout LedgerState, in transaction: Transaction) throws -> Int {
        let before = state
        // asked before the scan: what these transactions wrote is either seen below or they still run
        let gone = try state.blockers.isDisjoint(with: LedgerState.factWriters(in: transaction))
        let facts = try LedgerState.unlinked(after: state.settled, limit: Self.batchLimit, in: transaction)
        let entries = facts.map { LedgerEntry(fact: $0.id, leaf: $0.leaf) }
        try LedgerEntry.insert(entries, from: state.frontier.size, in: transaction)
        for entry in entries { state.frontier.append(entry.leaf) }
        state.highest = max(state.highest, facts.last?.serial ?? 0)
        if facts.count < Self.batchLimit {
            if gone { state.settled = state.horizon }
            if state.settled == state.horizon {
                state.horizon = state.highest
                state.blockers = state.horizon == state.settled
                    ? [] : try LedgerState.factWriters(in: transaction)
            }
        }
        if state != before { try state.save(in: transaction) }
        return facts.count
    }

    private func sign(_ state: LedgerState, _ when: Checkpointing, in transaction: Transaction) throws {
        let last = try LedgerCheckpoint.last(in: transaction)
        guard state.frontier.size > last?.size ?? 0 else { return }
        let now = clock.now()
        switch when {
        case .now: break
        case .whenDue: if let last, last.signedAt.advanced(seconds: secondsBetweenCheckpoints) > now { return }
        }
        try LedgerCheckpoint(size: state.frontier.size, root: state.frontier.root, at: now, keys: keys)
            .insert(in: transaction)
    }
}
