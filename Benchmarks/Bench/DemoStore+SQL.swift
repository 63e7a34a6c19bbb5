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
    func insert(in transaction: Transaction) throws {
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
        if let serial { try transaction.index("regulated_subject", serial: serial, text: [name, code, address].joined(separator: " ")) }
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

extension DemoStore.Account {
    /// The person as an actor, for running the platform's own statements without its server.
    func actor(in transaction: Transaction) throws -> Actor {
        let name = switch self {
        case .county: "唐晓舟"
        case .province: "江海宁"
        case .planner: "周启明"
        case .systemAdmin: "魏青云"
        }
        guard let id = try transaction.value("SELECT id FROM account WHERE name = \(name)", as: Account.ID.self),
            let actor = try Actor.acting(for: id, origin: "local", in: transaction)
        else { throw StorageError.broken("\(name) is not in the demonstration") }
        return actor
    }
}

extension Measured {
    /// The process of the PostgreSQL backend that answers.
    static func backend(in transaction: Transaction) throws -> Int? {
        transaction.engine == .postgresql ? try transaction.value("SELECT pg_backend_pid()", as: Int.self) : nil
    }
}
