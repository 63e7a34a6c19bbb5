import Cryptography
import Storage
import Timekeeping

extension SignIn {
    /// - Returns: the token for the cookie, and the session as the next request will see it.
    package func make(
        in database: Database, clock: Clock, hashing: PasswordHashing, protection: any FieldProtection
    ) async throws -> (token: SessionToken, session: CurrentSession) {
        let attempt = attempt(protection)
        let now = clock.now()
        let before = try await database.read { try Candidate.load(attempt, in: $0) }
        // who is locked out costs no hashing, known account or not
        let matches = before.history.isLocked(at: now)
            ? false : try await hashing.matches(password, before.account?.passwordHash)
        let outdated = matches && before.account?.passwordHash.isOutdated == true
        let fresh = outdated ? try await hashing.hash(password) : nil
        let outcome = try await database.write { transaction in
            try settle(attempt, checked: before, matches: matches, rehashed: fresh, at: now, in: transaction)
        }
        return try outcome.get()
    }

    /// Refusals are a result here and not an error: their counts and facts must be kept.
    private func settle(
        _ attempt: LoginAttempt, checked: Candidate, matches: Bool, rehashed: PasswordHash?, at now: Instant,
        in transaction: Transaction
    ) throws -> Result<(token: SessionToken, session: CurrentSession), Refused> {
        let present = try Candidate.load(attempt, in: transaction)
        let unchanged = present.account?.id == checked.account?.id
            && present.account?.passwordHash == checked.account?.passwordHash
        do {
            try Self.permit(Standing(
                isLocked: present.history.isLocked(at: now), passwordMatches: matches && unchanged,
                status: present.account?.status ?? .disabled,
                organizationIsEnabled: present.account?.organizationIsEnabled ?? false,
                expiresAt: present.account?.passwordExpiresAt, now: now))
        } catch {
            try count(error, attempt, present, at: now, in: transaction)
            return .failure(error)
        }
        guard let account = present.account else { return .failure(.wrong) }
        if let rehashed { try account.replaceHash(by: rehashed, in: transaction) }
        return .success(try begin(account, attempt, at: now, in: transaction))
    }

    private func count(
        _ refused: Refused, _ attempt: LoginAttempt, _ present: Candidate, at now: Instant, in transaction: Transaction
    ) throws {
        if refused == .wrong, !present.history.isLocked(at: now) {
            try attempt.fail(at: now, in: transaction)
        }
        try Fact(
            kind: Self.failed, actor: nil, at: now, organization: present.account?.organization, origin: source,
            noun: "Account", record: present.account?.id.bytes,
            details: [FactDetail("原因", before: nil, after: refused.message)],
            values: ["channel": channel.label, "login": MobileNumber(login)?.masked ?? "未知账号"]
        ).record(in: transaction)
    }

    private func begin(
        _ account: Candidate.Found, _ attempt: LoginAttempt, at now: Instant, in transaction: Transaction
    ) throws -> (token: SessionToken, session: CurrentSession) {
        let token = SessionToken.random()
        try attempt.succeed(at: now, in: transaction)
        try SessionRow.begin(token, account: account.id, channel: channel, at: now, in: transaction)
        guard let row = try SessionRow.load(token.digest, channel: channel, in: transaction) else {
            throw StorageError.broken("the login just begun is not there")
        }
        let session = row.session(token, digest: token.digest, origin: source)
        try Fact(
            kind: Self.signedIn, actor: session.actor, at: now, organization: account.organization, noun: "Account",
            record: account.id.bytes, values: ["channel": channel.label]
        ).record(in: transaction)
        return (token, session)
    }

    func attempt(_ protection: any FieldProtection) -> LoginAttempt {
        LoginAttempt(
            account: protection.blindIndex(MobileNumber(login)?.description ?? login, field: "account.mobile"), from: source,
            protection)
    }
}
