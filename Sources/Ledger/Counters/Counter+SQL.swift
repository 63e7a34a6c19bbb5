import Storage

extension Counter {
    static func change(_ list: StaticString, _ key: String, by delta: Int, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO list_counter (list, key, count) VALUES (\(list.description), \(key), \(delta))
            ON CONFLICT (list, key) DO UPDATE SET count = list_counter.count + excluded.count
            """)
    }

    static func stored(_ list: StaticString, _ key: String, in transaction: Transaction) throws -> Int? {
        try transaction.value("SELECT count FROM list_counter WHERE list = \(list.description) AND key = \(key)")
    }

    static func storedSum(_ list: StaticString, _ keys: [String], in transaction: Transaction) throws -> Int {
        try transaction.value(
            """
            SELECT CAST(coalesce(sum(count), 0) AS BIGINT) FROM list_counter
            WHERE list = \(list.description) AND key IN \(list: keys)
            """) ?? 0
    }
}
