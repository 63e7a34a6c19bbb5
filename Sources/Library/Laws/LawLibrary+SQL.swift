import Authority
import Storage
import Timekeeping

/// What forms, items and imports ask of the library: which provision words mean, and what a provision is called.
package struct LawLibrary {
    package let scope: Scope
    package let transaction: Transaction
    private var known: [String: [Statute]] = [:]

    package init(scope: Scope, in transaction: Transaction) { (self.scope, self.transaction) = (scope, transaction) }

    /// Links what is not yet linked and is known, as in force on `date`; everything else stays text.
    package mutating func linked(_ citations: [Citation], on date: CalendarDate) throws -> [Citation] {
        try citations.map { citation in
            guard citation.provision == nil, let words = CitedWords(citation.text) else { return citation }
            return try linked(words, on: date) ?? citation
        }
    }

    /// What enters an item or a form: known words are linked, and a provision that was not there before must be in force
    /// (LIB-03).
    package mutating func admitted(_ citations: [Citation], kept: [Citation], on date: CalendarDate) throws -> [Citation] {
        for citation in citations where !kept.contains(citation) {
            if let provision = citation.provision, try !isInForce(provision, on: date) {
                throw CitationRefused.notInForce(citation.text, date)
            }
        }
        return try linked(citations, on: date)
    }

    /// What a form posted: a provision to be called by its name, or text.
    /// - Throws: `CitationRefused` for a provision that is not in force on `date` (LIB-03), unless `kept` had it already.
    package mutating func chosen(_ token: String, kept: [Citation], on date: CalendarDate) throws -> Citation {
        if let known = kept.first(where: { $0.token == token }) { return known }
        guard let provision = Provision(token: token) else { return try linked([Citation(token)], on: date)[0] }
        guard let number = provision.number else { throw CitationRefused.unknown }
        let statute = try Statute.load(provision.statute, scope: scope, in: transaction)
        let text = Self.words(provision, number, of: statute)
        guard try isInForce(provision, on: date) else { throw CitationRefused.notInForce(text, date) }
        return Citation(text, provision)
    }

    /// What a token is called, for a form that is drawn again.
    package func label(ofToken token: String) throws -> String {
        guard let provision = Provision(token: token), let number = provision.number,
            let statute = try Statute.seen(provision.statute, scope: scope, in: transaction)
        else { return token }
        return Self.words(provision, number, of: statute)
    }

    private static func words(_ provision: Provision, _ number: ArticleNumber, of statute: Statute) -> String {
        CitedWords.text(
            statute.record.title, number, paragraph: provision.paragraph, item: provision.item, point: provision.point)
    }

    private mutating func linked(_ words: CitedWords, on date: CalendarDate) throws -> Citation? {
        let key = StatuteRecord.key(words.title)
        if known[key] == nil { known[key] = try Statute.titled([words.title], scope: scope, in: transaction) }
        guard let statute = known[key]?.first(where: { $0.standing(on: date) == .inForce }) else { return nil }
        let provision = Provision(statute.id, words.number, paragraph: words.paragraph, item: words.item, point: words.point)
        guard try isInForce(provision, on: date) else { return nil }
        return Citation(Self.words(provision, words.number, of: statute), provision)
    }

    /// Whether the article is in force and has that 款 and 项; an article without words has any.
    private func isInForce(_ provision: Provision, on date: CalendarDate) throws -> Bool {
        guard let number = provision.number,
            let article = try StatuteArticle.wordings(of: number, in: provision.statute, transaction)
                .first(where: { $0.isInForce(on: date) }), try !Statute.isSucceeded(provision.statute, on: date, scope: scope, in: transaction)
        else { return false }
        return article.wording.isEmpty
            || article.wording.part(paragraph: provision.paragraph, item: provision.item, point: provision.point) != nil
    }

    /// Whether each of these is in force on `date`; what is not should be replaced by whoever keeps the form.
    package func outdated(_ citations: [Citation], on date: CalendarDate) throws -> [Citation] {
        try citations.filter { try $0.provision.map { try !isInForce($0, on: date) } ?? false }
    }
}

/// A choice is offered: an article, or one 款 or 项 of it.
package struct ProvisionLine: Sendable, Equatable {
    package let citation: Citation
    package let words: String
    /// Since when this text is in force: two versions of a statute have one name.
    package let since: CalendarDate
}

