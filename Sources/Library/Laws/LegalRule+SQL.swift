import Authority
import Importing
import Storage
import Timekeeping

extension LegalRule {
    private static let columns: SQL = """
        t.id, t.code, t.statute, t.article_key, t.paragraph, t.limits, t.numbers, t.verification, t.valid_from,
        t.valid_until, t.basis
        """

    package static func find(_ id: ID, in transaction: Transaction) throws -> LegalRule? {
        try transaction.first("SELECT \(columns) FROM legal_rule t WHERE t.id = \(id)") { try LegalRule(&$0) }
    }

    /// All periods of a rule, the oldest first.
    package static func periods(of code: String, in transaction: Transaction) throws -> [LegalRule] {
        try transaction.all("SELECT \(columns) FROM legal_rule t WHERE t.code = \(code) ORDER BY t.valid_from") {
            try LegalRule(&$0)
        }
    }

    /// The rule as it holds on a day; what the law does not limit then is nil.
    package static func holding(_ code: String, on date: CalendarDate, in transaction: Transaction) throws -> LegalRule? {
        try periods(of: code, in: transaction).first { $0.holds(on: date) }
    }

    /// The rules that hold on a day.
    package static func list(
        words: String?, on date: CalendarDate, page: ListPage, in transaction: Transaction
    ) throws -> Listed<LegalRule> {
        var query = ListQuery("legal_rule", columns: columns)
        query.search(words)
        query.filter("t.valid_from <= \(date) AND (t.valid_until IS NULL OR t.valid_until > \(date))")
        return try query.load(page, in: transaction) { try LegalRule(&$0) }
    }

    package static func codes(in transaction: Transaction) throws -> Set<String> {
        Set(try transaction.all("SELECT DISTINCT code FROM legal_rule") { try $0.next(String.self) })
    }

    private init(_ row: inout Row) throws {
        id = try row.next()
        code = try row.next()
        let (statute, key): (String, String) = (try row.next(), try row.next())
        guard let article = ArticleNumber(key: key) else { throw StorageError.broken("legal_rule holds no article") }
        let paragraph: Int? = try row.next()
        let (limits, numbers): (String, String) = (try row.next(), try row.next())
        record = LegalRuleRecord(
            statute: statute, article: article, paragraph: paragraph, limits: limits,
            numbers: try [LegalNumber].read(json: numbers), verification: try row.next())
        validFrom = try row.next()
        validUntil = try row.next()
        basis = try row.next()
    }

    package func insert(by account: Account.ID?, at now: Instant, in transaction: Transaction) throws {
        let serial = try transaction.value(
            """
            INSERT INTO legal_rule (id, code, statute, article_key, paragraph, limits, numbers, verification, valid_from,
                valid_until, basis, created_at, created_by)
            VALUES (\(id), \(code), \(record.statute), \(record.article.key), \(record.paragraph), \(record.limits),
                \(try record.numbers.json()), \(record.verification), \(validFrom), \(validUntil), \(basis), \(now),
                \(account))
            RETURNING serial
            """, as: Int64.self)
        if let serial {
            try transaction.index("legal_rule", serial: serial, text: record.limits + " " + record.citation + " " + record.numbersText)
        }
    }

    /// What was delivered wrongly is given out again in the right words, as long as nobody has succeeded it.
    /// - Returns: whether something was wrong.
    func correctDelivered(in transaction: Transaction) throws -> Bool {
        let periods = try Self.periods(of: code, in: transaction)
        guard periods.count == 1, let there = periods.first, there.basis == basis, there.validFrom == validFrom, there.record != record
        else { return false }
        let serial = try transaction.value(
            """
            UPDATE legal_rule SET article_key = \(record.article.key), paragraph = \(record.paragraph), limits = \(record.limits),
                numbers = \(try record.numbers.json()), verification = \(record.verification) WHERE id = \(there.id) RETURNING serial
            """, as: Int64.self)
        if let serial {
            try transaction.index("legal_rule", serial: serial, text: record.limits + " " + record.citation + " " + record.numbersText)
        }
        return true
    }

    package func end(on date: CalendarDate, in transaction: Transaction) throws {
        let ended = try transaction.execute(
            "UPDATE legal_rule SET valid_until = \(date) WHERE id = \(id) AND valid_until IS NULL")
        guard ended == 1 else { throw StorageError.overtaken }
    }
}
