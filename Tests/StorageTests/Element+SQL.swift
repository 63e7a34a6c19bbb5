import Storage
import Timekeeping

/// A row with versions.
enum Element {
    static func insert(_ id: Identifier<Element>, _ name: String, at now: Instant, in transaction: Transaction) throws {
        let serial = try transaction.value(
            "INSERT INTO element (id, version, name, grade, created_at, updated_at) VALUES (\(id), 1, \(name), '原', \(now), \(now)) RETURNING serial",
            as: Int64.self)
        if let serial { try transaction.index("element", serial: serial, text: name, tags: ["grade=原"]) }
    }

    static func rename(
        _ id: Identifier<Element>, _ name: String, grade: String, at now: Instant, in transaction: Transaction
    ) throws {
        let serial = try transaction.value(
            """
            UPDATE element SET version = version + 1, name = \(name), grade = \(grade), updated_at = \(now) WHERE id = \(id)
            RETURNING serial
            """, as: Int64.self)
        if let serial { try transaction.index("element", serial: serial, text: name, tags: ["grade=" + grade]) }
    }

    /// Something that makes no version.
    static func touch(_ id: Identifier<Element>, in transaction: Transaction) throws {
        try transaction.execute("UPDATE element SET grade = grade WHERE id = \(id)")
    }

    static func query(_ words: String? = nil, _ grade: String? = nil, asOf day: CalendarDate) -> ListQuery {
        var query = ListQuery("element", columns: "t.name")
        query.search(words)
        if let grade { query.filter("t.grade = \(grade)", tags: ["grade=" + grade]) }
        query.show(asOf: day, words: "t.name")
        return query
    }

    static func load(_ query: ListQuery, _ page: ListPage, in transaction: Transaction) throws -> Listed<String> {
        try query.load(page, in: transaction) { try $0.next(String.self) }
    }

    static func formerPlaces(_ id: Identifier<Element>, in transaction: Transaction) throws -> [String] {
        try transaction.all("SELECT place FROM element_former WHERE id = \(id) ORDER BY version") { try $0.next(String.self) }
    }
}
