import Storage
import TestKit

@testable import Authority

/// Logs people of the town in and out.
struct Desk {
    let town: Town
    private let hashing = PasswordHashing()

    init(_ town: Town) { self.town = town }

    @discardableResult
    func signIn(
        _ person: Person, password: String = Town.password, channel: Channel = .desktop, source: String = "192.0.2.1"
    ) async throws -> (token: SessionToken, session: CurrentSession) {
        try await signIn(person.mobile, password: password, channel: channel, source: source)
    }

    @discardableResult
    func signIn(
        _ login: String, password: String, channel: Channel = .desktop, source: String = "192.0.2.1"
    ) async throws -> (token: SessionToken, session: CurrentSession) {
        try await SignIn(login: login, password: password, channel: channel, source: source)
            .make(in: town.database, clock: town.clock, hashing: hashing, protection: town.cipher)
    }

    @discardableResult
    func setPassword(_ present: String, to new: String, in session: CurrentSession) async throws -> SessionToken {
        try await PasswordChange(present: present, new: new).make(
            in: session, database: town.database, clock: town.clock, hashing: hashing, protection: town.cipher)
    }

    /// The login as it goes on after the password was set.
    func renewed(_ present: String, to new: String, in session: CurrentSession) async throws -> CurrentSession {
        let token = try await setPassword(present, to: new, in: session)
        guard let renewed = try await reading().current(token: token, channel: session.channel, origin: session.actor.origin) else {
            throw NotFound()
        }
        return renewed
    }

    /// A reader that remembers nothing yet, like another node.
    func reading() -> SessionReading { SessionReading(database: town.database, clock: town.clock) }

    func activation() async throws -> (code: String, credential: Credential) {
        try await Credential.activation(at: town.now, by: hashing)
    }

    func load(_ person: Person, as viewer: Person? = nil) async throws -> Account {
        try await town.database.read { [town] transaction in
            try Account.load(
                town[person].account, scope: town[viewer ?? .provinceAdmin].scope, at: town.now,
                protection: town.cipher, in: transaction)
        }
    }
}
