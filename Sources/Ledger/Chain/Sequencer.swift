import Storage
import Synchronization
import Timekeeping

/// Links facts into the Merkle log in batches and signs checkpoints (architecture, section 5). Acts only insert their
/// fact, so the chain is no hot spot; any number of nodes may run a sequencer, a row lock lets one work at a time.
package final class Sequencer: Sendable {
    package static let batchLimit = 1000

    let database: Database
    let keys: LedgerKeys
    let clock: Clock
    private let anchor: CheckpointAnchor?
    /// Between two checkpoints lie at least this many seconds while facts keep coming.
    let secondsBetweenCheckpoints: Int64
    private let onFailure: @Sendable (any Error) -> Void
    private let bell = Bell()
    private let noted = Mutex(Standing())

    /// How the ledger stands, for figures and pages.
    package struct Standing: Sendable, Equatable {
        /// When the last pass ended well.
        package var caughtUpAt: Instant?
        /// Why it does not go on; nil when it does.
        package var problem: String?
    }

    /// - Parameter anchor: where the last checkpoint is kept beside the database.
    package init(
        database: Database, keys: LedgerKeys, anchor: CheckpointAnchor? = nil, clock: Clock = .system,
        secondsBetweenCheckpoints: Int64 = 2, onFailure: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        self.database = database
        self.keys = keys
        self.anchor = anchor
        self.clock = clock
        self.secondsBetweenCheckpoints = secondsBetweenCheckpoints
        self.onFailure = onFailure
    }

    package var standing: Standing { noted.withLock { $0 } }

    /// What waits to be linked: at most so many facts, the oldest for so many seconds. For the metrics.
    package func lag() async throws -> (facts: Int64, seconds: Double) {
        let waiting = try await database.read { try LedgerState.waiting(in: $0) }
        let age = waiting.since.map { Double(clock.now().milliseconds - $0.milliseconds) / 1000 } ?? 0
        return (waiting.facts, max(0, age))
    }

    /// Says that facts were written; without it they are found half a second later.
    package func wake() { bell.ring() }

    /// Works until the calling Task is cancelled. A failure is reported, once as long as it stays the same, and tried
    /// again: facts wait in their table.
    package func run() async {
        await bell.everyRing(orMilliseconds: 500) { [self] in
            do {
                while try await linkBatch(checkpoint: .whenDue) == Self.batchLimit, !Task.isCancelled {}
            } catch {
                let problem = (error as? LedgerFault)?.message ?? "\(error)"
                let isNew = noted.withLock { standing in
                    defer { standing.problem = problem }
                    return standing.problem != problem
                }
                if isNew { onFailure(error) }
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
        let kept = anchor?.checkpoint?.number ?? 0
        let (linked, signed) = try await database.write { [self] transaction in
            let before = try LedgerState.lock(in: transaction)
            try before.requireGenuine(in: transaction)
            let last = try LedgerCheckpoint.last(in: transaction)
            try Self.requireLast(last, before, anchored: kept)
            var state = before
            let linked = try link(&state, in: transaction)
            let signed = try sign(&state, last, checkpoint, in: transaction)
            if state != before || before.code == nil && transaction.sealing != nil { try state.save(in: transaction) }
            return (linked, signed)
        }
        if let signed { try anchor?.keep(signed) }
        noted.withLock { $0 = Standing(caughtUpAt: clock.now(), problem: nil) }
        return linked
    }

    /// A ledger whose last checkpoints are gone is not carried on: signing it would hide that.
    private static func requireLast(_ last: LedgerCheckpoint?, _ state: LedgerState, anchored: Int64) throws {
        let number = last?.number ?? 0
        if number < state.checkpoints { throw LedgerFault.checkpointRemoved(number: state.checkpoints) }
        if number > state.checkpoints { throw LedgerFault.checkpointInserted(number: number) }
        if anchored > number { throw LedgerFault.anchorAhead(number: anchored, last: number) }
    }

    /// Facts are taken by absence from the ledger, not by the last serial alone: PostgreSQL gives out serials before
    /// commit, so a lower one may become visible after a higher one.
    private func link(_ state: inout LedgerState, in transaction: Transaction) throws -> Int {
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
        return facts.count
    }

    private func sign(
        _ state: inout LedgerState, _ last: LedgerCheckpoint?, _ when: Checkpointing, in transaction: Transaction
    ) throws -> LedgerCheckpoint? {
        guard state.frontier.size > last?.size ?? 0 else { return nil }
        let now = clock.now()
        switch when {
        case .now: break
        case .whenDue:
            if let last, last.signedAt.advanced(seconds: secondsBetweenCheckpoints) > now { return nil }
        }
        state.checkpoints += 1
        let checkpoint = try LedgerCheckpoint(
            number: state.checkpoints, size: state.frontier.size, root: state.frontier.root, at: now, keys: keys)
        try checkpoint.insert(in: transaction)
        return checkpoint
    }
}
