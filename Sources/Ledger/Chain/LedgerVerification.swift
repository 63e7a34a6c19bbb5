import Cryptography
import Storage

/// Recomputes the whole ledger from the facts and names the first bad place (SEC-05, BEY-40).
package struct LedgerVerification: Sendable {
    private let database: Database
    private let keys: LedgerKeys
    private let witnesses: [LedgerCheckpoint]
    private let chunk: Int

    /// - Parameter witnesses: checkpoints kept outside, on paper or elsewhere; they outweigh everything inside.
    private init(_ database: Database, _ keys: LedgerKeys, _ witnesses: [LedgerCheckpoint], chunk: Int) {
        (self.database, self.keys, self.chunk) = (database, keys, chunk)
        self.witnesses = witnesses.sorted { $0.size < $1.size }
    }

    /// Read in chunks, because statements have time limits; what is appended meanwhile is left to the next run.
    package static func run(
        _ database: Database, keys: LedgerKeys, checkpoints witnesses: [LedgerCheckpoint] = [], chunk: Int = 5000
    ) async throws -> LedgerVerdict {
        var verdict = LedgerVerdict()
        do {
            try await LedgerVerification(database, keys, witnesses, chunk: chunk).verify(&verdict)
        } catch let fault as LedgerFault {
            verdict.fault = fault
        }
        return verdict
    }

    private func verify(_ verdict: inout LedgerVerdict) async throws {
        for witness in witnesses { try confirm(witness) }
        let state = try await database.read { try LedgerState.load(in: $0) }
        var frontier = MerkleFrontier()
        var marks = Marks(witnesses: witnesses.filter { $0.size > 0 }[...])
        defer { (verdict.size, verdict.root) = (frontier.size, frontier.root) }
        while frontier.size < state.frontier.size {
            let (from, limit) = (frontier.size, chunk)
            let part = try await database.read { transaction in
                (
                    entries: try LinkedFact.from(from, limit: limit, in: transaction),
                    checkpoints: try LedgerCheckpoint.after(from, limit: limit, in: transaction)
                )
            }
            marks.kept = part.checkpoints[...]
            for entry in part.entries where frontier.size < state.frontier.size {
                frontier.append(try check(entry, at: frontier.size))
                verdict.checkpoints += try marks.pass(frontier, confirm)
            }
            if part.entries.isEmpty { break }
        }
        try await checkEnd(frontier, state, marks, &verdict)
        try await checkFacts(state, &verdict)
    }

    private func check(_ entry: LinkedFact, at position: Int64) throws -> Digest {
        guard entry.position == position else { throw LedgerFault.entryRemoved(position: position) }
        guard let fact = entry.fact else { throw LedgerFault.factRemoved(position: position, fact: entry.id) }
        let leaf = fact.leaf
        guard leaf.bytes == entry.leaf else { throw LedgerFault.factChanged(position: position, fact: entry.id) }
        return leaf
    }

    private func confirm(_ checkpoint: LedgerCheckpoint) throws {
        switch keys.confirms(checkpoint) {
        case nil: throw LedgerFault.keyUnknown(size: checkpoint.size, keyID: checkpoint.keyID)
        case false?: throw LedgerFault.signatureInvalid(size: checkpoint.size)
        case true?: return
        }
    }

    private func checkEnd(
        _ frontier: MerkleFrontier, _ state: LedgerState, _ marks: Marks, _ verdict: inout LedgerVerdict
    ) async throws {
        let (size, limit) = (frontier.size, 1)
        let beyond = try await database.read { transaction in
            // a sequencer may have gone on since: only checkpoints of the size it had are compared
            (
                checkpoint: try LedgerCheckpoint.after(size, limit: limit, in: transaction).first,
                state: try LedgerState.load(in: transaction),
                entries: try LinkedFact.count(in: transaction)
            )
        }
        if let mark = marks.beyond ?? (beyond.checkpoint.flatMap { $0.size > beyond.entries ? $0 : nil }) {
            throw LedgerFault.truncated(size: size, checkpoint: mark.size)
        }
        guard size == state.frontier.size else { throw LedgerFault.entryRemoved(position: size) }
        guard frontier == state.frontier else { throw LedgerFault.stateDiffers }
        guard beyond.entries <= beyond.state.frontier.size else {
            throw LedgerFault.entryInserted(position: beyond.state.frontier.size)
        }
        guard size == 0 || marks.lastSize > 0 else { throw LedgerFault.unsigned }
        verdict.unsigned = size - marks.lastSize
    }

    /// Every fact up to the settled serial must be linked; later ones may be waiting.
    private func checkFacts(_ state: LedgerState, _ verdict: inout LedgerVerdict) async throws {
        var serial = Int64.min
        while true {
            let (from, limit) = (serial, chunk)
            let part = try await database.read { try FactLink.after(from, limit: limit, in: $0) }
            guard let last = part.last else { return }
            for link in part where !link.isLinked {
                guard link.serial > state.settled else {
                    throw LedgerFault.factInserted(serial: link.serial, fact: link.fact)
                }
                verdict.pending += 1
            }
            serial = last.serial
        }
    }
}

/// The checkpoints still ahead while the entries are recomputed.
private struct Marks {
    var witnesses: ArraySlice<LedgerCheckpoint>
    var kept: ArraySlice<LedgerCheckpoint> = []
    private(set) var lastSize: Int64 = 0

    init(witnesses: ArraySlice<LedgerCheckpoint>) { self.witnesses = witnesses }

    /// A checkpoint that speaks of more than there is.
    var beyond: LedgerCheckpoint? { witnesses.first }

    /// Compares what is due at the size of `frontier`; answers how many checkpoints were good.
    mutating func pass(_ frontier: MerkleFrontier, _ confirm: (LedgerCheckpoint) throws -> Void) throws -> Int {
        var good = 0
        while let mark = next(at: frontier.size) {
            try confirm(mark)
            guard mark.root == frontier.root else { throw LedgerFault.rootDiffers(after: lastSize, size: mark.size) }
            good += 1
        }
        if good > 0 { lastSize = frontier.size }
        return good
    }

    private mutating func next(at size: Int64) -> LedgerCheckpoint? {
        if witnesses.first?.size == size { return witnesses.popFirst() }
        return kept.first?.size == size ? kept.popFirst() : nil
    }
}
