import Authority
import Storage

extension DemoStore {
    /// An account as it stands in the store.
    struct Row: Sendable {
        let account: Authority.Account.ID
        let name: String
        let organization: Organization.ID
        let officer: Identifier<OfficerMark>?
    }
}

extension DemoStore.Account {
    func row(in transaction: Transaction) throws -> DemoStore.Row {
        let row = try transaction.first(
            """
            SELECT a.id, a.name, a.organization_id, a.officer_id FROM demo_account d JOIN account a ON a.name = d.name
            WHERE d.login = \(rawValue)
            """
        ) { DemoStore.Row(account: try $0.next(), name: try $0.next(), organization: try $0.next(), officer: try $0.next()) }
        guard let row else { throw StorageError.broken("\(rawValue) is not in the demonstration") }
        return row
    }

    /// The person as an actor, for running the platform's own statements without its server.
    func actor(in transaction: Transaction) throws -> Actor {
        guard let actor = try Actor.acting(for: try row(in: transaction).account, origin: "local", in: transaction) else {
            throw StorageError.broken("\(rawValue) can't act")
        }
        return actor
    }
}

extension DemoStore.Account {
    func agencyName(in transaction: Transaction) throws -> String {
        let agency = try row(in: transaction).organization
        return try transaction.value("SELECT name FROM organization WHERE id = \(agency)") ?? ""
    }
}

extension Measured {
    /// The process of the PostgreSQL backend that answers.
    static func backend(in transaction: Transaction) throws -> Int? {
        transaction.engine == .postgresql ? try transaction.value("SELECT pg_backend_pid()", as: Int.self) : nil
    }
}
