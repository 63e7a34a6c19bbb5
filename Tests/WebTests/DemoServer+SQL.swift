import Authority
import Paperwork
@testable import Storage

extension DemoServer {
    static func residents(in transaction: Transaction) throws -> [(login: String, name: String, actor: Actor)] {
        let rows = try transaction.all(
            "SELECT d.login, d.name, a.id FROM demo_account d JOIN account a ON a.name = d.name ORDER BY d.position"
        ) { (try $0.next(String.self), try $0.next(String.self), try $0.next(Account.ID.self)) }
        return try rows.map { login, name, id in
            guard let actor = try Actor.acting(for: id, origin: "127.0.0.1", in: transaction) else {
                throw StorageError.broken("\(name) can't act")
            }
            return (login, name, actor)
        }
    }
}

extension DemoServer {
    /// Ids of records of several kinds, a few of each.
    static func sampleIDs(in transaction: Transaction) throws -> [String] {
        let statements: [SQL] = [
            "SELECT id FROM regulated_subject ORDER BY serial DESC LIMIT 2", "SELECT id FROM inspection_task ORDER BY serial DESC LIMIT 2",
            "SELECT id FROM item ORDER BY serial DESC LIMIT 1", "SELECT id FROM annual_plan ORDER BY serial DESC LIMIT 1",
            "SELECT id FROM account ORDER BY serial DESC LIMIT 1", "SELECT id FROM statute ORDER BY serial DESC LIMIT 1",
        ]
        return try statements.flatMap { statement in
            try transaction.all(statement) { try $0.next(Identifier<ForeignRecords.Table>.self).description }
        }
    }
}

/// What belongs to the county alone, found in the store itself: the ids of every table that names an agency.
enum ForeignRecords {
    struct Table: Sendable {
        let name: String
        /// Newest first.
        let ids: [String]
    }

    private static let owners = ["organization_id", "agency_id", "jurisdiction_id"]

    static func tables(of agency: String, in transaction: Transaction) throws -> [Table] {
        guard let owner = try transaction.value("SELECT id FROM organization WHERE name = \(agency)", as: Organization.ID.self)
        else { throw StorageError.broken("no \(agency)") }
        let names = try transaction.all("SELECT name FROM sqlite_master WHERE type = 'table'") { try $0.next(String.self) }
        return try names.compactMap { name -> Table? in
            let columns = try transaction.all("SELECT name FROM pragma_table_info(\(name))") { try $0.next(String.self) }
            guard columns.contains("id"), let column = owners.first(where: columns.contains) else { return nil }
            var statement: SQL = ""
            statement.text = "SELECT id FROM \(name) WHERE \(column) = ? ORDER BY rowid DESC LIMIT 5000"
            statement.values = [owner.sqlValue]
            let ids = try transaction.all(statement) { try $0.next(Identifier<Table>.self).description }
            return ids.isEmpty ? nil : Table(name: name, ids: ids)
        }
    }

    /// Every role that an account of a county can hold, so that what is refused is refused for where the record is.
    static func grantEverything(to person: String, in transaction: Transaction) throws {
        try grant(Role.allCases.filter { $0.level == nil }, to: person, in: transaction)
    }

    static func grant(_ roles: [Role], to person: String, in transaction: Transaction) throws {
        guard let account = try transaction.value("SELECT id FROM account WHERE name = \(person)", as: Account.ID.self) else {
            throw StorageError.broken("no \(person)")
        }
        for role in roles {
            try transaction.execute("DELETE FROM role_grant WHERE account_id = \(account) AND role = \(role)")
            try transaction.execute("INSERT INTO role_grant (account_id, role, granted_at) VALUES (\(account), \(role), 0)")
        }
    }

    /// Somebody of the officer library, named for no visit.
    static func makeOfficer(_ person: String, in transaction: Transaction) throws {
        try transaction.execute("UPDATE account SET officer_id = \(Identifier<Table>()) WHERE name = \(person)")
    }

    /// What the person did, apart from logging in, looking at what may be looked at, and being refused.
    static func acts(by person: String, in transaction: Transaction) throws -> [String] {
        try transaction.all(
            """
            SELECT kind FROM fact WHERE actor_name = \(person) AND kind NOT LIKE 'authority.session.%'
                AND kind NOT IN \(list: [DocumentReading.read.code, AccessDenial.denied.code]) ORDER BY serial
            """
        ) { try $0.next(String.self) }
    }
}

/// What the ledger keeps of one kind of fact.
enum KeptFacts {
    struct Line: Sendable {
        let person: String
        let record: [UInt8]?
        let payload: String
    }

    static func of(_ kind: FactKind, in transaction: Transaction) throws -> [Line] {
        try transaction.all("SELECT actor_name, record_id, payload FROM fact WHERE kind = \(kind.code) ORDER BY serial") {
            Line(person: try $0.next(), record: try $0.next(), payload: try $0.next())
        }
    }

    /// The latest record of the county in that table.
    static func latest(_ table: StaticString, in transaction: Transaction) throws -> String {
        var statement: SQL = ""
        statement.text = "SELECT id FROM \(table) ORDER BY rowid DESC LIMIT 1"
        guard let id = try transaction.value(statement, as: Identifier<Line>.self) else { throw StorageError.broken("no \(table)") }
        return id.description
    }

    static func citizenIndex(officer id: String, in transaction: Transaction) throws -> [UInt8]? {
        try transaction.value("SELECT citizen_id_index FROM enforcement_officer WHERE id = \(Identifier<Line>(id))")
    }
}
