import Storage

/// How one person likes the lists: kept for the account, so that it holds on every machine (PORT-19). Nobody else sees
/// it and it changes no record, so it is no fact of the ledger.
package enum PersonalSetting {
    /// - Returns: false when no list has that many rows a page (10, 20, 50, 100).
    package static func setPageSize(_ size: Int, of account: Account.ID, in transaction: Transaction) throws -> Bool {
        guard ListPage.sizes.contains(size) else { return false }
        try keep(size, of: account, in: transaction)
        return true
    }
}
