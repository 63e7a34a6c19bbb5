import Cryptography
import Storage
import Vault

/// Every file that some record speaks of as kept: each must be there, and be what it was.
enum KeptHashes {
    static func all(in transaction: Transaction) throws -> [Digest] {
        let others = try transaction.all(
            """
            SELECT hash FROM evidence UNION SELECT hash FROM handwritten_signature
            UNION SELECT pdf_hash FROM enforcement_document WHERE pdf_hash IS NOT NULL
            """
        ) { row in
            guard let hash = Digest(bytes: try row.next([UInt8].self)) else { throw StorageError.broken("a stored hash is not 32 bytes") }
            return hash
        }
        return Set(try StoredFile.allHashes(in: transaction) + others).sorted { $0.hex < $1.hex }
    }
}
