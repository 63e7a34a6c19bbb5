import Storage
import Timekeeping

extension AdministrativeDivision {
    package static func byCode(
        _ codes: some Collection<DivisionCode>, in transaction: Transaction
    ) throws -> [DivisionCode: AdministrativeDivision] {
        let found = try transaction.all(
            "SELECT code, name, status FROM administrative_division WHERE code IN \(list: codes)") { try AdministrativeDivision(&$0) }
        return Dictionary(found.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The names from the province down: “云岭省云溪市青石县”. Empty where the table does not hold the code.
    package static func fullNames(
        of codes: [DivisionCode], in transaction: Transaction
    ) throws -> [DivisionCode: String] {
        let known = try byCode(Set(codes.flatMap { $0.above + [$0] }), in: transaction)
        return Dictionary(
            codes.compactMap { code in
                known[code].map { (code, code.above.compactMap { known[$0]?.name }.joined() + $0.name) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether the table has been filled at all; a platform can begin without it.
    package static func isTableEmpty(in transaction: Transaction) throws -> Bool {
        try transaction.value("SELECT 1 FROM administrative_division LIMIT 1", as: Int.self) == nil
    }

    /// Newest first; `words` is the beginning of a code or any part of a name.
    package static func list(
        _ words: String? = nil, level: AgencyLevel? = nil, under: DivisionCode? = nil, status: Organization.Status? = nil,
        page: ListPage = ListPage(), in transaction: Transaction
    ) throws -> Listed<AdministrativeDivision> {
        var query = ListQuery("administrative_division", columns: "t.code, t.name, t.status")
        if let words {
            if words.allSatisfy(\.isNumber) {
                query.filter("t.code >= \(words) AND t.code < \(words + "~")")
            } else {
                query.search(words)
            }
        }
        if let under { query.filter("t.code >= \(under.prefix) AND t.code < \(under.prefix + "~")") }
        if let level { query.filter("t.level = \(level)") }
        if let status { query.filter("t.status = \(status)") }
        return try query.load(page, in: transaction) { try AdministrativeDivision(&$0) }
    }

    static func insert(_ divisions: [AdministrativeDivision], at now: Instant, in transaction: Transaction) throws {
        guard !divisions.isEmpty else { return }
        let rows = divisions.map { division -> SQL in
            "(\(division.code), \(division.name), \(division.code.level), \(division.status), CAST(\(now) AS BIGINT))"
        }
        try transaction.execute(
            """
            INSERT INTO administrative_division (code, name, level, status, updated_at) VALUES \(rows.joinedByComma())
            """)
        let names = try fullNames(of: divisions.map(\.code), in: transaction)
        let serials = try transaction.all(
            "SELECT serial, code FROM administrative_division WHERE code IN \(list: divisions.map(\.code))"
        ) { (serial: try $0.next(Int64.self), code: try $0.next(DivisionCode.self)) }
        try transaction.index("administrative_division", serials.map { (serial: $0.serial, text: names[$0.code] ?? "", tags: []) })
    }

    func update(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE administrative_division SET name = \(name), status = \(status), updated_at = \(now) WHERE code = \(code)
            """)
        let names = try Self.fullNames(of: [code], in: transaction)
        if let serial: Int64 = try transaction.value("SELECT serial FROM administrative_division WHERE code = \(code)") {
            try transaction.index("administrative_division", serial: serial, text: names[code] ?? name)
        }
    }

    private init(_ row: inout Row) throws {
        try self.init(row.next(), name: row.next(), status: row.next())
    }
}

extension DivisionCode {
    /// What every code inside begins with.
    fileprivate var prefix: String {
        switch level {
        case .province: String(description.prefix(2))
        case .city: String(description.prefix(4))
        case .county, .township: description
        }
    }
}
