import Authority
import Storage
import Timekeeping

extension FactLog {
    /// Between which places of the log the facts of a period stand.
    struct Places {
        var first: Int64?
        var last: Int64?
    }

    /// From the index of time alone. Of a period of three months at most both ends are exact, whatever clocks did. Of a
    /// longer one the older end is left open, because the newest facts are near; its later end is that of its last three
    /// months.
    static func places(_ filter: Filter, in transaction: Transaction) throws -> Places {
        guard filter.from != nil || filter.to != nil else { return Places() }
        let newest = try transaction.value("SELECT max(recorded_at) FROM fact", as: Instant?.self) ?? nil
        guard let to = filter.to ?? newest?.beijingDate else { return Places() }
        let from = filter.from ?? to.advanced(days: -longestPeriod - 1)
        let isShort = to.dayNumber - from.dayNumber <= longestPeriod
        let start = isShort ? from : to.advanced(days: -longestPeriod)
        let found = try transaction.first(
            """
            SELECT min(serial), max(serial) FROM fact WHERE recorded_at >= \(start.start) AND recorded_at <= \(to.end)
            """
        ) { Places(first: try $0.next(), last: try $0.next()) } ?? Places()
        // nothing in a short period: no place is in it
        if isShort { return Places(first: found.first ?? 0, last: found.last ?? 0) }
        return Places(first: nil, last: filter.to == nil ? nil : found.last)
    }

    private static let longestPeriod = 92

    static func query(_ filter: Filter, _ scope: Scope, within places: Places = Places()) -> ListQuery {
        var query = ListQuery("fact", columns: RecordedFact.columns)
        query.filter(scope.condition("t.organization_id"))
        if let person = filter.person { query.filter("t.actor_id = \(person)") }
        if let name = filter.personName { query.filter("t.actor_name = \(name)") }
        if let from = filter.from { query.filter("t.recorded_at >= \(from.start)") }
        if let to = filter.to { query.filter("t.recorded_at <= \(to.end)") }
        if let first = places.first { query.filter("t.serial >= \(first)") }
        if let last = places.last { query.filter("t.serial <= \(last)") }
        if let kind = filter.kind { query.filter("t.kind = \(kind)") }
        if let noun = filter.noun { query.filter("t.noun = \(noun)") }
        if let record = filter.record { query.filter("t.record_id = \(record)") }
        if let organization = filter.organization { query.filter("t.organization_id = \(organization)") }
        return query
    }
}

extension FactLog {
    /// The fact itself, as far as the person may see it.
    package static func fact(_ id: Fact.ID, scope: Scope, in transaction: Transaction) throws -> RecordedFact {
        let found = try transaction.first(
            "SELECT \(RecordedFact.columns) FROM fact t WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))"
        ) { try RecordedFact(&$0) }
        guard let found else { throw NotFound() }
        return found
    }
}

extension FactTimeline {
    static func facts(
        _ noun: String, _ record: [UInt8], limit: Int, in transaction: Transaction
    ) throws -> [RecordedFact] {
        try transaction.all(
            """
            SELECT \(RecordedFact.columns) FROM fact t
            WHERE t.record_id = \(record) AND t.noun = \(noun) ORDER BY t.serial LIMIT \(limit)
            """
        ) { try RecordedFact(&$0) }
    }
}
