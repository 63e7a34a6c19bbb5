import Cryptography
import Storage
import Timekeeping

/// The present password, asked for again before it is changed. Wrong answers are counted like failed logins, so that an
/// open browser gives nobody more guesses than the login page does (SEC-02).
struct PresentPassword: Sendable {
    let typed: String
    let hash: PasswordHash
    let attempt: LoginAttempt

    /// - Parameter failed: records the wrong answer.
    /// - Throws: `Password.Refused.wrongPresent` or, after five of them within a quarter of an hour, `tooOften`.
    func prove(
        in database: Database, clock: Clock, hashing: PasswordHashing, failed: @escaping @Sendable (Instant, Transaction) throws -> Void
    ) async throws {
        let (attempt, before) = (attempt, clock.now())
        try await database.read { try Self.admit(attempt, at: before, in: $0) }
        if try await hashing.matches(typed, hash) { return }
        let now = clock.now()
        try await database.write { transaction in
            try attempt.fail(at: now, in: transaction)
            try failed(now, transaction)
        }
        throw Password.Refused.wrongPresent
    }

    /// Asked again when the change is made: of many answers sent at once only five are heard.
    static func admit(_ attempt: LoginAttempt, at now: Instant, in transaction: Transaction) throws {
        guard try !attempt.record(in: transaction).isLocked(at: now) else { throw Password.Refused.tooOften }
    }
}
