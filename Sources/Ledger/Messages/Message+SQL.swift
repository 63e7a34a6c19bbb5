import Authority
import Storage
import Timekeeping

extension Message {
    /// The messages of one person, newest first.
    package static func list(
        of account: Account.ID, unreadOnly: Bool = false, _ page: ListPage, in transaction: Transaction
    ) throws -> Listed<Message> {
        var query = ListQuery("message", columns: columns)
        query.filter("t.account_id = \(account)")
        if unreadOnly {
            query.filter("t.read_at IS NULL")
            query.keptTotal = try unread(of: account, in: transaction)
        }
        return try query.load(page, in: transaction, Message.init(row:))
    }

    package static func unread(of account: Account.ID, in transaction: Transaction) throws -> Int {
        try askUnread(of: account, in: transaction)()
    }

    /// The same, without waiting for it yet.
    package static func askUnread(of account: Account.ID, in transaction: Transaction) throws -> () throws -> Int {
        let unread = try transaction.ask("SELECT unread FROM message_counter WHERE account_id = \(account)") { try $0.next(Int.self) }
        return { try unread.first() ?? 0 }
    }

    package static func load(_ id: ID, of account: Account.ID, in transaction: Transaction) throws -> Message? {
        try transaction.first(
            "SELECT \(columns) FROM message t WHERE t.id = \(id) AND t.account_id = \(account)", Message.init(row:))
    }

    /// Nil where it is not there, and where it was read already.
    static func unread(_ id: ID, in transaction: Transaction) throws -> Message? {
        try transaction.first("SELECT \(columns) FROM message t WHERE t.id = \(id) AND t.read_at IS NULL", Message.init(row:))
    }

    func setText(title: String, text: String, link: String, in transaction: Transaction) throws {
        try transaction.execute("UPDATE message SET title = \(title), text = \(text), link = \(link) WHERE id = \(id)")
    }

    func insert(for account: Account.ID, in transaction: Transaction) throws {
        try transaction.later(
            """
            INSERT INTO message (id, account_id, kind, title, text, link, created_at)
            VALUES (\(id), \(account), \(kind), \(title), \(text), \(link), \(createdAt))
            """)
    }

    /// Whether it was unread until now.
    static func setRead(_ id: ID, _ account: Account.ID, _ at: Instant, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "UPDATE message SET read_at = \(at) WHERE id = \(id) AND account_id = \(account) AND read_at IS NULL") > 0
    }

    static func setAllRead(_ account: Account.ID, _ at: Instant, in transaction: Transaction) throws -> Int {
        try transaction.execute("UPDATE message SET read_at = \(at) WHERE account_id = \(account) AND read_at IS NULL")
    }

    static func addUnread(_ delta: Int, _ account: Account.ID, in transaction: Transaction) throws {
        guard delta < 0 else {
            try transaction.later(
                """
                INSERT INTO message_counter (account_id, unread) VALUES (\(account), \(delta))
                ON CONFLICT (account_id) DO UPDATE SET unread = message_counter.unread + excluded.unread
                """)
            return
        }
        // an upsert would check “not negative” on the row it proposes
        try transaction.execute("UPDATE message_counter SET unread = unread + \(delta) WHERE account_id = \(account)")
    }

    private static let columns: SQL = "t.id, t.kind, t.title, t.text, t.link, t.created_at, t.read_at"

    private init(row: inout Row) throws {
        try self.init(
            id: row.next(), kind: row.next(), title: row.next(), text: row.next(), link: row.next(),
            createdAt: row.next(), readAt: row.next())
    }
}