extension LawLibrary {
    /// What a combobox offers for the typed words: a citation, the title of a statute, or words of an article.
    package func offered(_ typed: String, on date: CalendarDate, most: Int = 20) throws -> [ProvisionLine] {
        let found = try articles(typed, on: date, most: most)
        let asked = CitedWords(typed)
        return found.flatMap { title, article -> [ProvisionLine] in
            let whole = Self.line(title, article, nil, nil)
            guard found.count <= 3, !article.wording.isEmpty else { return [whole] }
            let parts = article.wording.paragraphs.enumerated().flatMap { at, paragraph -> [ProvisionLine] in
                let several = article.wording.paragraphs.count > 1
                let own = several ? [Self.line(title, article, at + 1, nil)] : []
                return own + paragraph.items.flatMap { item -> [ProvisionLine] in
                    guard let number = ArticleWording.itemNumber(item.text) else { return [] }
                    let place: Int? = several ? at + 1 : nil
                    return [Self.line(title, article, place, number)]
                        + item.points.indices.map { Self.line(title, article, place, number, $0 + 1) }
                }
            }
            return ([whole] + parts).filter { line in
                asked?.paragraph.map { $0 == line.citation.provision?.paragraph } ?? true
            }
        }.prefix(most).map { $0 }
    }

    private static func line(
        _ title: String, _ article: StatuteArticle, _ paragraph: Int?, _ item: Int?, _ point: Int? = nil
    ) -> ProvisionLine {
        let provision = Provision(article.statute, article.number, paragraph: paragraph, item: item, point: point)
        let text = CitedWords.text(title, article.number, paragraph: paragraph, item: item, point: point)
        let words = article.wording.part(paragraph: paragraph, item: item, point: point) ?? ""
        return ProvisionLine(citation: Citation(text, provision), words: String(words.prefix(60)), since: article.validFrom)
    }

    private func articles(_ typed: String, on date: CalendarDate, most: Int) throws -> [(String, StatuteArticle)] {
        if let cited = CitedWords(typed) ?? CitedWords(typed + "条") {
            let byNumber = try find(titled: cited.title, "AND t.article_key = \(cited.number.key)", on: date, most: most)
            if !byNumber.isEmpty { return byNumber }
        }
        let byTitle = try find(titled: typed, "", on: date, most: most)
        if !byTitle.isEmpty { return byTitle }
        return try ArticleList.load(
            typed, kinds: [], on: date, scope: scope, page: ListPage(size: most), in: transaction
        ).rows.map { ($0.title, $0.article) }
    }

    /// The statutes whose title is meant first, then the weightier.
    private func find(
        titled title: String, _ further: SQL, on date: CalendarDate, most: Int
    ) throws -> [(String, StatuteArticle)] {
        var filter = StatuteList.Filter(on: date)
        let key = StatuteRecord.key(title)
        let words = title.filter { !"《》〈〉".contains($0) }
        guard !key.isEmpty else { return [] }
        filter.title = words.contains(where: \.isWhitespace) ? words : key
        filter.standing = .inForce
        let statutes = try StatuteList.load(filter, scope: scope, page: ListPage(size: 20), in: transaction).rows
        let best = statutes.filter { StatuteRecord.key($0.record.title) == key } + statutes.filter { StatuteRecord.key($0.record.title) != key }
        var found: [(String, StatuteArticle)] = []
        for statute in best where found.count < most {
            if try Statute.isSucceeded(statute.id, on: date, scope: scope, in: transaction) { continue }
            found += try transaction.all(
                """
                SELECT \(StatuteArticle.columns) FROM statute_article t
                WHERE t.statute_id = \(statute.id) AND \(StatuteArticle.inForce(on: date)) \(further)
                ORDER BY t.position LIMIT \(most - found.count)
                """
            ) { (statute.record.title, try StatuteArticle(&$0)) }
        }
        return found
    }
}

/// Why a citation is refused (LIB-03).
package enum CitationRefused: Refusal, Equatable {
    case unknown
    case notInForce(String, CalendarDate)

    package var code: String {
        switch self {
        case .unknown: "registry.citation.unknown"
        case .notInForce: "registry.citation.notInForce"
        }
    }

    package var message: String {
        switch self {
        case .unknown: "所选条文不存在"
        case .notInForce(let text, let date): "\(text)在\(date)不是现行有效的条文，不能选用"
        }
    }
}
