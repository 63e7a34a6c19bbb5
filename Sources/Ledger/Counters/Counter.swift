import Storage

/// A total that is kept while rows come and go, in the same transaction, so that a list of millions of rows shows
/// its exact total at once. `list` names the list, `key` what it is counted by (an agency, a state …).
package enum Counter {
    package static func add(_ list: StaticString, _ key: String, _ delta: Int = 1, in transaction: Transaction) throws {
        guard delta != 0 else { return }
        try change(list, key, by: delta, in: transaction)
    }

    /// Zero where nothing was ever counted.
    package static func value(_ list: StaticString, _ key: String, in transaction: Transaction) throws -> Int {
        try stored(list, key, in: transaction) ?? 0
    }

    package static func sum(_ list: StaticString, _ keys: [String], in transaction: Transaction) throws -> Int {
        try storedSum(list, keys, in: transaction)
    }
}
