import Authority
import Storage

extension RegulatoryArea {
    /// The areas of an agency, in the order they were entered.
    package static func all(of agency: Organization.ID, in transaction: Transaction) throws -> [RegulatoryArea] {
        try transaction.all(
            """
            SELECT id, version, organization_id, name, is_enabled FROM regulatory_area
            WHERE organization_id = \(agency) ORDER BY serial
            """
        ) { row in
            RegulatoryArea(
                id: try row.next(), version: try row.next(), organization: try row.next(), name: try row.next(),
                isEnabled: try row.next())
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
