import Cryptography
import Storage

/// Hashes and checks passwords on a thread of its own: each takes tens of milliseconds and 19 MiB, which must hold up
/// neither requests nor the database.
package final class PasswordHashing: Sendable {
    private let pool = WorkerPool(small: 1, bound: 200)

    package init() {}

    package func hash(_ password: String) async throws -> PasswordHash {
        try await perform { try PasswordHash(password: password) }
    }

    /// Takes as long when there is no hash to compare with, so that the time tells nobody which accounts exist (SEC-02).
    package func matches(_ password: String, _ hash: PasswordHash?) async throws -> Bool {
        try await perform {
            guard let hash else {
                _ = Self.nobody.matches(password)
                return false
            }
            return hash.matches(password)
        }
    }

    /// Whether the password is one of these (SEC-01: the last five).
    package func isAmong(_ hashes: [PasswordHash], _ password: String) async throws -> Bool {
        try await perform { hashes.contains { $0.matches(password) } }
    }

    /// The hash of no password: right form and parameters, made-up salt and value.
    private static let nobody = PasswordHash(
        encoded: "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IG5vYm9keTAx$bm9ib2R5IG5vYm9keSBub2JvZHkgbm9ib2R5IDAxMjM")

    private func perform<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await pool.run(.small, work)
    }
}
