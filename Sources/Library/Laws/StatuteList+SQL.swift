import Authority
import Storage
import Timekeeping

/// The library as a list (LIB-02).
package struct StatuteList: Sendable {
    package struct Filter: Sendable, Codable {
        package var kinds: [StatuteKind] = []
        /// Any part of title, number or issuer.
        package var title: String?
        package var issuer: String?
        package var standing: StatuteStanding?
        package var on: CalendarDate
        /// As it was at the end of that day (ELEM-06).
        package var asOf: CalendarDate?
        package init(on date: CalendarDate) { on = date }
    }

    package static func load(
        _ filter: Filter, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<Statute> {
        guard filter.title != nil, filter.asOf == nil else {
            return try query(filter, scope: scope).load(page, in: transaction) { try Statute(serial: 0, &$0) }
        }
        // of what was looked for: in force first, the weightier first
        let kinds = StatuteKind.byRank.filter { filter.kinds.isEmpty || filter.kinds.contains($0) }
        let standings = filter.standing.map { [$0] } ?? [.inForce, .pending, .repealed]
        let queries = standings.flatMap { standing in
            kinds.map { kind in
                var part = filter
                (part.kinds, part.standing) = ([kind], standing)
                return query(part, scope: scope)
            }
        }
        return try ListQuery.loadInOrder(queries, page, in: transaction) { try Statute(serial: 0, &$0) }
    }

    package static func query(_ filter: Filter, scope: Scope) -> ListQuery {
        var query = ListQuery("statute", columns: Statute.columns, lookups: Statute.keeper)
        query.filter(Statute.visible(to: scope))
        query.search(words: filter.title)
        if !filter.kinds.isEmpty { query.filter("t.kind IN \(list: filter.kinds)") }
        if let issuer = filter.issuer { query.filter(.contains("t.issuer", issuer)) }
        switch filter.standing {
        case .pending?: query.filter("t.effective_on > \(filter.on)")
        case .inForce?:
            query.filter("t.effective_on <= \(filter.on) AND (t.repealed_on IS NULL OR t.repealed_on > \(filter.on))")
        case .repealed?: query.filter("t.repealed_on <= \(filter.on)")
        case nil: break
        }
        if let day = filter.asOf { query.show(asOf: day, words: "t.title") }
        return query
    }
}

/// An article found by its words.
package struct ArticleLine: Sendable {
    package let article: StatuteArticle
    package let title: String
    package let kind: StatuteKind
}

/// Search in the texts (LIB-02): the articles in force on a day that hold the words.
package struct ArticleList: Sendable {
    package static func load(
        _ words: String, kinds: [StatuteKind], on date: CalendarDate, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<ArticleLine> {
        // laws first, then what is made under them, then the rest: each group reads every article that holds the words
        let groups: [[StatuteKind]] = kinds.isEmpty && !words.isEmpty
            ? [[.law], [.administrativeRegulation, .judicialInterpretation, .localRegulation],
                [.departmentalRule, .localRule, .safetyStandard, .normativeDocument]] : [kinds]
        func part(_ isEmpty: Bool) -> [ListQuery] {
            groups.map { kinds in
                var part = query(words, kinds: kinds, on: date, scope: scope)
                part.filter(isEmpty ? "t.content = ''" : "t.content <> ''")
                return part
            }
        }
        // an article whose text was never put in holds the words in the name of its statute at most, and stands last;
        // where nothing is looked for it is an answer only as long as no text is there at all
        guard words.isEmpty else { return try load(part(false) + part(true), page, in: transaction) }
        let worded = try load(part(false), page, in: transaction)
        return worded.rows.isEmpty ? try load(part(true), page, in: transaction) : worded
    }

    private static func load(_ queries: [ListQuery], _ page: ListPage, in transaction: Transaction) throws -> Listed<ArticleLine> {
        try ListQuery.loadInOrder(queries, page, in: transaction) {
            let article = try StatuteArticle(&$0)
            return ArticleLine(article: article, title: try $0.next(), kind: try $0.next())
        }
    }

    package static func query(_ words: String, kinds: [StatuteKind], on date: CalendarDate, scope: Scope) -> ListQuery {
        var query = ListQuery(
            "statute_article", columns: "\(StatuteArticle.columns), l.title, l.kind", joins: "JOIN statute l ON l.id = t.statute_id")
        query.search(words: words)
        query.filter(StatuteArticle.inForce(on: date))
        query.filter(Statute.visible(to: scope, "l.organization_id"))
        if !kinds.isEmpty { query.filter("l.kind IN \(list: kinds)") }
        return query
    }
}
