import Authority
import Cryptography
import Storage

/// A fact as far as its row can be read.
enum FoundFact: Sendable {
    case removed
    case unreadable(serial: Int64)
    case there(RecordedFact)

    /// Reads the serial (NULL where there is no row), then the columns of the fact.
    static func read(_ row: inout Row) throws -> FoundFact {
        guard let serial: Int64 = try row.next(Int64?.self) else { return .removed }
        do { return .there(try RecordedFact(&row)) } catch is StorageError { return .unreadable(serial: serial) }
    }
}

/// An entry with its fact.
struct LinkedFact: Sendable {
    let position: Int64
    /// Nil when the columns of the entry hold something else.
    let entry: LedgerEntry?
    let fact: FoundFact

    static func from(_ position: Int64, limit: Int, in transaction: Transaction) throws -> [LinkedFact] {
        try transaction.all(
            """
            SELECT e.position, e.fact_id, e.leaf, t.serial, \(RecordedFact.columns)
            FROM ledger_entry e LEFT JOIN fact t ON t.id = e.fact_id
            WHERE e.position >= \(position) ORDER BY e.position LIMIT \(limit)
            """
        ) { row in
            let position: Int64 = try row.next()
            let (id, leaf): ([UInt8], [UInt8]) = try (row.next(), row.next())
            let entry = Fact.ID(bytes: id).flatMap { id in Digest(bytes: leaf).map { LedgerEntry(fact: id, leaf: $0) } }
            return LinkedFact(position: position, entry: entry, fact: try FoundFact.read(&row))
        }
    }

    static func count(in transaction: Transaction) throws -> Int64 {
        // positions are dense, as the pass before has shown
        try transaction.value("SELECT coalesce(max(position) + 1, 0) FROM ledger_entry") ?? 0
    }
}

/// A fact with its place in the ledger and its seal.
struct SealedFact: Sendable {
    let serial: Int64
    /// Nil while it waits.
    let position: Int64?
    let seal: FactSeal?
    let fact: FoundFact

    static func after(_ serial: Int64, limit: Int, in transaction: Transaction) throws -> [SealedFact] {
        try transaction.all(
            """
            SELECT t.serial, e.position, s.strand, s.number, s.code, t.serial, \(RecordedFact.columns)
            FROM fact t LEFT JOIN ledger_entry e ON e.fact_id = t.id LEFT JOIN fact_seal s ON s.serial = t.serial
            WHERE t.serial > \(serial) ORDER BY t.serial LIMIT \(limit)
            """
        ) { row in
            let (serial, position): (Int64, Int64?) = try (row.next(), row.next())
            let (strand, number, code): (Int64?, Int64?, [UInt8]?) = try (row.next(), row.next(), row.next())
            let seal: FactSeal? =
                if let strand, let number, let code {
                    FactSeal(serial: serial, strand: strand, number: number, code: code)
                } else { nil }
            return SealedFact(serial: serial, position: position, seal: seal, fact: try FoundFact.read(&row))
        }
    }

    /// Seals whose facts are gone.
    static func orphans(limit: Int, in transaction: Transaction) throws -> [Int64] {
        try transaction.all(
            """
            SELECT s.serial FROM fact_seal s WHERE NOT EXISTS (SELECT 1 FROM fact t WHERE t.serial = s.serial)
            ORDER BY s.serial LIMIT \(limit)
            """
        ) { try $0.next() }
    }
}

/// How many seals of a strand there are.
struct StrandSeals: Sendable {
    let count: Int64
    let last: Int64

    static func byStrand(in transaction: Transaction) throws -> [Int64: StrandSeals] {
        Dictionary(
            try transaction.all("SELECT strand, count(*), max(number) FROM fact_seal GROUP BY strand") { row in
                (try row.next(Int64.self), StrandSeals(count: try row.next(), last: try row.next()))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The numbers before and after each gap.
    static func gaps(of strand: Int64, limit: Int, in transaction: Transaction) throws -> [(after: Int64, next: Int64)] {
        try transaction.all(
            """
            SELECT before, number FROM (
                SELECT number, coalesce(lag(number) OVER (ORDER BY number), 0) AS before
                FROM fact_seal WHERE strand = \(strand)) AS numbered
            WHERE number <> before + 1 ORDER BY number LIMIT \(limit)
            """
        ) { (try $0.next(), try $0.next()) }
    }
}
