import Timekeeping

/// One former state of a row: which version, and how long it was so.
package struct FormerVersion: Sendable, Equatable {
    package let version: Int
    package let since: Instant
    package let until: Instant

    package init(version: Int, since: Instant, until: Instant) { (self.version, self.since, self.until) = (version, since, until) }

    /// More than anybody reads.
    private static let most = 200

    /// The newest first.
    package static func all<Record>(
        of id: Identifier<Record>, in table: StaticString, _ transaction: Transaction
    ) throws -> [FormerVersion] {
        var sql = SQL(made: "SELECT version, since, until FROM \(table)_former WHERE")
        sql += "id = \(id) ORDER BY version DESC LIMIT \(most)"
        return try transaction.all(sql) { FormerVersion(version: try $0.next(), since: try $0.next(), until: try $0.next()) }
    }
}
