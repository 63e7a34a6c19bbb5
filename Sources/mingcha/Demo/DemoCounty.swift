import Authority
import AuthorityPages
import Cryptography
import Importing
import Library
import Paperwork
import Registry
import Storage
import Timekeeping
import Web

/// The invented county a newcomer tries the platform with: agencies, people, libraries, and inspections at several
/// stages. All names, numbers and codes are invented; codes have valid check digits so that they pass the rules.
struct DemoCounty {
    let wiring: Wiring
    let now: Instant

    /// Fills an empty store; does nothing when there is an organisation already.
    static func load(_ wiring: Wiring, marker: DemoMarker? = nil) async throws {
        let isEmpty = try await wiring.platform.database.read { try Organization.isTreeEmpty(in: $0) }
        guard isEmpty else { return }
        wiring.platform.log.notice("正在载入虚构的演示县")
        try marker?.set(true)
        try await DemoCounty(wiring: wiring, now: wiring.platform.clock.now()).load()
        // SQLite would believe for ever that the tables are that small, and needs no sample of small tables
        if wiring.platform.database.engine == .postgresql {
            try await wiring.platform.database.write { try $0.refreshStatistics() }
        }
        try marker?.set(false)
    }

    private func load() async throws {
        let now = now
        try await wiring.platform.database.write { transaction in
            try LawDelivery().make(at: now, in: transaction)
            try BasicCheckMatterDelivery().make(at: now, in: transaction)
        }
        let agencies = try await foundAgencies()
        let libraries = DemoLibraries(database: wiring.platform.database, protection: wiring.platform.protection, now: now)
        // officers are in the library before their accounts, so that the accounts know them (ORG-13)
        let staff = try await openAccounts(of: DemoPerson.staff.filter { !$0.roles.contains(.officer) }, in: agencies)
        if let province = staff.byRole[.provincialBusinessAdmin], let county = staff.byRole[.businessAdmin] {
            try await libraries.enterItems(by: province, claimedBy: county)
            try await libraries.addOfficers(to: agencies.county, by: county)
        }
        let officers = try await openAccounts(of: DemoPerson.staff.filter { $0.roles.contains(.officer) }, in: agencies)
        try await registerSubjects(in: agencies, staff)
        if let county = staff.byRole[.businessAdmin] {
            try await DemoSteelworks(database: wiring.platform.database, protection: wiring.platform.protection, now: now)
                .enter(in: agencies.county, by: county)
        }
        let shown = try await DemoScenes(
            database: wiring.platform.database, protection: wiring.platform.protection, vault: wiring.platform.service(),
            material: try wiring.platform.service(StoredMaterial.self),
            clock: wiring.platform.clock, receivers: Assembly.resultReceivers,
            staff: staff.byRole, officers: officers.ofCounty
        ).play()
        if let shown, let county = staff.byRole[.businessAdmin] {
            try await DemoEnterprise(wiring: wiring, administrator: county).open(for: shown)
        }
    }

    /// The agencies by the name of their place.
    private func foundAgencies() async throws -> DemoAgencies {
        let protection = wiring.platform.protection
        let now = now
        return try await wiring.platform.database.write { transaction in
            func found(_ agency: DemoAgency, under parent: Organization.ID?) throws -> Organization.ID {
                try OrganizationFounding(agency.record(parent: parent)).make(
                    by: nil, at: now, protection: protection, in: transaction)
            }
            try DemoDivisions.enter(at: now, in: transaction)
            let province = try found(.province, under: nil)
            let city = try found(.city, under: province)
            return DemoAgencies(
                province: province, city: city, county: try found(.county, under: city),
                neighbour: try found(.neighbour, under: city))
        }
    }

    private func openAccounts(of people: [DemoPerson], in agencies: DemoAgencies) async throws -> DemoStaff {
        let credential = Credential.chosen(try await wiring.platform.hashing.hash(DemoAccounts.password))
        let (now, protection, officers) = (now, wiring.platform.protection, wiring.platform.officers)
        return try await wiring.platform.database.write { transaction in
            var opened = DemoStaff()
            for person in people {
                let record = AccountRecord(
                    name: person.name, mobile: person.mobile, citizenID: person.citizenID, position: person.position)
                let id = try AccountCreation(in: person.agency.id(agencies), record, roles: person.roles, credential: credential)
                    .make(by: nil, at: now, officers: officers, protection: protection, in: transaction)
                opened.add(id, of: person)
                try DemoAccounts.add(
                    position: person.number, login: person.mobile, name: person.name, organization: person.agency.name,
                    roles: person.roles.map(\.label).sorted().joined(separator: "、"), in: transaction)
            }
            return opened
        }
    }

    private func registerSubjects(in agencies: DemoAgencies, _ staff: DemoStaff) async throws {
        let (now, protection) = (now, wiring.platform.protection)
        for start in stride(from: 1, through: DemoSubjects.count, by: 500) {
            try await wiring.platform.database.write { transaction in
                for number in start..<min(start + 500, DemoSubjects.count + 1) {
                    guard let record = DemoSubjects.record(number, jurisdiction: agencies.county) else { continue }
                    _ = try SubjectRegistration(record, source: .imported)
                        .make(by: nil, at: now, protection: protection, in: transaction)
                }
            }
        }
        try await wiring.platform.database.write { transaction in
            for record in DemoOtherSubjects.records(jurisdiction: agencies.county) {
                let id = try SubjectRegistration(record, source: .imported)
                    .make(by: nil, at: now, protection: protection, in: transaction)
                guard let account = staff.byRole[.businessAdmin], let user = DemoOtherSubjects.users[record[.user]] else { continue }
                try DemoOtherSubjects.link(
                    id, to: user, by: try DemoLibraries.actor(account, in: transaction), at: now, protection, in: transaction)
            }
            guard let account = staff.byRole[.businessAdmin] else { return }
            for name in ["城南片区", "老街商圈"] {
                _ = try AreaAddition(name).make(by: try DemoLibraries.actor(account, in: transaction), at: now, in: transaction)
            }
        }
    }
}

struct DemoAgencies: Sendable {
    let province: Organization.ID
    let city: Organization.ID
    let county: Organization.ID
    let neighbour: Organization.ID
}

/// The accounts that were opened.
struct DemoStaff: Sendable {
    /// The county's account of each role, and the province's for what only the province may do.
    private(set) var byRole: [Role: Account.ID] = [:]
    private(set) var ofCounty: [Account.ID] = []

    mutating func add(_ account: Account.ID, of person: DemoPerson) {
        if person.agency == .county { ofCounty.append(account) }
        for role in person.roles where person.agency == .county || role == .provincialBusinessAdmin { byRole[role] = account }
    }
}
