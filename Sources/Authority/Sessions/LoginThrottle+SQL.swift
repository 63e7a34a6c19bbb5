import Storage
import Timekeeping

extension LoginThrottle {
    static func load(_ subject: [UInt8], in transaction: Transaction) throws -> LoginThrottle {
        try transaction.first("SELECT failures, last_failure_at FROM login_throttle WHERE subject = \(subject)") { row in
            LoginThrottle(failures: try row.next(Int.self), lastFailure: try row.next(Instant.self))
        } ?? .none
    }

    /// One failure more; failures that lie further back than a lock lasts, or in the future, no longer count.
    static func addFailure(_ subject: [UInt8], at now: Instant, in transaction: Transaction) throws {
        let (forgotten, ahead) = span(at: now)
        try transaction.execute(
            """
            INSERT INTO login_throttle (subject, failures, last_failure_at) VALUES (\(subject), 1, \(now))
            ON CONFLICT (subject) DO UPDATE SET
                failures = CASE WHEN login_throttle.last_failure_at < \(forgotten) OR login_throttle.last_failure_at > \(ahead)
                    THEN 1 ELSE login_throttle.failures + 1 END,
                last_failure_at = excluded.last_failure_at
            """)
    }

    static func clear(_ subject: [UInt8], in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM login_throttle WHERE subject = \(subject)")
    }

    /// Between these instants a failure counts at `now`.
    static func span(at now: Instant) -> (forgotten: Instant, ahead: Instant) {
        (now.advanced(seconds: -lockMinutes * 60), now.advanced(seconds: clockTolerance))
    }

    /// Drops the counts that no longer matter; swept hour by hour.
    package static func forget(before now: Instant, in transaction: Transaction) throws {
        let (forgotten, ahead) = span(at: now)
        try transaction.execute(
            "DELETE FROM login_throttle WHERE last_failure_at < \(forgotten) OR last_failure_at > \(ahead)")
        try LoginAttempt.forget(before: now, in: transaction)
    }
}
