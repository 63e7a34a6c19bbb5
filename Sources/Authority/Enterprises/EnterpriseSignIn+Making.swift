import Cryptography
import Storage
import Timekeeping

extension EnterpriseSignIn {
    /// - Returns: the token for the cookie, and the session as the next request will see it.
    package func make(
        in database: Database, clock: Clock, hashing: PasswordHashing, protection: any FieldProtection,
        enterprises: any EnterpriseFinding
    ) async throws -> (token: SessionToken, session: EnterpriseSession) {
        let begun = try await Login(self, protection, enterprises).make(in: database, clock: clock, hashing: hashing)
        return (begun.token, begun.session)
    }

    struct Login: PasswordLogin {
        let signIn: EnterpriseSignIn
        /// What the account is found by.
        let code: String
        let mobile: [UInt8]
        let attempt: LoginAttempt
        let enterprises: any EnterpriseFinding

        init(_ signIn: EnterpriseSignIn, _ protection: any FieldProtection, _ enterprises: any EnterpriseFinding) {
            let number = MobileNumber(signIn.mobile)?.description ?? signIn.mobile
            (self.signIn, self.enterprises) = (signIn, enterprises)
            code = UnifiedSocialCreditCode(signIn.code)?.description ?? signIn.code
            mobile = protection.blindIndex(number, field: EnterpriseAccount.mobileField)
            attempt = EnterpriseAccount.attempt(code: code, mobile: number, from: signIn.source, protection)
        }

        struct Begun: Sendable {
            let token: SessionToken
            let session: EnterpriseSession
        }

        static let wrong = EnterpriseSignIn.Refused.wrong

        var password: String { signIn.password }

        static func permit(_ account: EnterpriseSignIn.Found, at now: Instant) throws(EnterpriseSignIn.Refused) {
            switch account.status {
            case .pendingVerification: throw .pending
            case .rejected: throw .rejected(reason: account.reason)
            case .revoked: throw .revoked
            case .mustChangePassword, .active: break
            }
            if let validUntil = account.validUntil, validUntil < now.beijingDate { throw .expired }
            if let expiresAt = account.passwordExpiresAt, now >= expiresAt { throw .activationExpired }
        }

        func begin(_ account: EnterpriseSignIn.Found, at now: Instant, in transaction: Transaction) throws -> Begun {
            let token = SessionToken.random()
            try EnterpriseSession.begin(token, account: account.id, channel: signIn.channel, at: now, in: transaction)
            guard let session = try EnterpriseSession.load(
                token, channel: signIn.channel, at: now, origin: signIn.source, in: transaction)
            else { throw StorageError.broken("the login just begun is not there") }
            try Fact(
                kind: EnterpriseSignIn.signedIn, enterprise: session.actor, at: now, organization: try agency(of: account, in: transaction),
                noun: "EnterpriseAccount", record: account.id.bytes, values: ["channel": signIn.channel.label]
            ).record(in: transaction)
            return Begun(token: token, session: session)
        }

        func record(
            _ refused: EnterpriseSignIn.Refused, of account: EnterpriseSignIn.Found?, at now: Instant, in transaction: Transaction
        ) throws {
            try Fact(
                kind: EnterpriseSignIn.failed, actor: nil, at: now, organization: try agency(of: account, in: transaction),
                origin: signIn.source, noun: "EnterpriseAccount", record: account?.id.bytes,
                details: [FactDetail("原因", before: nil, after: refused.message)],
                values: ["channel": signIn.channel.label, "login": MobileNumber(signIn.mobile)?.masked ?? "未知账号"]
            ).record(in: transaction)
        }

        private func agency(of account: EnterpriseSignIn.Found?, in transaction: Transaction) throws -> Organization.ID? {
            try account?.enterprise.flatMap { try enterprises.enterprise($0, in: transaction) }?.jurisdiction
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
