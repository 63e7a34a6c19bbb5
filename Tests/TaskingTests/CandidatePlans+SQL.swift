import Storage

extension CandidatePlanTests {
    /// How the engine would read it; an empty table is always scanned, so scanning and sorting are made dear.
    static func plan(of statement: SQL, in transaction: Transaction) throws -> [String] {
        if transaction.engine == .postgresql {
            try transaction.execute("SET LOCAL enable_seqscan = off")
            try transaction.execute("SET LOCAL enable_sort = off")
        }
        return try transaction.plan(of: statement)
    }
}
