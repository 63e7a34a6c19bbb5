import Storage
import Timekeeping

extension LoginAttempt {
    func record(in transaction: Transaction) throws -> Record {
        let here = try transaction.first(
            """
            SELECT failures, last_failure_at, last_success_at FROM login_source
            WHERE account = \(account) AND source = \(source)
            """
        ) { row in
            (throttle: LoginThrottle(failures: try row.next(Int.self), lastFailure: try row.next(Instant.self)),
                lastSuccess: try row.next(Instant?.self))
        }
        return Record(
            here: here?.throttle ?? .none, account: try LoginThrottle.load(account, in: transaction),
            source: try LoginThrottle.load(source, in: transaction), isKnownHere: here?.lastSuccess != nil)
    }

    func addFailureHere(at now: Instant, in transaction: Transaction) throws {
        let (forgotten, ahead) = LoginThrottle.span(at: now)
        try transaction.execute(
            """
            INSERT INTO login_source (account, source, failures, last_failure_at) VALUES (\(account), \(source), 1, \(now))
            ON CONFLICT (account, source) DO UPDATE SET
                failures = CASE WHEN login_source.last_failure_at < \(forgotten) OR login_source.last_failure_at > \(ahead)
                    THEN 1 ELSE login_source.failures + 1 END,
                last_failure_at = excluded.last_failure_at
            """)
    }

    func rememberHere(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO login_source (account, source, failures, last_failure_at, last_success_at)
            VALUES (\(account), \(source), 0, 0, \(now))
            ON CONFLICT (account, source) DO UPDATE SET failures = 0, last_success_at = excluded.last_success_at
            """)
    }

    static func clearFailures(of account: [UInt8], in transaction: Transaction) throws {
        try transaction.execute("UPDATE login_source SET failures = 0 WHERE account = \(account)")
    }

    static func forget(before now: Instant, in transaction: Transaction) throws {
        let (forgotten, _) = LoginThrottle.span(at: now)
        try transaction.execute(
            """
            DELETE FROM login_source WHERE last_failure_at < \(forgotten)
                AND (last_success_at IS NULL OR last_success_at < \(now.advanced(days: -keptDays)))
            """)
    }
}
