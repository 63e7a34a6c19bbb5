import Cryptography
import Storage
import Timekeeping

extension StoredFile {
    /// Records a file that the vault holds, in the transaction of the act that takes it. The same id again changes
    /// nothing: a phone repeats what it is not sure of.
    package static func record<Organization, Account>(
        _ kept: KeptFile, id: ID? = nil, of organization: Identifier<Organization>, by account: Identifier<Account>?,
        at now: Instant, in transaction: Transaction
    ) throws -> StoredFile {
        let file = StoredFile(
            id: id ?? ID(at: now), kept: kept, organization: organization.as(FileOwnerMark.self),
            uploadedBy: account?.as(FileOwnerMark.self), uploadedAt: now)
        try transaction.execute(
            """
            INSERT INTO stored_file (id, hash, size, type, name, organization_id, uploaded_by, uploaded_at)
            VALUES (\(file.id), \(kept.hash.bytes), \(kept.size), \(kept.type), \(kept.name), \(file.organization),
                \(file.uploadedBy), \(now)) ON CONFLICT (id) DO NOTHING
            """)
        return file
    }

    /// Nil when there is none; whether the caller may see it is for the caller to check.
    package static func load(_ id: ID, in transaction: Transaction) throws -> StoredFile? {
        try transaction.first(
            """
            SELECT hash, size, type, name, organization_id, uploaded_by, uploaded_at FROM stored_file WHERE id = \(id)
            """
        ) { row in
            guard let hash = Digest(bytes: try row.next([UInt8].self)) else {
                throw StorageError.broken("a stored hash is not 32 bytes")
            }
            return StoredFile(
                id: id, kept: KeptFile(hash: hash, size: try row.next(), type: try row.next(), name: try row.next()),
                organization: try row.next(), uploadedBy: try row.next(), uploadedAt: try row.next())
        }
    }

    /// Every hash that some record speaks of: to prove that nothing is missing in the folder.
    package static func allHashes(in transaction: Transaction) throws -> [Digest] {
        try transaction.all("SELECT DISTINCT hash FROM stored_file ORDER BY hash") { row in
            guard let hash = Digest(bytes: try row.next([UInt8].self)) else {
                throw StorageError.broken("a stored hash is not 32 bytes")
            }
            return hash
        }
    }
}
