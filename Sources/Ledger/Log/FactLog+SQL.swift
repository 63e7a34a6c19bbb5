import Authority
import Storage

extension FactLog {
    /// Between which places of the log the facts of a period stand, from the index of time alone; exact whatever clocks
    /// did. Nil for an open or a long period, in which the newest facts are near.
    static func places(_ filter: Filter, in transaction: Transaction) throws -> ClosedRange<Int64>? {
        guard let from = filter.from, let to = filter.to, to.dayNumber - from.dayNumber <= longestPeriod else { return nil }
        return try transaction.first(
            """
            SELECT coalesce(min(serial), 0), coalesce(max(serial), 0) FROM fact
            WHERE recorded_at >= \(from.start) AND recorded_at <= \(to.end)
            """
        ) { row in
            let first: Int64 = try row.next(), last: Int64 = try row.next()
            return first...max(first, last)
        }
    }

    private static let longestPeriod = 92

    static func query(_ filter: Filter, _ scope: Scope, within places: ClosedRange<Int64>? = nil) -> ListQuery {
        var query = ListQuery("fact", columns: RecordedFact.columns)
        query.filter(scope.condition("t.organization_id"))
        if let person = filter.person { query.filter("t.actor_id = \(person)") }
        if let name = filter.personName { query.filter("t.actor_name = \(name)") }
        if let from = filter.from { query.filter("t.recorded_at >= \(from.start)") }
        if let to = filter.to { query.filter("t.recorded_at <= \(to.end)") }
        if let places { query.filter("t.serial >= \(places.lowerBound) AND t.serial <= \(places.upperBound)") }
        if let kind = filter.kind { query.filter("t.kind = \(kind)") }
        if let noun = filter.noun { query.filter("t.noun = \(noun)") }
        if let record = filter.record { query.filter("t.record_id = \(record)") }
        if let organization = filter.organization { query.filter("t.organization_id = \(organization)") }
        return query
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
