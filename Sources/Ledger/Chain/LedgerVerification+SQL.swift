import Authority
import Storage

/// An entry with its fact, when the fact is still there.
struct LinkedFact: Sendable {
    let position: Int64
    let id: Fact.ID
    let leaf: [UInt8]
    let fact: RecordedFact?

    static func from(_ position: Int64, limit: Int, in transaction: Transaction) throws -> [LinkedFact] {
        try transaction.all(
            """
            SELECT e.position, e.fact_id, e.leaf, CASE WHEN t.id IS NULL THEN 0 ELSE 1 END, \(RecordedFact.columns)
            FROM ledger_entry e LEFT JOIN fact t ON t.id = e.fact_id
            WHERE e.position >= \(position) ORDER BY e.position LIMIT \(limit)
            """
        ) { row in
            let (position, id, leaf): (Int64, Fact.ID, [UInt8]) = try (row.next(), row.next(), row.next())
            let isThere: Bool = try row.next()
            return LinkedFact(position: position, id: id, leaf: leaf, fact: isThere ? try RecordedFact(&row) : nil)
        }
    }

    static func count(in transaction: Transaction) throws -> Int64 {
        // positions are dense, as the pass before has shown
        try transaction.value("SELECT coalesce(max(position) + 1, 0) FROM ledger_entry") ?? 0
    }
}

/// Whether a fact is in the ledger.
struct FactLink: Sendable {
    let serial: Int64
    let fact: Fact.ID
    let isLinked: Bool

    static func after(_ serial: Int64, limit: Int, in transaction: Transaction) throws -> [FactLink] {
        try transaction.all(
            """
            SELECT t.serial, t.id, CASE WHEN e.fact_id IS NULL THEN 0 ELSE 1 END
            FROM fact t LEFT JOIN ledger_entry e ON e.fact_id = t.id
            WHERE t.serial > \(serial) ORDER BY t.serial LIMIT \(limit)
            """
        ) { try FactLink(serial: $0.next(), fact: $0.next(), isLinked: $0.next()) }
    }
}
