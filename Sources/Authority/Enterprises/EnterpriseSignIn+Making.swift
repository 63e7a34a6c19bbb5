import Cryptography
import Storage
import Timekeeping

extension EnterpriseSignIn {
    /// - Returns: the token for the cookie, and the session as the next request will see it.
    package func make(
        in database: Database, clock: Clock, hashing: PasswordHashing, protection: any FieldProtection,
        enterprises: any EnterpriseFinding
    ) async throws -> (token: SessionToken, session: EnterpriseSession) {
        let subjects = Subjects(self, protection)
        let now = clock.now()
        let before = try await database.read { try Candidate.load(subjects, in: $0) }
        // who is locked out costs no hashing, known account or not
        let matches = before.history.isLocked(at: now) ? false : try await hashing.matches(password, before.account?.passwordHash)
        let outcome = try await database.write { transaction in
            try settle(subjects, checked: before, matches: matches, at: now, enterprises: enterprises, in: transaction)
        }
        return try outcome.get()
    }

    /// Refusals are a result here and not an error: their counts and facts must be kept.
    private func settle(
        _ subjects: Subjects, checked: Candidate, matches: Bool, at now: Instant, enterprises: any EnterpriseFinding,
        in transaction: Transaction
    ) throws -> Result<(token: SessionToken, session: EnterpriseSession), Refused> {
        let present = try Candidate.load(subjects, in: transaction)
        let unchanged = present.account?.id == checked.account?.id
            && present.account?.passwordHash == checked.account?.passwordHash
        let agency = try present.account?.enterprise.flatMap { try enterprises.enterprise($0, in: transaction) }?.jurisdiction
        do {
            try Self.permit(Standing(
                isLocked: present.history.isLocked(at: now), passwordMatches: matches && unchanged,
                status: present.account?.status ?? .revoked, rejection: present.account?.reason ?? "",
                validUntil: present.account?.validUntil, expiresAt: present.account?.passwordExpiresAt, now: now))
        } catch {
            try count(error, subjects, present, agency, at: now, in: transaction)
            return .failure(error)
        }
        guard let account = present.account else { return .failure(.wrong) }
        return .success(try begin(account.id, subjects, agency, at: now, in: transaction))
    }

    private func count(
        _ refused: Refused, _ subjects: Subjects, _ present: Candidate, _ agency: Organization.ID?, at now: Instant,
        in transaction: Transaction
    ) throws {
        if refused == .wrong, !present.history.isLocked(at: now) {
            try subjects.attempt.fail(at: now, in: transaction)
        }
        try Fact(
            kind: Self.failed, actor: nil, at: now, organization: agency, origin: source, noun: "EnterpriseAccount",
            record: present.account?.id.bytes, details: [FactDetail("原因", before: nil, after: refused.message)],
            values: ["channel": channel.label, "login": MobileNumber(mobile)?.masked ?? "未知账号"]
        ).record(in: transaction)
    }

    private func begin(
        _ account: EnterpriseAccount.ID, _ subjects: Subjects, _ agency: Organization.ID?, at now: Instant,
        in transaction: Transaction
    ) throws -> (token: SessionToken, session: EnterpriseSession) {
        let token = SessionToken.random()
        try subjects.attempt.succeed(at: now, in: transaction)
        try EnterpriseSession.begin(token, account: account, channel: channel, at: now, in: transaction)
        guard let session = try EnterpriseSession.load(token, channel: channel, at: now, origin: source, in: transaction) else {
            throw StorageError.broken("the login just begun is not there")
        }
        try Fact(
            kind: Self.signedIn, enterprise: session.actor, at: now, organization: agency, noun: "EnterpriseAccount",
            record: account.bytes, values: ["channel": channel.label]
        ).record(in: transaction)
        return (token, session)
    }

    /// What the account is found by, and under which keys failures are counted.
    struct Subjects: Sendable {
        let code: String
        let mobile: [UInt8]
        let attempt: LoginAttempt

        init(_ signIn: EnterpriseSignIn, _ protection: any FieldProtection) {
            let number = MobileNumber(signIn.mobile)?.description ?? signIn.mobile
            code = UnifiedSocialCreditCode(signIn.code)?.description ?? signIn.code
            mobile = protection.blindIndex(number, field: EnterpriseAccount.mobileField)
            attempt = EnterpriseAccount.attempt(code: code, mobile: number, from: signIn.source, protection)
        }
    }
}

/// Answers who of an enterprise sends a request. Nothing is remembered between requests: a revoked account gets no
/// further page (ORG-25).
package struct EnterpriseSessionReading: Sendable {
    private let database: Database
    private let clock: Clock

    package init(database: Database, clock: Clock) { (self.database, self.clock) = (database, clock) }

    /// Nil when nobody is logged in with this token, or no longer.
    package func current(token: SessionToken, channel: Channel, origin: String) async throws -> EnterpriseSession? {
        let now = clock.now()
        guard let (session, lastSeen) = try await database.read({ transaction -> (EnterpriseSession, Instant)? in
            guard let session = try EnterpriseSession.load(token, channel: channel, at: now, origin: origin, in: transaction),
                let seen = try session.lastSeen(in: transaction)
            else { return nil }
            return (session, seen)
        }) else { return nil }
        // once a minute is exact enough for a limit of thirty
        if now >= lastSeen.advanced(seconds: 60) {
            try await database.write { try session.touch(at: now, in: $0) }
        }
        return session
    }
}
