import Storage

extension BackupRun {
    /// The hashes of all files that the store speaks of.
    static func fileHashes(in transaction: Transaction) throws -> Set<String> {
        Set(try transaction.all("SELECT hash FROM stored_file") { row in
            try row.next([UInt8].self).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        })
    }
}
