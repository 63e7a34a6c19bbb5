import Authority
import Importing
import Storage
import Timekeeping

/// A file becomes a statute of the library: a new one, or, with the same title and the same first day in force, the one
/// that is there. Missing words are filled in, differing ones corrected; nothing is taken away.
package struct StatuteUpsert: Sendable {
    package let text: StatuteText

    package init(_ text: StatuteText) { self.text = text }

    package func make(
        by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> (outcome: SheetOutcome, id: Statute.ID) {
        try text.check()
        guard let known = try Statute.titled(text.record.title, effectiveOn: text.record.effectiveOn, in: transaction) else {
            return (.created, try add(by: actor, at: now, in: transaction))
        }
        // somebody else's is told as such, also when it is out of sight
        try known.permitKeeping(by: actor, in: transaction)
        var version = known.version
        let record = text.record.completing(known.record)
        if record != known.record {
            try StatuteChange(of: known.id, version: version, to: record).make(by: actor, at: now, in: transaction)
            version += 1
        }
        let corrected = try correct(known, in: transaction)
        if !corrected.isEmpty {
            try known.moveOn(expecting: version, at: now, in: transaction)
            try known.fact(
                ArticleAmendment.corrected, corrected, by: actor, at: now, ["article": "\(corrected.count)条"]
            ).record(in: transaction)
        }
        let isRepealed = try repeal(known, by: actor, at: now, in: transaction)
        return (record == known.record && corrected.isEmpty && !isRepealed ? .unchanged : .changed, known.id)
    }

    /// A newer version takes the place of the older ones; one that is older than what is there ends where the next
    /// begins.
    private func add(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Statute.ID {
        let others = try Statute.versions(of: text.record.title, scope: actor.scope, in: transaction)
        let older = others.filter { $0.repealedOn == nil && $0.record.effectiveOn < text.record.effectiveOn }
        for other in older { try other.permitKeeping(by: actor, in: transaction) }
        let next = others.first { $0.record.effectiveOn > text.record.effectiveOn }
        let ending = StatuteText(
            text.record, articles: text.articles, repealedOn: text.repealedOn ?? next?.record.effectiveOn)
        return try StatuteAddition(ending, replaces: older.map(\.id)).make(by: actor, at: now, in: transaction)
    }

    /// - Returns: whether the file says of the end of the statute what was not known.
    private func repeal(_ known: Statute, by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Bool {
        guard let date = text.repealedOn, date != known.repealedOn else { return false }
        guard let former = known.repealedOn else {
            try known.end(on: date, replacedBy: nil, by: actor, at: now, in: transaction)
            return true
        }
        guard date > text.record.effectiveOn else { throw StatuteRefused.repealedBeforeEffect }
        try known.moveRepeal(to: date, at: now, in: transaction)
        try known.fact(
            StatuteRepeal.repealed, [FactDetail(Statute.Label.repealedOn, before: former.description, after: date.description)],
            by: actor, at: now, ["date": date.description]
        ).record(in: transaction)
        return true
    }

    private func correct(_ known: Statute, in transaction: Transaction) throws -> [FactDetail] {
        let former = Dictionary(
            try StatuteArticle.all(of: known.id, in: transaction).map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        var details: [FactDetail] = []
        for article in text.articles {
            let there = former[article.number]
            if let there {
                // a wording that was amended since is history: the file of that time says nothing new
                guard there.wording.isEmpty || there.validUntil == known.repealedOn,
                    there.wording != article.wording || there.headings != article.headings
                else { continue }
                try there.correct(to: article.wording, headings: article.headings, title: known.record.title, in: transaction)
            } else {
                try article.article(of: known.id, from: known.record.effectiveOn, at: known.updatedAt)
                    .insert(ofTitle: known.record.title, in: transaction)
            }
            details.append(FactDetail(article.number.label, before: there?.wording.text, after: article.wording.text))
        }
        return details
    }
}

extension StatuteRecord {
    /// What this file does not say stays as it was.
    fileprivate func completing(_ former: StatuteRecord) -> StatuteRecord {
        var record = self
        if documentNumber.isEmpty { record.documentNumber = former.documentNumber }
        if issuer.isEmpty { record.issuer = former.issuer }
        if promulgatedOn == nil { record.promulgatedOn = former.promulgatedOn }
        if preamble.isEmpty { record.preamble = former.preamble }
        return record
    }
}
