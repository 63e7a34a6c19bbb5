import Cryptography
import Storage
import Timekeeping

extension SignIn {
    /// - Returns: the token for the cookie, and the session as the next request will see it.
    package func make(
        in database: Database, clock: Clock, hashing: PasswordHashing, protection: any FieldProtection
    ) async throws -> (token: SessionToken, session: CurrentSession) {
        let begun = try await Login(self, protection).make(in: database, clock: clock, hashing: hashing)
        return (begun.token, begun.session)
    }

    func attempt(_ protection: any FieldProtection) -> LoginAttempt {
        LoginAttempt(
            account: protection.blindIndex(MobileNumber(login)?.description ?? login, field: "account.mobile"), from: source,
            protection)
    }

    struct Login: PasswordLogin {
        let signIn: SignIn
        let attempt: LoginAttempt

        init(_ signIn: SignIn, _ protection: any FieldProtection) {
            self.signIn = signIn
            attempt = signIn.attempt(protection)
        }

        struct Begun: Sendable {
            let token: SessionToken
            let session: CurrentSession
        }

        static let wrong = SignIn.Refused.wrong

        var password: String { signIn.password }

        static func permit(_ account: SignIn.Found, at now: Instant) throws(SignIn.Refused) {
            guard account.status != .disabled, account.organizationIsEnabled else { throw .disabled }
            if let expiresAt = account.passwordExpiresAt, now >= expiresAt { throw .activationExpired }
        }

        func begin(_ account: SignIn.Found, at now: Instant, in transaction: Transaction) throws -> Begun {
            let token = SessionToken.random()
            try SessionRow.begin(token, account: account.id, channel: signIn.channel, at: now, in: transaction)
            guard let row = try SessionRow.load(token.digest, channel: signIn.channel, in: transaction) else {
                throw StorageError.broken("the login just begun is not there")
            }
            let session = row.session(token, digest: token.digest, origin: signIn.source)
            try Fact(
                kind: SignIn.signedIn, actor: session.actor, at: now, organization: account.organization, noun: "Account",
                record: account.id.bytes, values: ["channel": signIn.channel.label]
            ).record(in: transaction)
            return Begun(token: token, session: session)
        }

        func record(_ refused: SignIn.Refused, of account: SignIn.Found?, at now: Instant, in transaction: Transaction) throws {
            try Fact(
                kind: SignIn.failed, actor: nil, at: now, organization: account?.organization, origin: signIn.source,
                noun: "Account", record: account?.id.bytes,
                details: [FactDetail("原因", before: nil, after: refused.message)],
                values: ["channel": signIn.channel.label, "login": MobileNumber(signIn.login)?.masked ?? "未知账号"]
            ).record(in: transaction)
        }
    }
}
