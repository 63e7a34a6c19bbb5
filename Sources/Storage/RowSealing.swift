/// Makes the keyed hash that proves a row to be as it was written. The key lives outside of the database.
package protocol RowSealing: Sendable {
    func code(for bytes: [UInt8]) -> [UInt8]
}

/// What a transaction does once, after everything else and before its commit.
package protocol TransactionEnding {
    init()
    func end(in transaction: Transaction) throws
}
