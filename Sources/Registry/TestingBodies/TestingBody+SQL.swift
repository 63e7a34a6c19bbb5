import Authority
import Storage

extension TestingBodyRecord {
    package struct Filter: Codable, Sendable {
        package var words: String?
        package var status: Organization.Status?
        package init() {}
    }

    package static func narrow(_ query: inout ListQuery, by filter: Filter) {
        query.search(filter.words)
        if let status = filter.status { query.filter("t.status = \(status)") }
    }
}
