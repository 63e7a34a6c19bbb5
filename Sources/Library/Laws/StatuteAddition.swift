import Authority
import Importing
import Storage
import Timekeeping

/// A statute enters the library with its whole text (法律法规管理 → 新增, LIB-03); it belongs to the agency of who enters
/// it. What it replaces is repealed from the day it comes into force.
package struct StatuteAddition: Sendable {
    package let text: StatuteText
    package let replaces: [Statute.ID]

    package init(_ text: StatuteText, replaces: [Statute.ID] = []) { (self.text, self.replaces) = (text, replaces) }

    package static let added = FactKind(code: "registry.statute.added", sentence: "{actor}新增法律法规“{title}”")

    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Statute.ID {
        try actor.require(.manageLaws)
        try text.check()
        try permitBesideOthers(actor.scope, in: transaction)
        let replaced = try replaces.map { try Statute.load($0, scope: actor.scope, in: transaction) }
        let id = try text.insert(keptBy: actor.organization, by: actor.account, at: now, in: transaction)
        for former in replaced {
            try former.permitKeeping(by: actor, in: transaction)
            try former.end(on: text.record.effectiveOn, replacedBy: id, by: actor, at: now, in: transaction)
        }
        try Fact(
            kind: Self.added, actor: actor, at: now, organization: actor.organization, noun: "Statute", record: id.bytes,
            details: text.record.changes(from: nil) + [
                FactDetail(Statute.Label.article, before: nil, after: "\(text.articles.count)条"),
                .change(Statute.Label.replaces, nil, replaced.isEmpty ? nil : replaced.map(\.record.title).joined(separator: "、")),
            ].compactMap { $0 },
            values: ["title": text.record.title]
        ).record(in: transaction)
        return id
    }
}

extension StatuteAddition {
    /// Two versions of one statute are never in force at once: the older ends where the newer begins.
    private func permitBesideOthers(_ scope: Scope, in transaction: Transaction) throws {
        for other in try Statute.versions(of: text.record.title, scope: scope, in: transaction) where !replaces.contains(other.id) {
            if other.repealedOn == nil, other.record.effectiveOn < text.record.effectiveOn { throw StatuteRefused.olderInForce(other.record.effectiveOn) }
            if other.record.effectiveOn > text.record.effectiveOn, text.repealedOn == nil {
                throw StatuteRefused.newerThere(other.record.effectiveOn)
            }
        }
    }
}

extension StatuteText {
    package init(_ record: StatuteRecord, articles: [Article], repealedOn: CalendarDate? = nil) {
        (self.record, self.articles, self.repealedOn) = (record, articles, repealedOn)
    }

    package func check() throws(StatuteRefused) {
        try record.check()
        guard !articles.isEmpty else { throw .noArticles }
        var seen: Set<ArticleNumber> = []
        for article in articles where !seen.insert(article.number).inserted { throw .articleRepeated(article.number) }
        if let repealedOn, repealedOn <= record.effectiveOn { throw .repealedBeforeEffect }
    }

    /// Writes statute and articles, all in force from the same day on.
    package func insert(
        keptBy agency: Organization.ID?, by account: Account.ID?, at now: Instant, in transaction: Transaction
    ) throws -> Statute.ID {
        let id = Statute.ID(at: now)
        try transaction.refusing(["statute_title": StatuteRefused.titleTaken]) {
            try record.insert(id, keptBy: agency, by: account, at: now, in: transaction)
        }
        try StatuteArticle.insert(articles.map { $0.article(of: id, from: record.effectiveOn, at: now) }, ofTitle: record.title, in: transaction)
        if let repealedOn, let made = try Statute.find("t.id = \(id)", in: transaction).first {
            try made.repeal(from: repealedOn, replacedBy: nil, at: now, in: transaction)
        }
        return id
    }
}

extension StatuteText.Article {
    func article(of statute: Statute.ID, from date: CalendarDate, at now: Instant) -> StatuteArticle {
        StatuteArticle(
            id: StatuteArticle.ID(at: now), statute: statute, number: number, headings: headings, wording: wording,
            validFrom: date, validUntil: nil, basis: "")
    }
}

extension Statute {
    /// A statute is kept by the agency that entered it; what is delivered, by the highest one.
    package func permitKeeping(by actor: Actor, in transaction: Transaction) throws {
        try actor.require(.manageLaws)
        guard try isKept(by: actor, in: transaction) else { throw StatuteRefused.notMaintainer(agency: organizationName) }
    }

    package func isKept(by actor: Actor, in transaction: Transaction) throws -> Bool {
        guard let organization else { return try Self.isHighest(actor.organization, in: transaction) }
        return organization == actor.organization
    }
}
