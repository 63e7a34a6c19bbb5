import Authority
import Storage
import Timekeeping

/// The operation log (操作日志, SEC-05) as a person may see it.
package enum FactLog {
    /// The filter fields of the log page; nil filters nothing.
    package struct Filter: Sendable {
        package var person: Account.ID?
        package var personName: String?
        package var from: CalendarDate?
        package var to: CalendarDate?
        package var kind: String?
        package var noun: String?
        package var record: [UInt8]?
        package var organization: Organization.ID?

        package init() {}
    }

    package static func list(
        _ filter: Filter, _ page: ListPage, scope: Scope, catalogue: FactCatalogue, in transaction: Transaction
    ) throws -> Listed<FactLine> {
        try query(filter, scope, within: try places(filter, in: transaction)).load(page, in: transaction) { row in
            FactLine(try RecordedFact(&row), catalogue)
        }
    }
}

/// One line of the log or of a record's timeline.
package struct FactLine: Sendable, Equatable {
    package let id: Fact.ID
    package let at: Instant
    package let actorName: String
    package let organization: Organization.ID?
    package let origin: String
    package let kind: String
    package let noun: String
    package let record: [UInt8]?
    package let words: String
    package let details: [FactDetail]

    package init(_ fact: RecordedFact, _ catalogue: FactCatalogue) {
        id = fact.id
        at = fact.at
        actorName = fact.actorName
        organization = fact.organization
        origin = fact.origin
        kind = fact.kind
        noun = fact.noun
        record = fact.record
        words = catalogue.words(of: fact)
        details = Self.details(fact)
    }

    /// A payload that can't be read is said to be so: it is no fact without details.
    private static func details(_ fact: RecordedFact) -> [FactDetail] {
        do {
            return try FactPayload(json: fact.payload).details
        } catch {
            return [FactDetail("内容", before: nil, after: FactCatalogue.unreadable)]
        }
    }
}

/// Everything that happened to one record, oldest first. Whoever may see the record may see it.
package enum FactTimeline {
    package static func of<Noun>(
        _ noun: StaticString, _ record: Identifier<Noun>, limit: Int = 500, catalogue: FactCatalogue,
        in transaction: Transaction
    ) throws -> [FactLine] {
        try facts(noun.description, record.bytes, limit: limit, in: transaction).map { FactLine($0, catalogue) }
    }
}
