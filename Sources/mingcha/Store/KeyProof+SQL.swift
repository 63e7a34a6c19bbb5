import Ledger
import Storage

/// Something that the keys of a store sealed and signed.
struct KeyProof: Sendable {
    let sealed: (record: [UInt8], value: [UInt8])?
    let checkpoint: LedgerCheckpoint?

    /// Nil for a store in which nothing has happened yet.
    static func load(in transaction: Transaction) throws -> KeyProof? {
        guard try StoreInspection.hasTable("fact", in: transaction),
            try transaction.value("SELECT 1 FROM fact LIMIT 1", as: Int.self) != nil
        else { return nil }
        return KeyProof(
            sealed: try transaction.first("SELECT id, mobile_sealed FROM account ORDER BY serial DESC LIMIT 1") {
                (record: try $0.next(), value: try $0.next())
            },
            checkpoint: try LedgerCheckpoint.last(in: transaction))
    }
}
