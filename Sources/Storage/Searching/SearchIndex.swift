/// The search index of a table, the same on both engines. A row's entry is what it is found by: its text and its tags
/// (`kind=enterprise`), which stand for filters. For every term, and for every block of 8,192 neighbouring rows, a set
/// says which rows hold it: whatever somebody combines, the answer is an intersection of a few sets, counted exactly.
///
/// A single write only stores its entry; it is `settled` into the sets with others, so that people who write at once do
/// not wait for each other. Whoever reads looks at the few unsettled entries one by one.
struct SearchIndex {
    let table: StaticString
    let transaction: Transaction

    /// An entry as stored: the text, and below it the tags.
    struct Entry {
        let serial: Int64
        let content: String
        /// What the sets still say of it; nil when they say nothing.
        let former: String?

        static func content(_ text: String, _ tags: [String]) -> String {
            tags.isEmpty ? text : text + "\n" + tags.joined(separator: "\n")
        }

        static func terms(_ content: String) -> Set<String> {
            var terms = Set<String>()
            let parts = content.split(separator: "\n", omittingEmptySubsequences: false)
            if let text = parts.first { SearchText.terms(text) { terms.insert($0.text) } }
            for tag in parts.dropFirst() { terms.insert("=" + tag) }
            return terms
        }
    }

    static func define(on table: String, in transaction: Transaction) throws {
        for text in [
            "CREATE TABLE \(table)_search (serial BIGINT PRIMARY KEY, content TEXT NOT NULL, former TEXT, settled BIGINT NOT NULL)",
            "CREATE INDEX \(table)_search_pending ON \(table)_search (serial) WHERE settled = 0",
            """
            CREATE TABLE \(table)_search_posting (block BIGINT NOT NULL, term TEXT NOT NULL, members BYTES NOT NULL,
                PRIMARY KEY (block, term))
            """,
        ] { try transaction.define(SQL(made: text)) }
    }

    /// Stores what the row is found by, in the place of what was there.
    func store(_ serial: Int64, _ content: String) throws {
        try transaction.later(SQL(made: """
            INSERT INTO \(table)_search (serial, content, former, settled) VALUES (?, ?, NULL, 0)
            ON CONFLICT (serial) DO UPDATE SET content = excluded.content, settled = 0,
                former = CASE WHEN \(table)_search.settled = 1 THEN \(table)_search.content ELSE \(table)_search.former END
            WHERE \(table)_search.content <> excluded.content
            """, [.integer(serial), .text(content)]))
        if serial % 32 == 0 { try settle() }
    }

    /// What the sets say of these entries was made when wide letters and digits were no letters and digits.
    func refold(_ serials: [Int64]) throws {
        var stale: [Int64] = []
        for part in serials.parts(of: 512) {
            var sql = SQL(made: "SELECT serial, content FROM \(table)_search WHERE")
            sql += "settled = 1 AND serial IN \(list: part)"
            try transaction.forEach(sql) { row in
                let serial: Int64 = try row.next()
                if SearchText.hasWideRuns(try row.next()) { stale.append(serial) }
            }
        }
        guard !stale.isEmpty else { return }
        for part in stale.parts(of: 512) {
            var sql = SQL(made: "UPDATE \(table)_search SET settled = 0, former = NULL WHERE")
            sql += "serial IN \(list: part)"
            try transaction.execute(sql)
        }
        try settle()
    }

    private func unsettled() throws -> [Entry] {
        try transaction.all(SQL(made: """
            SELECT serial, content, former FROM \(table)_search\(pending) WHERE settled = 0 ORDER BY serial LIMIT 4096
            """)) { try Entry(serial: $0.next(), content: $0.next(), former: $0.next()) }
    }

    /// The entries that wait, each with its content as it lies in the store.
    func forEachUnsettled(_ visit: (Int64, UnsafeRawBufferPointer) -> Void) throws {
        try transaction.forEach(SQL(made: """
            SELECT serial, content FROM \(table)_search\(pending) WHERE settled = 0 ORDER BY serial LIMIT 4096
            """)) { row in
            let serial: Int64 = try row.next()
            try row.withNextBytes { visit(serial, $0) }
        }
    }

