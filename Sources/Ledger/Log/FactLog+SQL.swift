import Authority
import Storage

extension FactLog {
    static func query(_ filter: Filter, _ scope: Scope) -> ListQuery {
        var query = ListQuery("fact", columns: RecordedFact.columns)
        query.filter(scope.condition("t.organization_id"))
        if let person = filter.person { query.filter("t.actor_id = \(person)") }
        if let name = filter.personName { query.filter("t.actor_name = \(name)") }
        if let from = filter.from { query.filter("t.recorded_at >= \(from.start)") }
        if let to = filter.to { query.filter("t.recorded_at <= \(to.end)") }
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
