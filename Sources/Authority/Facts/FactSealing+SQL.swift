import Storage

extension FactSeal {
    static func insert(_ seals: [FactSeal], in transaction: Transaction) throws {
        for start in stride(from: 0, to: seals.count, by: 100) {
            let rows = seals[start..<min(start + 100, seals.count)].map { seal -> SQL in
                "(\(seal.serial), \(seal.strand), \(seal.number), \(seal.code))"
            }
            try transaction.later("INSERT INTO fact_seal (serial, strand, number, code) VALUES \(rows.joinedByComma())")
        }
    }
}

extension FactStrand {
    static func next(after id: Int64, waits: Bool, in transaction: Transaction) throws -> FactStrand? {
        let sql: SQL = "SELECT strand, count, code FROM fact_strand WHERE strand > \(id) ORDER BY strand LIMIT 1"
        return waits ? try transaction.locked(sql, read) : try transaction.lockedIfFree(sql, read)
    }

    func save(_ sealing: any RowSealing, in transaction: Transaction) throws {
        try transaction.later("UPDATE fact_strand SET count = \(count), code = \(proof(sealing)) WHERE strand = \(id)")
    }

    package static func all(in transaction: Transaction) throws -> [FactStrand] {
        try transaction.all("SELECT strand, count, code FROM fact_strand ORDER BY strand", read)
    }

    private static func read(_ row: inout Row) throws -> FactStrand {
        FactStrand(id: try row.next(), count: try row.next(), code: try row.next())
    }
}
