import Authority
import Storage

extension Submission {
    /// A founding is there when its row, its place in the tree and its fact are; it counts as often as the most
    /// frequent of the three, and not at all when one is missing.
    static func organizations(_ transaction: Transaction) throws -> [String: Int] {
        var facts: [[UInt8]: Int] = [:]
        try transaction.forEach("SELECT record_id FROM fact WHERE kind = \(OrganizationFounding.founded.code)") { row in
            facts[try row.next(), default: 0] += 1
        }
        var found: [String: Int] = [:]
        try transaction.forEach(
            """
            SELECT o.id, o.name, (SELECT count(*) FROM organization_ancestry a WHERE a.organization_id = o.id)
            FROM organization o WHERE o.name LIKE '可靠性%'
            """
        ) { row in
            let id: Organization.ID = try row.next()
            let name: String = try row.next()
            let places: Int = try row.next()
            if places > 0, let count = facts[id.bytes] { found[name, default: 0] += count }
        }
        return found
    }

    static func removeOrganization(named name: String, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM organization_ancestry WHERE organization_id IN (SELECT id FROM organization WHERE name = \(name))")
    }

    static func province(in transaction: Transaction) throws -> Organization.ID {
        guard let id = try transaction.value("SELECT id FROM organization WHERE parent_id IS NULL", as: Organization.ID.self) else {
            throw StorageError.broken("the store has no province")
        }
        return id
    }

    /// What SQLite finds wrong in its file; nothing on PostgreSQL, which has no such command.
    static func damage(in transaction: Transaction) throws -> [String] {
        guard transaction.engine == .sqlite else { return [] }
        return try transaction.all("PRAGMA integrity_check") { try $0.next(String.self) }.filter { $0 != "ok" }
    }
}
