import Timekeeping

/// How many logins failed in a row, for an account or for a source address (SEC-02). Unknown accounts are counted
/// like known ones, so that nobody learns from a lock which exist.
package struct LoginThrottle: Sendable, Equatable {
    var failures: Int
    var lastFailure: Instant

    static let none = LoginThrottle(failures: 0, lastFailure: Instant(milliseconds: 0))
    static let accountLimit = 5
    /// Many people sit behind the address of one agency.
    static let sourceLimit = 50
    static let lockMinutes: Int64 = 15

    init(failures: Int, lastFailure: Instant) { (self.failures, self.lastFailure) = (failures, lastFailure) }

    /// From the row of an outer join.
    init(failures: Int?, lastFailure: Instant?) {
        self = if let failures, let lastFailure { LoginThrottle(failures: failures, lastFailure: lastFailure) } else { .none }
    }

    func isLocked(limit: Int, at now: Instant) -> Bool {
        failures >= limit && now < lastFailure.advanced(seconds: Self.lockMinutes * 60)
    }

    /// The status as pages show it.
    func shown(_ stored: AccountStatus, at now: Instant) -> AccountStatus {
        stored != .disabled && isLocked(limit: Self.accountLimit, at: now) ? .locked : stored
    }
}