    /// While nothing waits SQLite knows no size of that index, and may walk along the key.
    private var pending: String { transaction.engine == .sqlite ? " INDEXED BY \(table)_search_pending" : "" }

    /// Brings what is unsettled into the sets. Who meets another doing so leaves it to them.
    func settle() throws {
        guard try takeTurn(waiting: false) else { return }
        let entries = try lockedUnsettled()
        guard !entries.isEmpty else { return }
        try restamp()
        for (block, entries) in Dictionary(grouping: entries, by: { PostingBlock.number(of: $0.serial) }) {
            let fresh = entries.filter { $0.former == nil }, changed = entries.filter { $0.former != nil }
            if !fresh.isEmpty { try apply(Self.sets(of: fresh).map { ($0.term, Change(added: Array($0.offsets))) }, block) }
            if !changed.isEmpty { try apply(Self.changes(of: changed), block) }
        }
        for part in entries.map(\.serial).parts(of: 512) {
            var sql = SQL(made: "UPDATE \(table)_search SET settled = 1, former = NULL WHERE")
            sql += "serial IN \(list: part)"
            try transaction.execute(sql)
        }
    }

    private static func sets(of entries: [Entry]) -> [(term: String, offsets: ArraySlice<UInt16>)] {
        var table = TermTable()
        for entry in entries {
            let parts = entry.content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            table.add(parts[0], SearchTags(Array(parts.dropFirst())), at: UInt16(PostingBlock.offset(of: entry.serial)))
        }
        return table.sets()
    }

    private static func changes(of entries: [Entry]) -> [(term: String, change: Change)] {
        var changes: [String: Change] = [:]
        for entry in entries {
            let offset = UInt16(PostingBlock.offset(of: entry.serial))
            let terms = Entry.terms(entry.content), former = entry.former.map(Entry.terms) ?? []
            for term in terms.subtracting(former) { changes[term, default: Change()].added.append(offset) }
            for term in former.subtracting(terms) { changes[term, default: Change()].removed.append(offset) }
        }
        return changes.map { (term: $0.key, change: $0.value) }
    }

    private func lockedUnsettled() throws -> [Entry] {
        guard transaction.engine == .postgresql else { return try unsettled() }
        // an entry that somebody writes at this moment is settled another time
        return try transaction.all(SQL(made: """
            SELECT serial, content, former FROM \(table)_search WHERE settled = 0 ORDER BY serial LIMIT 4096
            FOR UPDATE SKIP LOCKED
            """)) { try Entry(serial: $0.next(), content: $0.next(), former: $0.next()) }
    }

    /// One at a time changes the sets of a table, until its transaction ends.
    func takeTurn(waiting: Bool) throws -> Bool {
        guard transaction.engine == .postgresql else { return true }
        let name = SQLValue.text(table.description + "_search")
        if waiting {
            return try transaction.value(
                SQL(made: "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext(current_schema() || ?))) l", [name]), as: Int.self) != nil
        }
        return try transaction.value(
            SQL(made: "SELECT CASE WHEN pg_try_advisory_xact_lock(hashtext(current_schema() || ?)) THEN 1 ELSE 0 END", [name]), as: Bool.self) ?? false
    }
}

extension SQL {
    /// Only for texts that this folder makes out of the names of our own tables.
    init(made text: String, _ values: [SQLValue] = []) {
        self = ""
        self.text = text
        self.values = values
    }
}

extension Array {
    /// In order, each of at most `size`.
    func parts(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}

extension Transaction {
    /// Writes what the row `serial` is found by, in the place of what was there.
    package func index(_ table: StaticString, serial: Int64, text: String, tags: [String] = []) throws {
        try SearchIndex(table: table, transaction: self).store(serial, SearchIndex.Entry.content(text, tags))
    }
}
