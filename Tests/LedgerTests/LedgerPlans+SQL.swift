import Storage

extension LedgerStore {
    static func avoidFullScans(in transaction: Transaction) throws {
        // an empty table is always scanned; whether an index serves the filter shows when scanning is dear
        if transaction.engine == .postgresql { try transaction.execute("SET LOCAL enable_seqscan = off") }
    }
}
