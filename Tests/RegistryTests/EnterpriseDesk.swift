import Storage
import TestKit
import Testing
import Timekeeping

@testable import Authority
@testable import Importing
@testable import Library
@testable import Registry

/// An enterprise of the east county, its people, and the agency that verifies it.
struct EnterpriseDesk: Sendable {
    let imports: ImportDesk
    let record: SubjectRecord
    let enterprise: Identifier<EnterpriseMark>
    let hashing = PasswordHashing()

    static let mobile = "19911110001"
    static let delegate = "19911110002"

    var town: Town { imports.town }
    var code: String { record.code?.description ?? "" }

    static func each(_ body: (EnterpriseDesk) async throws -> Void) async throws {
        try await ImportDesk.each { imports in
            let record = try SubjectTests.record(1, imports)
            let id = try await imports.register(record)
            try await body(EnterpriseDesk(imports: imports, record: record, enterprise: id.as(EnterpriseMark.self)))
        }
    }

    func apply(
        code: String? = nil, mobile: String = mobile, password: String = Town.password, expecting refusal: EnterpriseRefused? = nil
    ) async throws {
        let registration = EnterpriseRegistration(
            code: code ?? self.code, legalRepresentative: record.legalRepresentative, name: "办事人", mobile: mobile,
            password: password, source: "192.0.2.7")
        do {
            try await registration.make(
                in: town.database, clock: town.clock, hashing: hashing, protection: town.cipher, enterprises: EnterpriseRegister())
            #expect(refusal == nil)
        } catch let refused as EnterpriseRefused where refused == refusal {}
    }

    @discardableResult
    func signIn(
        code: String? = nil, mobile: String = mobile, password: String = Town.password, channel: Channel = .desktop
    ) async throws -> (token: SessionToken, session: EnterpriseSession) {
        try await EnterpriseSignIn(code: code ?? self.code, mobile: mobile, password: password, channel: channel, source: "192.0.2.8")
            .make(
                in: town.database, clock: town.clock, hashing: hashing, protection: town.cipher, enterprises: EnterpriseRegister())
    }

    func current(_ token: SessionToken, _ channel: Channel = .desktop) async throws -> EnterpriseSession? {
        try await EnterpriseSessionReading(database: town.database, clock: town.clock)
            .current(token: token, channel: channel, origin: "")
    }

    @discardableResult
    func setPassword(_ present: String, to new: String, in session: EnterpriseSession) async throws -> SessionToken {
        try await EnterprisePasswordChange(present: present, new: new).make(
            in: session, database: town.database, clock: town.clock, hashing: hashing, protection: town.cipher,
            enterprises: EnterpriseRegister())
    }

    func accounts(seenBy person: Person = .eastBusiness) async throws -> [EnterpriseAccount] {
        try await town.database.read { [town] in
            try EnterpriseAccount.list(
                EnterpriseAccount.Filter(), scope: town[person].scope, page: ListPage(), protection: town.cipher, in: $0).rows
        }
    }

    func find(_ id: EnterpriseAccount.ID) async throws -> EnterpriseAccount? {
        try await town.database.read { [town] in try EnterpriseAccount.find(id, protection: town.cipher, in: $0) }
    }

    func verify(
        _ account: EnterpriseAccount, _ decision: EnterpriseVerification.Decision, by person: Person = .eastBusiness
    ) async throws {
        try await town.database.write { [town] in
            try EnterpriseVerification(of: account.id, version: account.version, decision)
                .make(by: town[person], at: town.now, enterprises: EnterpriseRegister(), in: $0)
        }
    }

    @discardableResult
    func openHolder(
        mobile: String = mobile, credential: Credential? = nil, by person: Person = .eastBusiness
    ) async throws -> EnterpriseAccount.ID {
        let chosen = if let credential { credential } else { Credential.chosen(try await hashing.hash(Town.password)) }
        return try await town.database.write { [self] in
            try EnterpriseAccountCreation(for: enterprise, name: "法人", mobile: mobile, credential: chosen)
                .make(by: town[person], at: town.now, enterprises: EnterpriseRegister(), protection: town.cipher, in: $0)
        }
    }

    @discardableResult
    func grant(
        by holder: EnterpriseAccount.ID, mobile: String = delegate, until: CalendarDate? = nil
    ) async throws -> EnterpriseAccount.ID {
        let credential = Credential.chosen(try await hashing.hash(Town.password))
        return try await town.database.write { [town] in
            guard let actor = try EnterpriseActor.acting(for: holder, origin: "192.0.2.9", in: $0) else { throw NotFound() }
            return try DelegatedAccountGrant(
                to: "获授权人", mobile: mobile, until: until ?? town.now.beijingDate.advanced(days: 30), credential: credential
            ).make(by: actor, at: town.now, enterprises: EnterpriseRegister(), protection: town.cipher, in: $0)
        }
    }

    func revoke(_ id: EnterpriseAccount.ID, byHolder holder: EnterpriseAccount.ID) async throws {
        try await town.database.write { [town] in
            guard let actor = try EnterpriseActor.acting(for: holder, origin: "192.0.2.9", in: $0) else { throw NotFound() }
            try EnterpriseAccountRevocation(of: id)
                .make(by: actor, at: town.now, enterprises: EnterpriseRegister(), in: $0)
        }
    }

    func revoke(_ id: EnterpriseAccount.ID, by person: Person) async throws {
        try await town.database.write { [town] in
            try EnterpriseAccountRevocation(of: id)
                .make(by: town[person], at: town.now, enterprises: EnterpriseRegister(), in: $0)
        }
    }

    func facts(_ kind: String) async throws -> Int { try await imports.facts(kind) }
}
