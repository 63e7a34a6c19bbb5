import Storage
import Timekeeping

extension AdministrativeDivision {
    package static func byCode(
        _ codes: some Collection<DivisionCode>, in transaction: Transaction
    ) throws -> [DivisionCode: AdministrativeDivision] {
        var found: [DivisionCode: AdministrativeDivision] = [:]
        let codes = Array(Set(codes))
        for start in stride(from: 0, to: codes.count, by: 1000) {
            let some = Array(codes[start..<min(start + 1000, codes.count)])
            try transaction.forEach("SELECT code, name, status FROM administrative_division WHERE code IN \(list: some)") { row in
                let division = try AdministrativeDivision(&row)
                found[division.code] = division
            }
        }
        return found
    }

    /// The names from the province down: “云岭省云溪市青石县”. Empty where the table does not hold the code.
    package static func fullNames(
        of codes: [DivisionCode], in transaction: Transaction
    ) throws -> [DivisionCode: String] {
        let known = try byCode(Set(codes.flatMap { $0.above + [$0] }), in: transaction)
        return Dictionary(
            codes.compactMap { code in
                known[code].map { (code, wholeName(code.above.compactMap { known[$0]?.name }, $0.name)) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Cities of the table that are none: nobody writes them in an address.
    private static let fillers: Set<String> = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"]

    private static func wholeName(_ above: [String], _ name: String) -> String {
        above.filter { !fillers.contains($0) }.joined() + name
    }

    /// Whether an address or an agency may name the code: it is one of the table, as soon as there is a table.
    package static func mayStand(_ code: DivisionCode, in transaction: Transaction) throws -> Bool {
        if try !byCode([code], in: transaction).isEmpty { return true }
        return try isTableEmpty(in: transaction)
    }

    /// Every code of the table; empty where there is no table.
    package static func allCodes(in transaction: Transaction) throws -> Set<DivisionCode> {
        Set(try transaction.all("SELECT code FROM administrative_division") { try $0.next(DivisionCode.self) })
    }

    /// What somebody means who types this: the place of that code or name before all others, then the larger places
    /// before what lies in them.
    package static func offered(_ typed: String, limit: Int, in transaction: Transaction) throws -> [AdministrativeDivision] {
        var found = try transaction.all(
            """
            SELECT code, name, status FROM administrative_division WHERE (code = \(typed) OR name = \(typed))
                AND status = \(Organization.Status.enabled) ORDER BY code LIMIT \(limit)
            """) { try AdministrativeDivision(&$0) }
        for level in AgencyLevel.allCases.sorted(by: >) where found.count < limit {
            let more = try list(typed, level: level, status: .enabled, page: ListPage(size: limit), in: transaction).rows
            let own = more.filter { $0.name.contains(typed) }.sorted { ($0.name.count, $0.code) < ($1.name.count, $1.code) }
            let others = more.filter { !$0.name.contains(typed) }.sorted { $0.code < $1.code }
            for division in own + others where !found.contains(where: { $0.code == division.code }) { found.append(division) }
        }
        return Array(found.prefix(limit))
    }

    /// What lies directly below: of nothing, the provinces.
    package static func below(_ code: DivisionCode?, in transaction: Transaction) throws -> [AdministrativeDivision] {
        let inside: [AdministrativeDivision] = try transaction.all(
            code.map { code in
                """
                SELECT code, name, status FROM administrative_division
                WHERE code > \(code.prefix) AND code < \(code.prefix + "~") AND level IN \(list: code.levelsBelow) ORDER BY code
                """
            } ?? "SELECT code, name, status FROM administrative_division WHERE level = \(AgencyLevel.province) ORDER BY code"
        ) { try AdministrativeDivision(&$0) }
        let codes = Set(inside.map(\.code))
        return inside.filter { one in one.code != code && !one.code.above.contains { $0 != code && codes.contains($0) } }
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
                // 北京市市辖区朝阳区, as the table has it, is 北京市朝阳区
                for word in words.replacing("市市辖区", with: "市").split(separator: " ") { query.search(String(word)) }
            }
        }
        if let under { query.filter("t.code >= \(under.prefix) AND t.code < \(under.prefix + "~")") }
        if let level { query.filter("t.level = \(level)") }
        if let status { query.filter("t.status = \(status)") }
        guard words != nil, level == nil else { return try query.load(page, in: transaction) { try AdministrativeDivision(&$0) } }
        // of what was looked for the place itself stands before all that lies in it
        let byLevel = AgencyLevel.allCases.sorted(by: >).map { level in
            var part = query
            part.filter("t.level = \(level)")
            return part
        }
        return try ListQuery.loadInOrder(byLevel, page, in: transaction) { try AdministrativeDivision(&$0) }
    }

    static func insert(_ all: [AdministrativeDivision], at now: Instant, in transaction: Transaction) throws {
        for start in stride(from: 0, to: all.count, by: 1000) {
            try insertSome(Array(all[start..<min(start + 1000, all.count)]), at: now, in: transaction)
        }
    }

    private static func insertSome(_ divisions: [AdministrativeDivision], at now: Instant, in transaction: Transaction) throws {
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

    /// What lies below these carries their names: it is found by the new ones.
    static func renewNames(below codes: [DivisionCode], in transaction: Transaction) throws {
        for code in codes {
            let inside = try transaction.all(
                """
                SELECT serial, code FROM administrative_division WHERE code >= \(code.prefix) AND code < \(code.prefix + "~")
                """) { (serial: try $0.next(Int64.self), code: try $0.next(DivisionCode.self)) }
            for start in stride(from: 0, to: inside.count, by: 500) {
                let some = inside[start..<min(start + 500, inside.count)]
                let names = try fullNames(of: some.map(\.code), in: transaction)
                for one in some {
                    try transaction.index("administrative_division", serial: one.serial, text: names[one.code] ?? "")
                }
            }
        }
    }

    private init(_ row: inout Row) throws {
        try self.init(row.next(), name: row.next(), status: row.next())
    }
}

extension DivisionCode {
    fileprivate var levelsBelow: [AgencyLevel] { AgencyLevel.allCases.filter { $0 < level } }

    /// What every code inside begins with.
    fileprivate var prefix: String {
        switch level {
        case .province: String(description.prefix(2))
        case .city: String(description.prefix(4))
        case .county, .township: description
        }
    }
}
