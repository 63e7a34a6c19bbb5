import Authority
import Ledger
import Storage
import Timekeeping

extension DrawPartyBody {
    package static func all(
        for agency: Organization.ID, only: Organization.ID? = nil, in transaction: Transaction
    ) throws -> [DrawPartyBody] {
        let roles = Role.allCases.filter { $0.permissions.contains(.witnessDraws) }
        let named: SQL = only.map { "AND o.id = \($0)" } ?? ""
        return try transaction.all(
            """
            SELECT o.id, o.name FROM organization o
            WHERE o.id <> \(agency) AND o.status = \(Organization.Status.enabled) AND EXISTS (
                SELECT 1 FROM account a JOIN role_grant g ON g.account_id = a.id
                WHERE a.organization_id = o.id AND a.status <> \(AccountStatus.disabled) AND g.role IN \(list: roles))
            """ + named + "ORDER BY o.serial LIMIT 200"
        ) { DrawPartyBody(id: try $0.next(), name: try $0.next()) }
    }
}

extension DrawRecord {
    /// Of a draw that this body takes part in; every other is not there for it.
    package static func load(_ id: ID, party: Organization.ID, in transaction: Transaction) throws -> DrawRecord {
        let record = try load(public: id, in: transaction)
        guard record.party == party else { throw NotFound() }
        return record
    }

    func setPartyCommitted(_ commitment: String, sealed nonce: [UInt8], in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE draw SET version = version + 1, commit_s = \(commitment), nonce_s_sealed = \(nonce) WHERE id = \(id)")
    }

    func setPartyRevealed(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("UPDATE draw SET version = version + 1, second_party_revealed_at = \(now) WHERE id = \(id)")
    }

    func setBeacon(_ value: String, _ source: String, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE draw SET version = version + 1, beacon_value = \(value), beacon_source = \(source) WHERE id = \(id)")
    }

    /// The second party's people are asked for what is theirs to give.
    func tell(_ party: Organization.ID, _ title: String, at now: Instant, in transaction: Transaction) throws {
        try Message.send(
            to: ActingAgency.people(of: party, who: .witnessDraws, in: transaction).map(\.id), kind: .jointInvitation, title: title,
            text: "\(organizationName)的抽取\(number)（任务“\(taskName)”）由贵机构作为第二方参加。", link: "/witnessed-draws/\(id)", at: now,
            in: transaction)
    }

    func tellOperator(_ title: String, at now: Instant, in transaction: Transaction) throws {
        let operators: [Account.ID] = try transaction.all("SELECT operator_id FROM draw WHERE id = \(id)") { try $0.next() }
        try Message.send(
            to: operators, kind: .jointInvitation, title: title, text: "抽取\(number)（任务“\(taskName)”）可以继续。", link: "/draws/\(id)",
            at: now, in: transaction)
    }

    /// The draws of the agency before and behind this one in its chain.
    package func neighbours(in transaction: Transaction) throws -> (previous: (id: ID, number: String)?, next: (id: ID, number: String)?) {
        func one(_ condition: SQL) throws -> (id: ID, number: String)? {
            try transaction.first("SELECT id, draw_number FROM draw WHERE organization_id = \(organization) AND " + condition) {
                (try $0.next(), try $0.next())
            }
        }
        return (try one("record_hash = \(previousRecord)"), try one("prev_hash = \(recordHash)"))
    }
}
