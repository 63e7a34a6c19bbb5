import Storage

extension LawDelivery {
    /// Two nodes that start at once deliver one after the other; the second finds everything there.
    package static func waitForOthers(in transaction: Transaction) throws {
        _ = try transaction.locked("SELECT id FROM schema_migration WHERE id = 'registry.0020-laws'") { try $0.next(String.self) }
    }
}
