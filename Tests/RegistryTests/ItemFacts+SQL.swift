import Storage

extension ItemDesk {
    /// The kinds of facts about a record, in order.
    func facts(of record: [UInt8]) async throws -> [String] {
        try await read { transaction in
            try transaction.all("SELECT kind FROM fact WHERE record_id = \(record) ORDER BY serial") { try $0.next() }
        }
    }
}
