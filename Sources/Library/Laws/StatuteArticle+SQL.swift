import Importing
import Storage
import Timekeeping

extension StatuteArticle {
    package static let columns: SQL = """
        t.id, t.statute_id, t.article_key, t.headings, t.content, t.valid_from, t.valid_until, t.basis
        """

    static func inForce(on date: CalendarDate) -> SQL {
        "t.valid_from <= \(date) AND (t.valid_until IS NULL OR t.valid_until > \(date))"
    }

    /// All wordings of a statute, in its order, the oldest of each article first.
    package static func all(of statute: Statute.ID, in transaction: Transaction) throws -> [StatuteArticle] {
        try find("t.statute_id = \(statute)", in: transaction)
    }

    /// All wordings of one article, the oldest first.
    package static func wordings(
        of number: ArticleNumber, in statute: Statute.ID, _ transaction: Transaction
    ) throws -> [StatuteArticle] {
        try find("t.statute_id = \(statute) AND t.article_key = \(number.key)", in: transaction)
    }

    /// The articles of these provisions in the wording of that day.
    package static func inForce(
        _ provisions: Set<Provision>, on date: CalendarDate, in transaction: Transaction
    ) throws -> [Provision: StatuteArticle] {
        guard !provisions.isEmpty else { return [:] }
        let statutes = Set(provisions.map(\.statute)).sorted()
        let articles = Set(provisions.map(\.article)).sorted()
        let found = try find(
            "t.statute_id IN \(list: statutes) AND t.article_key IN \(list: articles) AND \(inForce(on: date))", in: transaction)
        let byPlace = Dictionary(grouping: found) { $0.statute }.mapValues { Dictionary($0.map { ($0.number.key, $0) }) { _, last in last } }
        return provisions.reduce(into: [:]) { words, provision in words[provision] = byPlace[provision.statute]?[provision.article] }
    }

    private static func find(_ condition: SQL, in transaction: Transaction) throws -> [StatuteArticle] {
        try transaction.all(
            "SELECT \(columns) FROM statute_article t WHERE \(condition) ORDER BY t.position, t.valid_from"
        ) { try StatuteArticle(&$0) }
    }

    package init(_ row: inout Row) throws {
        id = try row.next()
        statute = try row.next()
        let key: String = try row.next()
        guard let known = ArticleNumber(key: key) else { throw StorageError.broken("statute_article holds no number") }
        number = known
        headings = try row.next(String.self).split(separator: "\n").map(String.init)
        wording = ArticleWording(try row.next())
        validFrom = try row.next()
        validUntil = try row.next()
        basis = try row.next()
    }

    package func insert(ofTitle title: String, in transaction: Transaction) throws {
        try Self.insert([self], ofTitle: title, in: transaction)
    }

    /// New wordings, some hundred at once.
    package static func insert(_ articles: [StatuteArticle], ofTitle title: String, in transaction: Transaction) throws {
        var rest = articles[...]
        while !rest.isEmpty {
            let batch = rest.prefix(80)
            let values = batch.map { article -> SQL in
                """
                (\(article.id), \(article.statute), \(article.number.key), \(article.number.position),
                \(article.headings.joined(separator: "\n")), \(article.wording.text), \(article.validFrom),
                \(article.validUntil), \(article.basis))
                """
            }
            let serials = try transaction.all(
                """
                INSERT INTO statute_article (id, statute_id, article_key, position, headings, content, valid_from,
                    valid_until, basis)
                VALUES \(values.joinedByComma()) RETURNING id, serial
                """
            ) { row in (try row.next(ID.self), try row.next(Int64.self)) }
            let bySerial = Dictionary(serials, uniquingKeysWith: { first, _ in first })
            try transaction.index("statute_article", batch.compactMap { article in
                bySerial[article.id].map { (serial: $0, text: searchText(title, article.number, article.wording), tags: []) }
            })
            rest = rest.dropFirst(batch.count)
        }
    }

    package func end(on date: CalendarDate, in transaction: Transaction) throws {
        try transaction.execute("UPDATE statute_article SET valid_until = \(date) WHERE id = \(id)")
    }

    /// Puts in words that were missing or mistyped; the period stays.
    func correct(to wording: ArticleWording, headings: [String]? = nil, title: String, in transaction: Transaction) throws {
        let serial = try transaction.value(
            """
            UPDATE statute_article SET content = \(wording.text), headings = \((headings ?? self.headings).joined(separator: "\n"))
            WHERE id = \(id) RETURNING serial
            """, as: Int64.self)
        if let serial {
            try transaction.index("statute_article", serial: serial, text: Self.searchText(title, number, wording))
        }
    }

    /// One line: below it an entry of the index holds tags.
    private static func searchText(_ title: String, _ number: ArticleNumber, _ wording: ArticleWording) -> String {
        title + " " + number.label + " " + wording.text.replacing("\n", with: " ")
    }
}
