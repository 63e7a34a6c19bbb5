/// A schema of its own inside a PostgreSQL database: several stores beside one another, as the tests need them.
package struct PostgreSQLSchema: Sendable {
    private let database: String
    private let name: String

    /// - Parameter name: lower-case letters, digits and underscores; anything else is dropped.
    package init(named name: String, in database: String) throws {
        self.database = database
        self.name = "s_" + name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        try PostgreSQLConnection(url: database).command("CREATE SCHEMA \(self.name)")
    }

    /// The address of the schema, for `Database`.
    package var location: String {
        database + (database.contains("?") ? "&" : "?") + "options=-csearch_path%3D" + name
    }

    package func drop() throws {
        try PostgreSQLConnection(url: database).command("DROP SCHEMA \(name) CASCADE")
    }
}
