@testable import Authority
import Storage

extension LedgerStore {
    static func avoidFullScans(in transaction: Transaction) throws {
        // an empty table is always scanned; whether an index serves the filter shows when scanning is dear
        if transaction.engine == .postgresql { try transaction.execute("SET LOCAL enable_seqscan = off") }
    }
}

extension Transaction {
    /// All facts sealed anew as they stand now.
    func forgeSeals() throws {
        let facts = try all("SELECT \(RecordedFact.columns) FROM fact t ORDER BY t.serial") { try RecordedFact(&$0) }
        try execute("DELETE FROM fact_seal")
        try execute("UPDATE fact_strand SET count = 0, code = NULL")
        for fact in facts {
            let row = FactRow { _ in fact }
            row.serial = fact.serial
            atEnd(FactSealing.self) { $0.add(row) }
        }
    }
}

extension RecordedFact {
    static func at(_ serial: Int64, in transaction: Transaction) throws -> RecordedFact? {
        try transaction.first("SELECT \(columns) FROM fact t WHERE t.serial = \(serial)") { try RecordedFact(&$0) }
    }
}

/// The tables of the ledger set aside, to be brought back after they were tampered with.
enum LedgerCopy {
    static func make(in transaction: Transaction) throws {
        try transaction.execute("CREATE TABLE kept_fact AS SELECT * FROM fact")
        try transaction.execute("CREATE TABLE kept_seal AS SELECT * FROM fact_seal")
        try transaction.execute("CREATE TABLE kept_strand AS SELECT * FROM fact_strand")
        try transaction.execute("CREATE TABLE kept_entry AS SELECT * FROM ledger_entry")
        try transaction.execute("CREATE TABLE kept_checkpoint AS SELECT * FROM ledger_checkpoint")
        try transaction.execute("CREATE TABLE kept_state AS SELECT * FROM ledger_state")
    }

    static func restore(in transaction: Transaction) throws {
        for statement in [
            "DELETE FROM fact", "INSERT INTO fact SELECT * FROM kept_fact",
            "DELETE FROM fact_seal", "INSERT INTO fact_seal SELECT * FROM kept_seal",
            "DELETE FROM fact_strand", "INSERT INTO fact_strand SELECT * FROM kept_strand",
            "DELETE FROM ledger_entry", "INSERT INTO ledger_entry SELECT * FROM kept_entry",
            "DELETE FROM ledger_checkpoint", "INSERT INTO ledger_checkpoint SELECT * FROM kept_checkpoint",
            "DELETE FROM ledger_state", "INSERT INTO ledger_state SELECT * FROM kept_state",
        ] as [SQL] { try transaction.execute(statement) }
    }
}
