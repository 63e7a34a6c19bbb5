import Authority
import Storage
import Timekeeping

/// What forms, items and imports ask of the library: which provision words mean, and what a provision is called.
package struct LawLibrary {
    let scope: Scope
    let transaction: Transaction
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
        let text = CitedWords.text(statute.record.title, number, paragraph: provision.paragraph, item: provision.item)
        guard try isInForce(provision, on: date) else { throw CitationRefused.notInForce(text, date) }
        return Citation(text, provision)
    }

    /// What a token is called, for a form that is drawn again.
    package func label(ofToken token: String) throws -> String {
        guard let provision = Provision(token: token), let number = provision.number,
            let statute = try Statute.seen(provision.statute, scope: scope, in: transaction)
        else { return token }
        return CitedWords.text(statute.record.title, number, paragraph: provision.paragraph, item: provision.item)
    }

    private mutating func linked(_ words: CitedWords, on date: CalendarDate) throws -> Citation? {
        let key = StatuteRecord.key(words.title)
        if known[key] == nil { known[key] = try Statute.titled([words.title], scope: scope, in: transaction) }
        guard let statute = known[key]?.first(where: { $0.standing(on: date) == .inForce }) else { return nil }
        let provision = Provision(statute.id, words.number, paragraph: words.paragraph, item: words.item)
        guard try isInForce(provision, on: date) else { return nil }
        return Citation(
            CitedWords.text(statute.record.title, words.number, paragraph: words.paragraph, item: words.item), provision)
    }

    /// Whether the article is in force and has that 款 and 项; an article without words has any.
    private func isInForce(_ provision: Provision, on date: CalendarDate) throws -> Bool {
        guard let number = provision.number,
            let article = try StatuteArticle.wordings(of: number, in: provision.statute, transaction)
                .first(where: { $0.isInForce(on: date) })
        else { return false }
        return article.wording.isEmpty || article.wording.part(paragraph: provision.paragraph, item: provision.item) != nil
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
                return own + paragraph.items.compactMap { item in
                    ArticleWording.itemNumber(item).map { Self.line(title, article, several ? at + 1 : nil, $0) }
                }
            }
            return ([whole] + parts).filter { line in
                asked?.paragraph.map { $0 == line.citation.provision?.paragraph } ?? true
            }
        }.prefix(most).map { $0 }
    }

    private static func line(_ title: String, _ article: StatuteArticle, _ paragraph: Int?, _ item: Int?) -> ProvisionLine {
        let provision = Provision(article.statute, article.number, paragraph: paragraph, item: item)
        let text = CitedWords.text(title, article.number, paragraph: paragraph, item: item)
        let words = article.wording.part(paragraph: paragraph, item: item) ?? ""
        return ProvisionLine(citation: Citation(text, provision), words: String(words.prefix(60)))
    }

    private func articles(_ typed: String, on date: CalendarDate, most: Int) throws -> [(String, StatuteArticle)] {
        if let cited = CitedWords(typed) ?? CitedWords(typed + "条") {
            let byNumber = try find(
                titleLike: StatuteRecord.key(cited.title), "AND t.article_key = \(cited.number.key)", on: date, most: most)
            if !byNumber.isEmpty { return byNumber }
        }
        let byTitle = try find(titleLike: StatuteRecord.key(typed), "", on: date, most: most)
        if !byTitle.isEmpty { return byTitle }
        return try ArticleList.load(
            typed, kinds: [], on: date, scope: scope, page: ListPage(size: most), in: transaction
        ).rows.map { ($0.title, $0.article) }
    }

    private func find(
        titleLike title: String, _ further: SQL, on date: CalendarDate, most: Int
    ) throws -> [(String, StatuteArticle)] {
        try transaction.all(
            """
            SELECT l.title, \(StatuteArticle.columns) FROM statute l JOIN statute_article t ON t.statute_id = l.id
            WHERE \(.contains("l.title_key", title)) AND \(StatuteArticle.inForce(on: date))
                AND \(Statute.visible(to: scope, "l.organization_id")) \(further)
            ORDER BY l.kind = 'law' DESC, l.serial, t.position LIMIT \(most)
            """
        ) { (try $0.next(), try StatuteArticle(&$0)) }
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
