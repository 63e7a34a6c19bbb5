import Authority
import Cryptography
import Storage
import Timekeeping
import Vault

/// The invented town in a database: every agency founded and every person with an account, made by the same acts as
/// in life. `town[.cityPlanner]` is that person as an actor, `town[.eastCounty]` that agency's id.
package struct Town: Sendable {
    package let database: Database
    package let time: TestClock
    package let cipher: FieldCipher
    private let agencies: [Agency: Organization.ID]
    private let actors: [Person: Actor]

    /// Everybody's password.
    package static let password = "Mingcha#2026"

    package var now: Instant { time.now }
    package var clock: Clock { time.clock }

    package subscript(_ agency: Agency) -> Organization.ID {
        guard let id = agencies[agency] else { preconditionFailure("\(agency) was not founded") }
        return id
    }

    package subscript(_ person: Person) -> Actor {
        guard let actor = actors[person] else { preconditionFailure("\(person) has no account") }
        return actor
    }

    /// Founds the town in a store that has the schema of `AuthorityMigrations`.
    package static func found(in database: Database, time: TestClock = TestClock()) async throws -> Town {
        let cipher = try FieldCipher()
        let now = time.now
        let credential = Credential.chosen(try hash.get())
        let (agencies, actors) = try await database.write { transaction in
            let agencies = try found(at: now, cipher, in: transaction)
            return (agencies, try settle(agencies, credential, at: now, cipher, in: transaction))
        }
        return Town(database: database, time: time, cipher: cipher, agencies: agencies, actors: actors)
    }

    /// Runs `body` in a town of its own on every engine there is.
    package static func each(
        _ migrations: [Migration] = TestStore.basis, _ body: (Town) async throws -> Void
    ) async throws {
        try await TestStore.each(migrations) { database in try await body(try await found(in: database)) }
    }

    /// Hashed once, because that takes its time on purpose.
    private static let hash = Result { try PasswordHash(password: password) }

    private static func found(
        at now: Instant, _ cipher: FieldCipher, in transaction: Transaction
    ) throws -> [Agency: Organization.ID] {
        var founded: [Agency: Organization.ID] = [:]
        for agency in Agency.allCases {
            founded[agency] = try OrganizationFounding(agency.record(under: agency.parent.flatMap { founded[$0] }))
                .make(by: nil, at: now, protection: cipher, in: transaction)
        }
        return founded
    }

    private static func settle(
        _ agencies: [Agency: Organization.ID], _ credential: Credential, at now: Instant, _ cipher: FieldCipher,
        in transaction: Transaction
    ) throws -> [Person: Actor] {
        var actors: [Person: Actor] = [:]
        for person in Person.allCases {
            guard let agency = agencies[person.agency] else { continue }
            let account = try AccountCreation(in: agency, person.record, roles: person.roles, credential: credential)
                .make(by: nil, at: now, protection: cipher, in: transaction)
            actors[person] = try Actor.acting(for: account, origin: "127.0.0.1", in: transaction)
        }
        return actors
    }
}
