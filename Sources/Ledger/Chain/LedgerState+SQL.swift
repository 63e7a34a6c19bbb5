import Authority
import Cryptography
import Storage

extension LedgerState {
    static func lock(in transaction: Transaction) throws -> LedgerState {
        try require(transaction.locked(selection, read))
    }

    static func load(in transaction: Transaction) throws -> LedgerState {
        try require(transaction.first(selection, read))
    }

    func save(in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE ledger_state SET size = \(frontier.size), frontier = \(frontier.hex), settled_serial = \(settled),
                highest_serial = \(highest), horizon_serial = \(horizon),
                blockers = \(blockers.sorted().joined(separator: " "))
            WHERE id = 1
            """)
    }

    static func unlinked(after serial: Int64, limit: Int, in transaction: Transaction) throws -> [RecordedFact] {
        try transaction.all(
            """
            SELECT \(RecordedFact.columns) FROM fact t WHERE t.serial > \(serial)
            AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.fact_id = t.id)
            ORDER BY t.serial LIMIT \(limit)
            """
        ) { try RecordedFact(&$0) }
    }

    /// The transactions that now run and have written facts, or are about to: an INSERT takes this lock before it
    /// takes its serial, and keeps it until its facts are visible or undone. SQLite has one writer: this one.
    static func factWriters(in transaction: Transaction) throws -> Set<String> {
        switch transaction.engine {
        case .sqlite: []
        case .postgresql:
            Set(
                try transaction.all(
                    """
                    SELECT virtualtransaction FROM pg_locks
                    WHERE locktype = 'relation' AND relation = 'fact'::regclass AND mode = 'RowExclusiveLock'
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    """
                ) { try $0.next(String.self) })
        }
    }

    private static let selection: SQL =
        "SELECT size, frontier, settled_serial, highest_serial, horizon_serial, blockers FROM ledger_state WHERE id = 1"

    private static func read(_ row: inout Row) throws -> LedgerState {
        guard let frontier = MerkleFrontier(size: try row.next(), hex: try row.next()) else {
            throw LedgerFault.stateUnreadable
        }
        return try LedgerState(
            frontier: frontier, settled: row.next(), highest: row.next(), horizon: row.next(),
            blockers: Set(row.next(String.self).split(separator: " ").map(String.init)))
    }

    private static func require(_ state: LedgerState?) throws -> LedgerState {
        guard let state else { throw LedgerFault.stateUnreadable }
        return state
    }
}

extension LedgerEntry {
    static func insert(_ entries: [LedgerEntry], from first: Int64, in transaction: Transaction) throws {
        for start in stride(from: 0, to: entries.count, by: 100) {
            var statement: SQL = "INSERT INTO ledger_entry (position, fact_id, leaf) VALUES"
            for index in start..<min(start + 100, entries.count) {
                let entry = entries[index]
                statement += index == start
                    ? "(\(first + Int64(index)), \(entry.fact), \(entry.leaf.bytes))"
                    : ", (\(first + Int64(index)), \(entry.fact), \(entry.leaf.bytes))"
            }
            try transaction.execute(statement)
        }
    }
}

extension LedgerCheckpoint {
    private static let columns: SQL = "size, root, signed_at, key_id, signature"

    private static func read(_ row: inout Row) throws -> LedgerCheckpoint {
        let size: Int64 = try row.next()
        guard let root = Digest(bytes: try row.next([UInt8].self)) else { throw LedgerFault.checkpointUnreadable(size: size) }
        return try LedgerCheckpoint(
            size: size, root: root, signedAt: row.next(), keyID: row.next(), signature: row.next())
    }

    /// The newest one, which documents carry.
    package static func last(in transaction: Transaction) throws -> LedgerCheckpoint? {
        try transaction.first("SELECT \(columns) FROM ledger_checkpoint ORDER BY size DESC LIMIT 1", read)
    }

    static func after(_ size: Int64, limit: Int, in transaction: Transaction) throws -> [LedgerCheckpoint] {
        try transaction.all(
            "SELECT \(columns) FROM ledger_checkpoint WHERE size > \(size) ORDER BY size LIMIT \(limit)", read)
    }

    func insert(in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO ledger_checkpoint (size, root, signed_at, key_id, signature)
            VALUES (\(size), \(root.bytes), \(signedAt), \(keyID), \(signature))
            """)
    }
}
