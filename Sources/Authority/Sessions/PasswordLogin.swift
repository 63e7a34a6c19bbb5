import Cryptography
import Storage
import Timekeeping

/// What the logins of agencies and of enterprises have in common (SEC-02). The password is checked between two
/// transactions: the first reads what to check against, the second checks again that nothing changed, counts, and begins
/// the login.
protocol PasswordLogin: Sendable {
    associatedtype Found: LoginAccount
    associatedtype Refused: Refusal
    associatedtype Begun: Sendable

    /// Whatever is wrong, also while locked: the message never tells.
    static var wrong: Refused { get }

    var password: String { get }
    /// Under which keys tries are counted.
    var attempt: LoginAttempt { get }

    /// The account that was meant, if there is one.
    func account(in transaction: Transaction) throws -> Found?
    /// What is told to those alone who know the password.
    static func permit(_ account: Found, at now: Instant) throws(Refused)
    func begin(_ account: Found, at now: Instant, in transaction: Transaction) throws -> Begun
    func record(_ refused: Refused, of account: Found?, at now: Instant, in transaction: Transaction) throws
}

/// An account that somebody logs in with.
protocol LoginAccount: Sendable {
    associatedtype Record

    var id: Identifier<Record> { get }
    var passwordHash: PasswordHash { get }
    /// The same password under today's parameters; no change that anybody has to know of.
    func replaceHash(by hash: PasswordHash, in transaction: Transaction) throws
}

extension PasswordLogin {
    func make(in database: Database, clock: Clock, hashing: PasswordHashing) async throws -> Begun {
        let now = clock.now()
        let before = try await database.read { try candidate(in: $0) }
        // who is locked out costs no hashing, known account or not
        let matches = before.history.isLocked(at: now) ? false : try await hashing.matches(password, before.account?.passwordHash)
        let isOutdated = matches && before.account?.passwordHash.isOutdated == true
        let fresh = isOutdated ? try await hashing.hash(password) : nil
        let outcome = try await database.write { transaction in
            try settle(checked: before.account, matches: matches, rehashed: fresh, at: now, in: transaction)
        }
        return try outcome.get()
    }

    private func candidate(in transaction: Transaction) throws -> (account: Found?, history: LoginAttempt.Record) {
        (try account(in: transaction), try attempt.record(in: transaction))
    }

    /// Refusals are a result here and not an error: their counts and facts must be kept.
    private func settle(
        checked: Found?, matches: Bool, rehashed: PasswordHash?, at now: Instant, in transaction: Transaction
    ) throws -> Result<Begun, Refused> {
        let (present, history) = try candidate(in: transaction)
        let isLocked = history.isLocked(at: now)
        let isUnchanged = present?.id == checked?.id && present?.passwordHash == checked?.passwordHash
        guard !isLocked, matches, isUnchanged, let present else {
            if !isLocked { try attempt.fail(at: now, in: transaction) }
            try record(Self.wrong, of: present, at: now, in: transaction)
            return .failure(Self.wrong)
        }
        do throws(Refused) { try Self.permit(present, at: now) } catch {
            try record(error, of: present, at: now, in: transaction)
            return .failure(error)
        }
        if let rehashed { try present.replaceHash(by: rehashed, in: transaction) }
        try attempt.succeed(at: now, in: transaction)
        return .success(try begin(present, at: now, in: transaction))
    }
}
