import Authority
import Cryptography
import Storage

/// Recomputes the whole ledger from the facts and names the bad places (SEC-05, BEY-40).
package struct LedgerVerification: Sendable {
    let database: Database
    let chunk: Int
    private let keys: LedgerKeys
    private let witnesses: [LedgerCheckpoint]
    private let printed: [PrintedCheckpoint]
    private let anchored: LedgerCheckpoint?

    private init(
        _ database: Database, _ keys: LedgerKeys, _ witnesses: [LedgerCheckpoint], _ printed: [PrintedCheckpoint],
        _ anchored: LedgerCheckpoint?, chunk: Int
    ) {
        (self.database, self.keys, self.chunk) = (database, keys, chunk)
        (self.printed, self.anchored) = (printed, anchored)
        self.witnesses = (witnesses + [anchored].compactMap(\.self)).sorted { $0.size < $1.size }
    }

    /// Read in chunks, because statements have time limits; what is appended meanwhile is left to the next run.
    ///
    /// - Parameters:
    ///   - witnesses: checkpoints kept outside, on paper or elsewhere; they outweigh everything inside.
    ///   - printed: as documents carry them.
    package static func run(
        _ database: Database, keys: LedgerKeys, checkpoints witnesses: [LedgerCheckpoint] = [],
        printed: [PrintedCheckpoint] = [], anchor: CheckpointAnchor? = nil, chunk: Int = 5000
    ) async throws -> LedgerVerdict {
        var verdict = LedgerVerdict()
        // read before the store: it may be behind, and never ahead
        let anchored = anchor?.checkpoint
        try await LedgerVerification(database, keys, witnesses, printed, anchored, chunk: chunk).verify(&verdict)
        verdict.hasLostAnchor = anchor != nil && anchored == nil && verdict.checkpoints > 0
        return verdict
    }

    private func verify(_ verdict: inout LedgerVerdict) async throws {
        for witness in witnesses { _ = confirm(witness, &verdict) }
        let start = try await database.read { try Start.load(in: $0) }
        if let fault = start.fault { verdict.note(fault) }
        var marks = Marks(witnesses: witnesses.filter { $0.size > 0 }[...])
        let frontier = try await recompute(upTo: start.state?.frontier.size ?? start.entries, &marks, &verdict)
        (verdict.size, verdict.root) = (frontier.size, frontier.root)
        try await checkEnd(frontier, start.state, marks, &verdict)
        try await checkPrinted(last: marks.lastNumber, &verdict)
        try await checkFacts(settled: start.state?.settled ?? 0, firstNumbered: start.firstNumbered, &verdict)
        if database.sealing != nil { try await checkSeals(&verdict) }
    }

    private func recompute(
        upTo size: Int64, _ marks: inout Marks, _ verdict: inout LedgerVerdict
    ) async throws -> MerkleFrontier {
        var frontier = MerkleFrontier()
        while frontier.size < size {
            let (from, limit) = (frontier.size, chunk)
            let part = try await database.read { transaction in
                (
                    entries: try LinkedFact.from(from, limit: limit, in: transaction),
                    checkpoints: try LedgerCheckpoint.after(from, limit: limit, in: transaction)
                )
            }
            marks.kept = part.checkpoints[...]
            if part.entries.isEmpty { return frontier }
            for entry in part.entries where frontier.size < size {
                guard let leaf = leaf(of: entry, at: frontier.size, &verdict) else { return frontier }
                frontier.append(leaf)
                while let mark = marks.next(at: frontier.size) { compare(mark, frontier, &marks, &verdict) }
            }
        }
        return frontier
    }

    /// What the tree goes on with; nil where it can't.
    private func leaf(of linked: LinkedFact, at position: Int64, _ verdict: inout LedgerVerdict) -> Digest? {
        guard linked.position == position else {
            verdict.note(.entryRemoved(position: position))
            return nil
        }
        guard let entry = linked.entry else {
            verdict.note(.rowUnreadable(table: "ledger_entry", place: position + 1))
            if case .there(let fact) = linked.fact { return fact.leaf }
            return nil
        }
        switch linked.fact {
        case .removed: verdict.note(.factRemoved(position: position, fact: entry.fact))
        case .unreadable(let serial): verdict.note(.rowUnreadable(table: "fact", place: serial))
        case .there(let fact):
            if fact.leaf != entry.leaf { verdict.note(.factChanged(position: position, fact: entry.fact)) }
        }
        return entry.leaf
    }

    private func compare(
        _ mark: Marks.Mark, _ frontier: MerkleFrontier, _ marks: inout Marks, _ verdict: inout LedgerVerdict
    ) {
        if case .kept(let number, _) = mark {
            for missing in marks.passed(number).prefix(LedgerVerdict.mostFaults) {
                verdict.note(.checkpointRemoved(number: missing))
            }
        }
        switch mark {
        case .kept(_, .failure(let fault)): verdict.note(fault)
        case .witness(let checkpoint), .kept(_, .success(let checkpoint)):
            guard confirm(checkpoint, &verdict) else { return }
            if checkpoint.root == frontier.root {
                verdict.checkpoints += 1
                marks.lastSize = frontier.size
            } else if !marks.rootsDiffer {
                marks.rootsDiffer = true
                verdict.note(.rootDiffers(after: marks.lastSize, size: checkpoint.size))
            }
        }
    }

    private func confirm(_ checkpoint: LedgerCheckpoint, _ verdict: inout LedgerVerdict) -> Bool {
        switch keys.confirms(checkpoint) {
        case nil: verdict.note(.keyUnknown(size: checkpoint.size, keyID: checkpoint.keyID))
        case false?: verdict.note(.signatureInvalid(size: checkpoint.size))
        case true?: return true
        }
        return false
    }

    private func checkEnd(
        _ frontier: MerkleFrontier, _ state: LedgerState?, _ marks: Marks, _ verdict: inout LedgerVerdict
    ) async throws {
        let size = frontier.size
        // a sequencer may have gone on since: only checkpoints of the size it had are compared
        let end = try await database.read { try End.load(after: size, in: $0) }
        if let beyond = marks.beyond ?? (end.next.flatMap { $0 > end.entries ? $0 : nil }) {
            verdict.note(.truncated(size: size, checkpoint: beyond))
        }
        guard let state, let now = end.state else { return }
        if size < state.frontier.size {
            verdict.note(.entryRemoved(position: size))
        } else {
            if frontier != state.frontier, !marks.rootsDiffer { verdict.note(.stateDiffers) }
            if end.entries > now.frontier.size { verdict.note(.entryInserted(position: now.frontier.size)) }
        }
        if let anchored, anchored.number > max(now.checkpoints, marks.lastNumber) {
            verdict.note(.anchorAhead(number: anchored.number, last: marks.lastNumber))
        }
        if marks.lastNumber == 0, size > 0 {
            verdict.note(.unsigned)
        } else if marks.lastNumber < state.checkpoints {
            for number in (marks.lastNumber + 1...state.checkpoints).prefix(LedgerVerdict.mostFaults) {
                verdict.note(.checkpointRemoved(number: number))
            }
        } else if marks.lastNumber > now.checkpoints {
            verdict.note(.checkpointInserted(number: marks.lastNumber))
        }
        verdict.unsigned = size - marks.lastSize
    }

    private func checkPrinted(last: Int64, _ verdict: inout LedgerVerdict) async throws {
        for code in printed {
            let found = try await database.read { transaction in
                do { return try LedgerCheckpoint.withNumber(code.number, in: transaction) } catch is LedgerFault { return nil }
            }
            if let found {
                if !code.matches(found) { verdict.note(.printedDiffers(number: code.number)) }
            } else {
                verdict.note(
                    code.number > last
                        ? .anchorAhead(number: code.number, last: last) : .checkpointRemoved(number: code.number))
            }
        }
    }
}

