import Authority
import Storage

extension ActingAgency {
    package static func load(_ id: Organization.ID, in transaction: Transaction) throws -> ActingAgency {
        let found = try transaction.first(
            "SELECT short_name, level, is_enforcement_body FROM organization WHERE id = \(id)"
        ) { row in
            ActingAgency(id: id, shortName: try row.next(), level: try row.next(), isEnforcementBody: try row.next())
        }
        guard let found else { throw NotFound() }
        return found
    }

    /// Those of `others` that stand below this agency and are in use.
    func descendants(among others: Set<Organization.ID>, in transaction: Transaction) throws -> Set<Organization.ID> {
        Set(try transaction.all(
            """
            SELECT o.id FROM organization o JOIN organization_ancestry a ON a.organization_id = o.id
            WHERE a.ancestor_id = \(id) AND a.depth > 0 AND o.status = \(Organization.Status.enabled)
                AND o.id IN \(list: others.sorted())
            """) { try $0.next() })
    }

    /// Agencies below, for 下发范围.
    package static func below(
        _ id: Organization.ID, words: String, limit: Int = 50, in transaction: Transaction
    ) throws -> [(id: Organization.ID, name: String)] {
        try transaction.all(
            """
            SELECT o.id, o.name FROM organization o JOIN organization_ancestry a ON a.organization_id = o.id
            WHERE a.ancestor_id = \(id) AND a.depth > 0 AND o.status = \(Organization.Status.enabled)
                AND \(.contains("o.name", words)) ORDER BY a.depth, o.serial LIMIT \(limit)
            """) { (try $0.next(), try $0.next()) }
    }

    /// The accounts of an agency, in use, whose roles allow `permission`.
    package static func people(
        of id: Organization.ID, who permission: Permission, in transaction: Transaction
    ) throws -> [(id: Account.ID, name: String)] {
        let roles = Role.allCases.filter { $0.permissions.contains(permission) }
        return try transaction.all(
            """
            SELECT t.id, t.name FROM account t WHERE t.organization_id = \(id) AND t.status <> \(AccountStatus.disabled)
                AND EXISTS (SELECT 1 FROM role_grant g WHERE g.account_id = t.id AND g.role IN \(list: roles))
            ORDER BY t.serial
            """) { (try $0.next(), try $0.next()) }
    }

    package static func name(of id: Organization.ID, in transaction: Transaction) throws -> String {
        try transaction.value("SELECT name FROM organization WHERE id = \(id)") ?? ""
    }

    /// The counter of numbers of this kind and year, kept from others until the transaction ends.
    /// - Returns: the last number given out.
    func lockSequence(_ kind: String, year: Int, in transaction: Transaction) throws -> Int {
        try transaction.execute(
            """
            INSERT INTO number_sequence (organization_id, kind, year, last) VALUES (\(id), \(kind), \(year), 0)
            ON CONFLICT (organization_id, kind, year) DO NOTHING
            """)
        return try transaction.locked(
            "SELECT last FROM number_sequence WHERE organization_id = \(id) AND kind = \(kind) AND year = \(year)"
        ) { try $0.next() } ?? 0
    }

    /// The next number of a kind and year, from 1 on.
    func nextNumber(_ kind: String, year: Int, in transaction: Transaction) throws -> Int {
        let next = try lockSequence(kind, year: year, in: transaction) + 1
        try transaction.execute(
            "UPDATE number_sequence SET last = \(next) WHERE organization_id = \(id) AND kind = \(kind) AND year = \(year)")
        return next
    }
}
