import Storage
import Timekeeping

extension InstallationPurpose {
    package static func stored(in transaction: Transaction) throws -> InstallationPurpose? {
        try transaction.value("SELECT purpose FROM installation WHERE id = 1")
    }

    /// False when another node was first.
    func insert(at now: Instant, in transaction: Transaction) throws -> Bool {
        try transaction.value(
            """
            INSERT INTO installation (id, purpose, settled_at) VALUES (1, \(self), \(now))
            ON CONFLICT (id) DO NOTHING RETURNING id
            """, as: Int.self) != nil
    }
}
