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
