import Authority
import Storage

/// That every fact is as it was written, also those that wait for the ledger (SEC-05).
extension LedgerVerification {
    /// - Parameters:
    ///   - settled: every fact up to this serial must be linked; later ones may be waiting.
    ///   - firstNumbered: facts linked before that many entries may be older than seals.
    func checkFacts(settled: Int64, firstNumbered: Int64?, _ verdict: inout LedgerVerdict) async throws {
        var serial = Int64.min
        while true {
            let (from, limit) = (serial, chunk)
            let part = try await database.read { try SealedFact.after(from, limit: limit, in: $0) }
            guard let last = part.last else { return }
            for found in part {
                if found.position == nil { verdict.pending += 1 }
                switch found.fact {
                case .removed: break
                case .unreadable(let serial): verdict.note(.rowUnreadable(table: "fact", place: serial))
                case .there(let fact):
                    if found.position == nil, found.serial <= settled {
                        verdict.note(.factInserted(serial: found.serial, fact: fact.id))
                    }
                    checkSeal(of: fact, found, firstNumbered, &verdict)
                }
            }
            serial = last.serial
        }
    }

    private func checkSeal(
        of fact: RecordedFact, _ found: SealedFact, _ firstNumbered: Int64?, _ verdict: inout LedgerVerdict
    ) {
        guard let sealing = database.sealing else { return }
        guard let seal = found.seal else {
            let isOlder = firstNumbered.map { first in found.position.map { $0 < first } ?? false } ?? true
            if !isOlder { verdict.note(.factUnsealed(serial: found.serial, fact: fact.id)) }
            return
        }
        guard !seal.proves(fact, by: sealing) else { return }
        guard let position = found.position else {
            return verdict.note(.waitingFactChanged(serial: found.serial, fact: fact.id))
        }
        if !verdict.faults.contains(.factChanged(position: position, fact: fact.id)) {
            verdict.note(.factChangedBeforeLinking(position: position, fact: fact.id))
        }
    }

    /// The numbers of the seals are dense, and as many as their strands say.
    func checkSeals(_ verdict: inout LedgerVerdict) async throws {
        guard let sealing = database.sealing else { return }
        let limit = LedgerVerdict.mostFaults
        let faults = try await database.read { transaction in
            var faults = try SealedFact.orphans(limit: limit, in: transaction)
                .map { LedgerFault.sealedFactRemoved(serial: $0) }
            var there = try StrandSeals.byStrand(in: transaction)
            let strands = try FactStrand.all(in: transaction)
            for (strand, expected) in zip(strands, 1...) where strand.id != Int64(expected) {
                faults.append(.strandRemoved(strand: Int64(expected)))
                break
            }
            if strands.count < FactStrand.number { faults.append(.strandRemoved(strand: Int64(strands.count + 1))) }
            for strand in strands {
                let seals = there.removeValue(forKey: strand.id)
                if !strand.isGenuine(by: sealing) { faults.append(.strandForged(strand: strand.id)) }
                let (count, last) = (seals?.count ?? 0, seals?.last ?? 0)
                if last > strand.count { faults.append(.strandForged(strand: strand.id)) }
                if last < strand.count { faults.append(.sealRemoved(strand: strand.id, after: last, next: 0)) }
                guard count != last else { continue }
                faults += try StrandSeals.gaps(of: strand.id, limit: limit, in: transaction)
                    .map { .sealRemoved(strand: strand.id, after: $0.after, next: $0.next) }
            }
            return faults + there.keys.sorted().map { .strandRemoved(strand: $0) }
        }
        for fault in faults { verdict.note(fault) }
    }
}
