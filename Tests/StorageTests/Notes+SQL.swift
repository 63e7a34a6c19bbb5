import TestKit

@testable import Storage

/// A small table to store into: notes with a unique title and a parent.
enum Notes {
    static let migration = Migration(
        "test.01-notes",
        """
        CREATE TABLE note (
            serial SERIAL,
            id UUID NOT NULL CONSTRAINT note_id UNIQUE,
            parent_id UUID REFERENCES note (id),
            title TEXT NOT NULL,
            rank BIGINT NOT NULL CONSTRAINT note_rank CHECK (rank >= 0),
            version BIGINT NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX note_title ON note (title)",
        "CREATE INDEX note_by_rank ON note (rank, serial)"
    ).searchable("note")

    static func each(_ body: (Database) async throws -> Void) async throws {
        try await TestStore.each([migration], body)
    }

    /// The sets of the index forget a term.
    static func unlearn(_ term: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM note_search_posting WHERE term = \(term)")
    }

    static func serials(in transaction: Transaction) throws -> [Int64] {
        try transaction.all("SELECT serial FROM note ORDER BY serial") { try $0.next() }
    }

    @discardableResult
    static func add(
        _ title: String, rank: Int = 0, id: Identifier<Int> = Identifier(), parent: Identifier<Int>? = nil,
        in transaction: Transaction
    ) throws -> Identifier<Int> {
        let serial: Int64? = try transaction.value(
            """
            INSERT INTO note (id, parent_id, title, rank, version) VALUES (\(id), \(parent), \(title), \(rank), 1)
            RETURNING serial
            """)
        if let serial { try transaction.index("note", serial: serial, text: title) }
        return id
    }

    /// Without waiting for its answer.
    static func addLater(_ title: String, rank: Int = 0, in transaction: Transaction) throws {
        try transaction.later(
            "INSERT INTO note (id, parent_id, title, rank, version) VALUES (\(Identifier<Int>()), NULL, \(title), \(rank), 1)")
    }

    static func askTitles(_ rank: Int, in transaction: Transaction) throws -> Asked<String> {
        try transaction.ask("SELECT title FROM note WHERE rank = \(rank) ORDER BY serial") { try $0.next() }
    }

    static func rename(_ id: Identifier<Int>, version: Int, to title: String, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            "UPDATE note SET title = \(title), version = version + 1 WHERE id = \(id) AND version = \(version)")
    }

    static func remove(_ title: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM note WHERE title = \(title)")
    }

    static func titles(in transaction: Transaction) throws -> [String] {
        try transaction.all("SELECT title FROM note ORDER BY serial") { try $0.next() }
    }

    static func query(rank: Int? = nil, search: String? = nil) -> ListQuery {
        var query = ListQuery("note", columns: "t.title")
        if let rank { query.filter("t.rank = \(rank)") }
        query.search(search)
        return query
    }

    static func page(
        _ page: ListPage, rank: Int? = nil, search: String? = nil, in database: Database
    ) async throws -> Listed<String> {
        try await database.read { try query(rank: rank, search: search).load(page, in: $0) { try $0.next() } }
    }
}
