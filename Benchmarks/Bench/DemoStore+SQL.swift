import Authority
import Ledger
import Storage
import Timekeeping

extension FilledAgency {
    static func load(in transaction: Transaction) throws -> [FilledAgency] {
        try transaction.all("SELECT id, name FROM organization ORDER BY serial") {
            FilledAgency(id: try $0.next(), name: try $0.next())
        }
    }
}

extension FilledSubject {
    /// - Returns: what the search has to know of it.
    func insert(in transaction: Transaction) throws -> (serial: Int64, text: String, tags: [String])? {
        let registration = isExisting ? "existing" : "deregistered"
        let serial = try transaction.value(
            """
            INSERT INTO regulated_subject (id, version, class, name, alias, code, code_tail, entity_kind,
                registration_status, legal_representative, representative_position, liaison, phone_sealed, phone_masked,
                registered_address, business_address, division_code, trades, jurisdiction_id, risk_level, public_credit,
                trade_credit, status, source, created_at, updated_at)
            VALUES (\(Identifier<FilledSubject>()), 1, 'organization', \(name), '', \(code), \(String(code.suffix(4))),
                'enterprise', \(registration), '温书言', '总经理', '', NULL, '199****0000', \(address), \(address), '990101',
                '', \(agency.id), \(risk), '', '', 'registered', 'imported', 0, 0)
            RETURNING serial
            """, as: Int64.self)
        let tags = ["stock=organization.registered", "type=organization", "agency=\(agency.id)", "kind=enterprise", "registration=" + registration, "risk=" + risk, "credit="]
        return serial.map { ($0, [name, address].joined(separator: " "), tags) }
    }

    /// The totals that the list shows.
    static func count(_ subjects: Int, _ agencies: [FilledAgency], in transaction: Transaction) throws {
        try Counter.add("subjects", "all", subjects, in: transaction)
        for (position, agency) in agencies.enumerated() {
            let own = subjects / agencies.count + (position < subjects % agencies.count ? 1 : 0)
            try Counter.add("subjects", agency.id.description, own, in: transaction)
        }
        if transaction.engine == .postgresql { try transaction.execute("ANALYZE regulated_subject") }
    }
}

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

extension Measured {
    /// The process of the PostgreSQL backend that answers.
    static func backend(in transaction: Transaction) throws -> Int? {
        transaction.engine == .postgresql ? try transaction.value("SELECT pg_backend_pid()", as: Int.self) : nil
    }
}
