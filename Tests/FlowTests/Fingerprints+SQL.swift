@testable import Storage

/// Puts a store into states that other releases leave behind, and makes databases that are none of ours.
enum Fingerprints {
    static func forget(in transaction: Transaction) throws { try transaction.execute("DELETE FROM installation_key") }

    static func addMigration(_ id: String, in transaction: Transaction) throws {
        try transaction.execute("INSERT INTO schema_migration (id, applied_at) VALUES (\(id), 1)")
    }

    static func removeMigration(_ id: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM schema_migration WHERE id = \(id)")
    }

    static func keepPage(_ digest: [UInt8], _ account: String, _ sealed: [UInt8], in transaction: Transaction) throws {
        try transaction.execute("INSERT INTO kept_page (digest, account, content, expires_at) VALUES (\(digest), \(account), \(sealed), 1)")
    }

    static func mobiles(in transaction: Transaction) throws -> [[UInt8]] {
        try transaction.all("SELECT mobile_sealed FROM account") { try $0.next() }
    }

    /// Past the open database, as another process would.
    static func sealMobileAnew(in file: String, with cipher: any FieldProtection) throws {
        let transaction = Transaction(try SQLiteConnection(path: file, readOnly: false))
        let id = try transaction.value("SELECT id FROM account ORDER BY id LIMIT 1", as: [UInt8].self) ?? []
        let sealed = try cipher.seal("19900000000", field: "account.mobile", record: id)
        try transaction.execute("UPDATE account SET mobile_sealed = \(sealed) WHERE id = \(id)")
    }

    /// - Returns: the address of a database that is not in UTF-8.
    static func makeLatin(_ name: String, on server: String) throws -> String {
        try PostgreSQLConnection(url: server).command(
            "CREATE DATABASE \(name) ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        let query = server.firstIndex(of: "?") ?? server.endIndex
        let path = server[..<query].lastIndex(of: "/") ?? query
        return server[..<path] + "/" + name + server[query...]
    }

    static func dropLatin(_ name: String, on server: String) throws {
        try PostgreSQLConnection(url: server).command("DROP DATABASE \(name) WITH (FORCE)")
    }
}
