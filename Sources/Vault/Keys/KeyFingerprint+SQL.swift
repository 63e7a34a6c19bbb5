import Storage
import Timekeeping

extension KeyFingerprint {
    /// What the keys of this store must be; empty before they were settled.
    package static func expected(in transaction: Transaction) throws -> [KeyFingerprint] {
        try transaction.all("SELECT name, fingerprint FROM installation_key ORDER BY name") {
            KeyFingerprint(name: try $0.next(), print: try $0.next())
        }
    }

    /// Keeps the fingerprints of keys that are new. Whoever is first decides: another key of the same name never replaces it.
    package static func settle(_ new: [KeyFingerprint], at now: Instant, in transaction: Transaction) throws {
        for key in new {
            try transaction.execute(
                """
                INSERT INTO installation_key (name, fingerprint, settled_at) VALUES (\(key.name), \(key.print), \(now))
                ON CONFLICT (name) DO NOTHING
                """)
        }
    }
}
