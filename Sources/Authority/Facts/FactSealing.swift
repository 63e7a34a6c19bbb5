import Cryptography
import Storage

/// Seals the facts of a transaction at its end (SEC-05): from then on each is proven by a keyed hash of its own, before
/// it is linked into the ledger. Each seal has a number in its strand, so that a fact that is missing is missed.
struct FactSealing: TransactionEnding {
    private var rows: [FactRow] = []

    mutating func add(_ row: FactRow) { rows.append(row) }

    func end(in transaction: Transaction) throws {
        guard let sealing = transaction.sealing, !rows.isEmpty else { return }
        var strand = try FactStrand.take(sealing, in: transaction)
        // by now their rows have their numbers: the strand was waited for
        let seals = try rows.map { row in
            strand.count += 1
            return FactSeal(of: try row.recorded(), strand: strand.id, number: strand.count, by: sealing)
        }
        try FactSeal.insert(seals, in: transaction)
        try strand.save(sealing, in: transaction)
    }
}

/// A fact on its way into the store, which gives it its number.
final class FactRow {
    var serial: Int64?
    private let fact: (Int64) -> RecordedFact

    init(_ fact: @escaping (Int64) -> RecordedFact) { self.fact = fact }

    func recorded() throws -> RecordedFact {
        guard let serial else { throw StorageError.broken("a fact has no number") }
        return fact(serial)
    }
}

/// The proof that a fact is as it was written.
package struct FactSeal: Sendable, Equatable {
    package let serial: Int64
    package let strand: Int64
    package let number: Int64
    package let code: [UInt8]

    package init(serial: Int64, strand: Int64, number: Int64, code: [UInt8]) {
        (self.serial, self.strand, self.number, self.code) = (serial, strand, number, code)
    }

    init(of fact: RecordedFact, strand: Int64, number: Int64, by sealing: any RowSealing) {
        self.init(serial: fact.serial, strand: strand, number: number, code: Self.code(fact, strand, number, sealing))
    }

    package func proves(_ fact: RecordedFact, by sealing: any RowSealing) -> Bool {
        serial == fact.serial && constantTimeEqual(code, Self.code(fact, strand, number, sealing))
    }

    private static func code(
        _ fact: RecordedFact, _ strand: Int64, _ number: Int64, _ sealing: any RowSealing
    ) -> [UInt8] {
        sealing.code(for: Array("mingcha-fact-seal/1\n\(strand)\n\(number)\n".utf8) + fact.canonicalBytes)
    }
}

/// A row of numbered seals, to which one transaction at a time adds. There are several, so that transactions need not
/// wait for one another. The row says how many seals there are and proves it.
package struct FactStrand: Sendable, Equatable {
    /// As many as the migration makes.
    package static let number = 32

    package let id: Int64
    package internal(set) var count: Int64
    /// Nil until it is first used.
    let code: [UInt8]?

    init(id: Int64, count: Int64, code: [UInt8]?) { (self.id, self.count, self.code) = (id, count, code) }

    package func isGenuine(by sealing: any RowSealing) -> Bool {
        code.map { constantTimeEqual($0, proof(sealing)) } ?? (count == 0)
    }

    func proof(_ sealing: any RowSealing) -> [UInt8] {
        sealing.code(for: Array("mingcha-fact-strand/1\n\(id)\n\(count)\n".utf8))
    }

    /// A strand that nobody else holds, until this transaction ends. One that was tampered with is left as it is found,
    /// so that its next use does not hide it.
    static func take(_ sealing: any RowSealing, in transaction: Transaction) throws -> FactStrand {
        for waits in [false, true] {
            var last: Int64 = 0
            while let strand = try next(after: last, waits: waits, in: transaction) {
                if strand.isGenuine(by: sealing) { return strand }
                last = strand.id
            }
        }
        throw StorageError.unavailable("操作日志的封印全部被改动，已停止写入；请立即核验账本（mingcha ledger verify）")
    }
}

/// The keyed hash of rows, by a key derived from the one that is kept for ever.
package struct DerivedRowSealing: RowSealing {
    private let key: [UInt8]

    package init(_ protection: any FieldProtection) { key = protection.blindIndex("row seal", field: "ledger.seal/1") }

    package func code(for bytes: [UInt8]) -> [UInt8] { MessageAuthentication.code(for: bytes, key: key).bytes }
}
