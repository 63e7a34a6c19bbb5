import Authority
import Importing
import Library
import Storage

extension InspectionFrequencyRecord {
    package struct Filter: Codable, Sendable {
        package var words: String?
        package var status: Organization.Status?
        package init() {}
    }

    package static func narrow(_ query: inout ListQuery, by filter: Filter) {
        query.search(filter.words)
        if let status = filter.status { query.filter("t.status = \(status)") }
    }

    /// Those in use at the agency, by name.
    package static func inUse(at agency: Organization.ID, in transaction: Transaction) throws -> [InspectionFrequencyRecord] {
        try transaction.all(
            """
            SELECT \(columns) FROM inspection_frequency t
            WHERE t.organization_id = \(agency) AND t.status = \(Organization.Status.enabled) ORDER BY t.name
            """) { try InspectionFrequencyRecord(row: &$0) }
    }

    /// The inspection categories that the agency can choose from.
    package static func categories(at agency: Organization.ID, in transaction: Transaction) throws -> [String] {
        try inUse(at: agency, in: transaction).map(\.name)
    }

    /// Whether the agency has any, also out of use.
    package static func isKept(by agency: Organization.ID, in transaction: Transaction) throws -> Bool {
        try transaction.value("SELECT 1 FROM inspection_frequency WHERE organization_id = \(agency) LIMIT 1", as: Int.self) != nil
    }
}
