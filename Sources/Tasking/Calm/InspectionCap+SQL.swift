import Authority
import Storage

extension InspectionCapRecord {
    package struct Filter: Codable, Sendable {
        package var words: String?
        package var year: Int?
        package var status: Organization.Status?
        package init() {}
    }

    package static func narrow(_ query: inout ListQuery, by filter: Filter) {
        query.search(filter.words)
        if let year = filter.year { query.filter("t.year = \(year)") }
        if let status = filter.status { query.filter("t.status = \(status)") }
    }
}
