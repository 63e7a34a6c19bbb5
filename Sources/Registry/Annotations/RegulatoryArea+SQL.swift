import Authority
import Importing
import Library
import Storage

extension RegulatoryArea {
    /// The areas of an agency, in the order they were entered.
    package static func all(of agency: Organization.ID, in transaction: Transaction) throws -> [RegulatoryArea] {
        try asked(of: agency, in: transaction)()
    }

    /// The same, without waiting for them yet.
    static func asked(of agency: Organization.ID, in transaction: Transaction) throws -> () throws -> [RegulatoryArea] {
        let named = try transaction.ask(
            """
            SELECT r.area_id, r.officer_id FROM regulatory_area_officer r JOIN regulatory_area a ON a.id = r.area_id
            WHERE a.organization_id = \(agency) ORDER BY r.officer_id
            """
        ) { row in (area: try row.next(ID.self), officer: try row.next(EnforcementOfficer.ID.self)) }
        let areas = try transaction.ask(
            """
            SELECT id, version, organization_id, name, is_enabled, boundary, address_words FROM regulatory_area
            WHERE organization_id = \(agency) ORDER BY serial
            """
        ) { row in
            var area = RegulatoryArea(
                id: try row.next(), version: try row.next(), organization: try row.next(), name: try row.next(),
                isEnabled: try row.next())
            area.boundary = try AreaBoundary.read(typed: row.next())
            area.addressWords = try row.next(String.self).split(separator: ",").map(String.init)
            return area
        }
        return {
            var areas = try areas.all()
            let officers = Dictionary(grouping: try named.all(), by: \.area)
            for place in areas.indices { areas[place].officers = officers[areas[place].id]?.map(\.officer) ?? [] }
            return areas
        }
    }

    func updateGrid(_ change: AreaGridChange, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE regulatory_area SET version = version + 1, boundary = \(change.boundary?.text ?? ""),
                address_words = \(change.addressWords.joined(separator: ","))
            WHERE id = \(id) AND version = \(change.version)
            """)
        try transaction.execute("DELETE FROM regulatory_area_officer WHERE area_id = \(id)")
        for officer in Set(change.officers) {
            try transaction.execute("INSERT INTO regulatory_area_officer (area_id, officer_id) VALUES (\(id), \(officer))")
        }
    }

    func insert(in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO regulatory_area (id, version, organization_id, name, is_enabled)
            VALUES (\(id), 1, \(organization), \(name), 1)
            """)
    }

    func update(name: String, isEnabled: Bool, expecting version: Int, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE regulatory_area SET version = version + 1, name = \(name), is_enabled = \(isEnabled)
            WHERE id = \(id) AND version = \(version)
            """)
    }
}
