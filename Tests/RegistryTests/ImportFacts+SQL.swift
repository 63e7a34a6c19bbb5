import Storage

extension ImportDesk {
    static func facts(_ kind: String, in transaction: Transaction) throws -> Int {
        try transaction.value("SELECT count(*) FROM fact WHERE kind = \(kind)") ?? 0
    }

    static func avoidFullScans(in transaction: Transaction) throws {
        // an empty table is always scanned; whether an index serves the filter shows when scanning is dear
        if transaction.engine == .postgresql { try transaction.execute("SET LOCAL enable_seqscan = off") }
    }
}
