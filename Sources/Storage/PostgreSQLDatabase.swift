/// A database of its own on a PostgreSQL server, for what cannot be done inside a schema: backing a whole store up, and
/// restoring one into an empty place.
package struct PostgreSQLDatabase: Sendable {
    private let server: String
    private let name: String

    /// - Parameters:
    ///   - name: lower-case letters, digits and underscores; anything else is dropped.
    ///   - server: the address of another database there, in the form `postgres://…/name?…`.
    package init(named name: String, on server: String) throws {
        self.server = server
        self.name = "d_" + name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        try PostgreSQLConnection(url: server).command("CREATE DATABASE \(self.name)")
    }

    /// The address of the database, for `Database`.
    package var location: String {
        let query = server.firstIndex(of: "?") ?? server.endIndex
        let path = server[..<query].lastIndex(of: "/") ?? query
        return server[..<path] + "/" + name + server[query...]
    }

    package func drop() throws {
        try PostgreSQLConnection(url: server).command("DROP DATABASE \(name) WITH (FORCE)")
    }
}
