import Authority
import Importing
import Storage
import Timekeeping

/// The fields of a statute become these (修改, LIB-03). Its text is changed article by article.
package struct StatuteChange: Sendable {
    package let statute: Statute.ID
    package let version: Int
    package let record: StatuteRecord

    package init(of statute: Statute.ID, version: Int, to record: StatuteRecord) {
        (self.statute, self.version, self.record) = (statute, version, record)
    }

    package static let changed = FactKind(code: "registry.statute.changed", sentence: "{actor}修改法律法规“{title}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try Statute.load(statute, scope: actor.scope, in: transaction)
        try former.permitKeeping(by: actor, in: transaction)
        try record.check()
        if let repealedOn = former.repealedOn, repealedOn <= record.effectiveOn { throw StatuteRefused.repealedBeforeEffect }
        // wordings that already ended bound the first day from above
        let ended = try StatuteArticle.all(of: statute, in: transaction).compactMap(\.validUntil).min()
        if let ended, record.effectiveOn >= ended { throw StatuteRefused.wordingBackdated(ended) }
        try transaction.refusing(["statute_title": StatuteRefused.titleTaken]) {
            try record.update(former, expecting: version, at: now, in: transaction)
        }
        try former.fact(Self.changed, record.changes(from: former.record), by: actor, at: now).record(in: transaction)
    }
}

/// A statute is no longer in force from a day on (废止, LIB-03); with it every article. Facts of the days before keep
/// what was in force then.
package struct StatuteRepeal: Sendable {
    package let statute: Statute.ID
    package let version: Int
    /// The first day on which it is no longer in force.
    package let from: CalendarDate

    package init(of statute: Statute.ID, version: Int, from date: CalendarDate) {
        (self.statute, self.version, from) = (statute, version, date)
    }

    package static let repealed = FactKind(code: "registry.statute.repealed", sentence: "{actor}将“{title}”标记为自{date}起废止")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try Statute.load(statute, scope: actor.scope, in: transaction)
        try former.permitKeeping(by: actor, in: transaction)
        try former.moveOn(expecting: version, at: now, in: transaction)
        try former.end(on: from, replacedBy: nil, by: actor, at: now, in: transaction)
    }
}

extension Statute {
    package func end(
        on date: CalendarDate, replacedBy: ID?, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        if let repealedOn { throw StatuteRefused.repealed(repealedOn) }
        guard date > record.effectiveOn else { throw StatuteRefused.repealedBeforeEffect }
        try repeal(from: date, replacedBy: replacedBy, at: now, in: transaction)
        try fact(
            StatuteRepeal.repealed, [FactDetail(Label.repealedOn, before: nil, after: date.description)], by: actor, at: now,
            ["date": date.description]
        ).record(in: transaction)
    }

    package func fact(
        _ kind: FactKind, _ details: [FactDetail], by actor: Actor, at now: Instant, _ values: [String: String] = [:]
    ) -> Fact {
        Fact(
            kind: kind, actor: actor, at: now, organization: organization ?? actor.organization, noun: "Statute",
            record: id.bytes, details: details, values: values.merging(["title": record.title]) { own, _ in own })
    }
}
