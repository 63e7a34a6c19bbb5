import Authority
import Importing
import Storage
import Timekeeping

/// An article gets other words from a day on (修改条文, LIB-03), or is put in; the former wording keeps its period. Words
/// that start on the same day as those there correct them, or fill in what was missing.
package struct ArticleAmendment: Sendable {
    package let statute: Statute.ID
    package let version: Int
    package let number: ArticleNumber
    package let wording: ArticleWording
    package let from: CalendarDate
    /// The decision that amends it.
    package let basis: String

    package init(
        of statute: Statute.ID, version: Int, _ number: ArticleNumber, to wording: ArticleWording, from date: CalendarDate,
        basis: String = ""
    ) {
        (self.statute, self.version, self.number, self.wording) = (statute, version, number, wording)
        (from, self.basis) = (date, basis)
    }

    package static let amended = FactKind(
        code: "registry.statute.amended", sentence: "{actor}修改“{title}”{article}，自{date}起施行")
    package static let corrected = FactKind(
        code: "registry.statute.corrected", sentence: "{actor}更正“{title}”{article}的文字")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try Statute.load(statute, scope: actor.scope, in: transaction)
        try former.permitKeeping(by: actor, in: transaction)
        if wording.isEmpty { throw StatuteRefused.missing(MissingField(Statute.Label.article)) }
        if let repealedOn = former.repealedOn, from >= repealedOn { throw StatuteRefused.repealed(repealedOn) }
        guard from >= former.record.effectiveOn else { throw StatuteRefused.wordingBackdated(former.record.effectiveOn) }
        try former.moveOn(expecting: version, at: now, in: transaction)
        let last = try StatuteArticle.wordings(of: number, in: statute, transaction).last
        if let last, last.validFrom == from, last.validUntil == former.repealedOn {
            try last.correct(to: wording, title: former.record.title, in: transaction)
        } else {
            try succeed(last, in: former, at: now, in: transaction)
        }
        let kind = last?.validFrom == from ? Self.corrected : Self.amended
        try former.fact(
            kind, [FactDetail(number.label, before: last?.wording.text, after: wording.text)], by: actor, at: now,
            ["article": number.label, "date": from.description]
        ).record(in: transaction)
    }

    private func succeed(_ last: StatuteArticle?, in former: Statute, at now: Instant, in transaction: Transaction) throws {
        if let last {
            let start = max(last.validFrom, last.validUntil ?? last.validFrom)
            guard from > last.validFrom, last.validUntil == former.repealedOn || from >= start else {
                throw StatuteRefused.wordingBackdated(start)
            }
            if last.validUntil == former.repealedOn { try last.end(on: from, in: transaction) }
        }
        try StatuteArticle(
            id: StatuteArticle.ID(at: now), statute: statute, number: number, headings: try headings(last, in: transaction),
            wording: wording, validFrom: from, validUntil: former.repealedOn, basis: basis
        ).insert(ofTitle: former.record.title, in: transaction)
    }

    /// An article that is put in stands under the headings of the one before it.
    private func headings(_ last: StatuteArticle?, in transaction: Transaction) throws -> [String] {
        if let last { return last.headings }
        return try StatuteArticle.all(of: statute, in: transaction).last { $0.number < number }?.headings ?? []
    }
}

/// One article is struck out from a day on (废止条文).
package struct ArticleRepeal: Sendable {
    package let statute: Statute.ID
    package let version: Int
    package let number: ArticleNumber
    package let from: CalendarDate

    package init(of statute: Statute.ID, version: Int, _ number: ArticleNumber, from date: CalendarDate) {
        (self.statute, self.version, self.number, from) = (statute, version, number, date)
    }

    package static let repealed = FactKind(
        code: "registry.statute.articleRepealed", sentence: "{actor}将“{title}”{article}标记为自{date}起废止")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try Statute.load(statute, scope: actor.scope, in: transaction)
        try former.permitKeeping(by: actor, in: transaction)
        guard let last = try StatuteArticle.wordings(of: number, in: statute, transaction).last, last.validUntil == former.repealedOn
        else { throw StatuteRefused.articleMissing(number) }
        if let repealedOn = former.repealedOn, from >= repealedOn { throw StatuteRefused.repealed(repealedOn) }
        guard from > last.validFrom else { throw StatuteRefused.wordingBackdated(last.validFrom) }
        try former.moveOn(expecting: version, at: now, in: transaction)
        try last.end(on: from, in: transaction)
        try former.fact(
            Self.repealed, [FactDetail(number.label, before: last.wording.text, after: nil)], by: actor, at: now,
            ["article": number.label, "date": from.description]
        ).record(in: transaction)
    }
}
