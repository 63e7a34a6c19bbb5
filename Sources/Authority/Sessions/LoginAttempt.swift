import Cryptography
import Storage
import Timekeeping

/// Somebody tries an account from an address: under which keys that is counted, for the logins of agencies and of
/// enterprises and for the present password that a change asks for (SEC-02). The keys are keyed digests, so that neither
/// number nor address stands in a table; unknown accounts are counted like known ones, so that nobody learns from a
/// lock which exist.
struct LoginAttempt: Sendable {
    let account: [UInt8]
    let source: [UInt8]

    /// - Parameter account: the digest of what one logs in by.
    init(account: [UInt8], from source: String, _ protection: any FieldProtection) {
        self.account = account
        self.source = protection.blindIndex(VisitorOrigin.counted(source), field: "login.source")
    }

    /// How many failed before.
    struct Record: Sendable {
        /// Of this account from this address.
        var here: LoginThrottle
        /// Of this account from anywhere.
        var account: LoginThrottle
        /// Of this address, for whatever accounts.
        var source: LoginThrottle
        /// Whether the holder has logged in from this address before.
        var isKnownHere: Bool

        /// Failures from elsewhere, which anybody can make, lock out nobody from an address where the holder is known.
        func isLocked(at now: Instant) -> Bool {
            if here.isLocked(limit: LoginThrottle.accountLimit, at: now) { return true }
            guard !isKnownHere else { return false }
            return account.isLocked(limit: LoginThrottle.accountLimit, at: now)
                || source.isLocked(limit: LoginThrottle.sourceLimit, at: now)
        }
    }

    /// Addresses from which nobody has logged in for longer are forgotten, in days.
    static let keptDays: Int64 = 90

    func fail(at now: Instant, in transaction: Transaction) throws {
        try addFailureHere(at: now, in: transaction)
        try LoginThrottle.addFailure(account, at: now, in: transaction)
        try LoginThrottle.addFailure(source, at: now, in: transaction)
    }

    /// A success clears what was counted for the account and for the address.
    func succeed(at now: Instant, in transaction: Transaction) throws {
        try rememberHere(at: now, in: transaction)
        try LoginThrottle.clear(account, in: transaction)
        try LoginThrottle.clear(source, in: transaction)
    }

    /// Somebody in charge has reset the password: the account is open again from everywhere (ORG-12).
    static func lift(_ account: [UInt8], in transaction: Transaction) throws {
        try LoginThrottle.clear(account, in: transaction)
        try clearFailures(of: account, in: transaction)
    }
}
