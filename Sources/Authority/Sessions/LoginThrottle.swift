import Timekeeping

/// How many logins failed in a row, under one key (SEC-02).
package struct LoginThrottle: Sendable, Equatable {
    var failures: Int
    var lastFailure: Instant

    static let none = LoginThrottle(failures: 0, lastFailure: Instant(milliseconds: 0))
    static let accountLimit = 5
    /// Failures of one address, for whatever accounts, with no success between them. Many people sit behind the address
    /// of an agency: whoever has logged in from there before is not stopped by it.
    static let sourceLimit = 50
    static let lockMinutes: Int64 = 15
    /// A clock is set back by more than this only by hand or by fault; what then lies in the future no longer counts.
    static let clockTolerance: Int64 = 300  // s

    init(failures: Int, lastFailure: Instant) { (self.failures, self.lastFailure) = (failures, lastFailure) }

    /// From the row of an outer join.
    init(failures: Int?, lastFailure: Instant?) {
        self = if let failures, let lastFailure { LoginThrottle(failures: failures, lastFailure: lastFailure) } else { .none }
    }

    func isLocked(limit: Int, at now: Instant) -> Bool {
        failures >= limit && now < lastFailure.advanced(seconds: Self.lockMinutes * 60)
            && lastFailure <= now.advanced(seconds: Self.clockTolerance)
    }

    /// The status as pages show it.
    func shown(_ stored: AccountStatus, at now: Instant) -> AccountStatus {
        stored != .disabled && isLocked(limit: Self.accountLimit, at: now) ? .locked : stored
    }
}
