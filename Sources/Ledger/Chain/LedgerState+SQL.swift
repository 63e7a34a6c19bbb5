import Authority
import Cryptography
import Storage
import Timekeeping

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
                blockers = \(blockers.sorted().joined(separator: " ")), checkpoints = \(checkpoints),
                code = \(transaction.sealing.map(proof))
            WHERE id = 1
            """)
    }

    /// - Throws: `LedgerFault.stateForged`.
    func requireGenuine(in transaction: Transaction) throws {
        let mayBeUnsealed = try code == nil && LedgerCheckpoint.firstNumbered(in: transaction) == nil
        guard isGenuine(by: transaction.sealing, mayBeUnsealed: mayBeUnsealed) else { throw LedgerFault.stateForged }
    }

    static func unlinked(after serial: Int64, limit: Int, in transaction: Transaction) throws -> [RecordedFact] {
        try transaction.all(
            """
            SELECT t.serial, \(RecordedFact.columns) FROM fact t WHERE t.serial > \(serial)
            AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.fact_id = t.id)
            ORDER BY t.serial LIMIT \(limit)
            """
        ) { row in
            switch try FoundFact.read(&row) {
            case .there(let fact): fact
            case .unreadable(let serial): throw LedgerFault.rowUnreadable(table: "fact", place: serial)
            case .removed: throw LedgerFault.stateUnreadable
            }
        }
    }

    /// How many facts wait, at most, and since when the oldest one does. By serial alone: cheap, and asked often.
    static func waiting(in transaction: Transaction) throws -> (facts: Int64, since: Instant?) {
        let highest = try load(in: transaction).highest
        let last = try transaction.value("SELECT coalesce(max(serial), 0) FROM fact", as: Int64.self) ?? 0
        guard last > highest else { return (0, nil) }
        let since = try transaction.value(
            "SELECT recorded_at FROM fact WHERE serial > \(highest) ORDER BY serial LIMIT 1", as: Instant.self)
        return (last - highest, since)
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

    private static let selection: SQL = """
        SELECT size, frontier, settled_serial, highest_serial, horizon_serial, blockers, checkpoints, code
        FROM ledger_state WHERE id = 1
        """

    private static func read(_ row: inout Row) throws -> LedgerState {
        guard let frontier = MerkleFrontier(size: try row.next(), hex: try row.next()) else {
            throw LedgerFault.stateUnreadable
        }
        return try LedgerState(
            frontier: frontier, settled: row.next(), highest: row.next(), horizon: row.next(),
            blockers: Set(row.next(String.self).split(separator: " ").map(String.init)),
            checkpoints: row.next(), code: row.next())
    }

    private static func require(_ state: LedgerState?) throws -> LedgerState {
        guard let state else { throw LedgerFault.stateUnreadable }
        return state
    }
}

extension LedgerEntry {
    static func position(of fact: Fact.ID, in transaction: Transaction) throws -> Int64? {
        try transaction.value("SELECT position FROM ledger_entry WHERE fact_id = \(fact)")
    }

    /// Fewer than asked for where one is missing.
    static func leaves(_ range: Range<Int64>, in transaction: Transaction) throws -> [Digest] {
        try transaction.all(
            """
            SELECT leaf FROM ledger_entry WHERE position >= \(range.lowerBound) AND position < \(range.upperBound)
            ORDER BY position
            """
        ) { Digest(bytes: try $0.next([UInt8].self)) }.compactMap(\.self)
    }

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
    private static let columns: SQL = "number, format, size, root, signed_at, key_id, signature"

    private static func read(_ row: inout Row) throws -> LedgerCheckpoint {
        let (number, format, size): (Int64, Int, Int64) = try (row.next(), row.next(), row.next())
        guard let root = Digest(bytes: try row.next([UInt8].self)), let format = Format(rawValue: format) else {
            throw LedgerFault.checkpointUnreadable(number: number, size: size)
        }
        return try LedgerCheckpoint(
            number: number, size: size, root: root, signedAt: row.next(), keyID: row.next(), signature: row.next(),
            format: format)
    }

    /// The newest one, which documents carry.
    package static func last(in transaction: Transaction) throws -> LedgerCheckpoint? { try askLast(in: transaction).first() }

    package static func askLast(in transaction: Transaction) throws -> Asked<LedgerCheckpoint> {
        try transaction.ask("SELECT \(columns) FROM ledger_checkpoint ORDER BY size DESC LIMIT 1", read)
    }

    /// The first that covers the entry at `position`.
    package static func covering(_ position: Int64, in transaction: Transaction) throws -> LedgerCheckpoint? {
        try transaction.first(
            "SELECT \(columns) FROM ledger_checkpoint WHERE size > \(position) ORDER BY size LIMIT 1", read)
    }

    /// How many entries there were when checkpoints got numbers and facts seals.
    static func firstNumbered(in transaction: Transaction) throws -> Int64? {
        try transaction.value(
            "SELECT size FROM ledger_checkpoint WHERE format = \(Format.numbered.rawValue) ORDER BY size LIMIT 1")
    }

    static func withNumber(_ number: Int64, in transaction: Transaction) throws -> LedgerCheckpoint? {
        try transaction.first("SELECT \(columns) FROM ledger_checkpoint WHERE number = \(number)", read)
    }

    /// A row that cannot be read is answered as its fault, and the others with it.
    static func after(_ size: Int64, limit: Int, in transaction: Transaction) throws -> [Result<LedgerCheckpoint, LedgerFault>] {
        try transaction.all(
            "SELECT \(columns) FROM ledger_checkpoint WHERE size > \(size) ORDER BY size LIMIT \(limit)"
        ) { row in
            do { return .success(try read(&row)) } catch let fault as LedgerFault { return .failure(fault) }
        }
    }

    func insert(in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO ledger_checkpoint (number, format, size, root, signed_at, key_id, signature)
            VALUES (\(number), \(format.rawValue), \(size), \(root.bytes), \(signedAt), \(keyID), \(signature))
            """)
    }
}