/// What the ledger says of itself before it is recomputed.
private struct Start: Sendable {
    var state: LedgerState?
    var fault: LedgerFault?
    let firstNumbered: Int64?
    let entries: Int64

    static func load(in transaction: Transaction) throws -> Start {
        var start = Start(
            firstNumbered: try LedgerCheckpoint.firstNumbered(in: transaction),
            entries: try LinkedFact.count(in: transaction))
        do {
            let state = try LedgerState.load(in: transaction)
            start.state = state
            try state.requireGenuine(in: transaction)
        } catch let fault as LedgerFault {
            start.fault = fault
        }
        return start
    }
}

private struct End: Sendable {
    let state: LedgerState?
    /// The size that the next checkpoint speaks of.
    let next: Int64?
    let entries: Int64

    static func load(after size: Int64, in transaction: Transaction) throws -> End {
        let next = try LedgerCheckpoint.after(size, limit: 1, in: transaction).first.map { found in
            switch found {
            case .success(let checkpoint): checkpoint.size
            case .failure: size + 1
            }
        }
        var state: LedgerState?
        do { state = try LedgerState.load(in: transaction) } catch is LedgerFault {}
        return End(state: state, next: next, entries: try LinkedFact.count(in: transaction))
    }
}

/// The checkpoints still ahead while the entries are recomputed.
private struct Marks {
    enum Mark {
        case witness(LedgerCheckpoint)
        case kept(number: Int64, Result<LedgerCheckpoint, LedgerFault>)
    }

    private var witnesses: ArraySlice<LedgerCheckpoint>
    var kept: ArraySlice<Result<LedgerCheckpoint, LedgerFault>> = []
    /// Of the last checkpoint that was good.
    var lastSize: Int64 = 0
    /// Of the last one that was there.
    private(set) var lastNumber: Int64 = 0
    /// Said once: every later root differs too.
    var rootsDiffer = false

    init(witnesses: ArraySlice<LedgerCheckpoint>) { self.witnesses = witnesses }

    /// The size that a checkpoint kept outside speaks of, where there is not so much.
    var beyond: Int64? { witnesses.first?.size }

    mutating func next(at size: Int64) -> Mark? {
        if witnesses.first?.size == size { return witnesses.popFirst().map { .witness($0) } }
        guard let first = kept.first, Self.place(of: first).size == size else { return nil }
        kept.removeFirst()
        return .kept(number: Self.place(of: first).number, first)
    }

    /// - Returns: the numbers left out before this one.
    mutating func passed(_ number: Int64) -> Range<Int64> {
        let missing = lastNumber + 1..<max(lastNumber + 1, number)
        lastNumber = max(lastNumber, number)
        return missing
    }

    private static func place(of found: Result<LedgerCheckpoint, LedgerFault>) -> (number: Int64, size: Int64) {
        switch found {
        case .success(let checkpoint): (checkpoint.number, checkpoint.size)
        case .failure(.checkpointUnreadable(let number, let size)): (number, size)
        case .failure: (0, 0)
        }
    }
}
