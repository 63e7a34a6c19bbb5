/// What a database is, before anything is done with it.
package struct StoreInspection: Sendable, Equatable {
    /// In the words of the engine; the platform works in UTF-8 only.
    package let encoding: String
    /// The migrations it has; nil when it is no store of the platform.
    package let applied: [String]?
    /// A standby, or a recovery that has not ended.
    package let isReadOnly: Bool

    package init(encoding: String, applied: [String]?, isReadOnly: Bool = false) {
        (self.encoding, self.applied, self.isReadOnly) = (encoding, applied, isReadOnly)
    }

    package var isUTF8: Bool { ["UTF8", "UTF-8"].contains(encoding.uppercased()) }

    /// Migrations that a later release made: this one does not know what they mean.
    package func unknown(to migrations: [Migration]) -> [String] {
        let known = Set(migrations.map(\.id))
        return (applied ?? []).filter { !known.contains($0) }
    }

    package func missing(of migrations: [Migration]) -> [String] {
        let there = Set(applied ?? [])
        return migrations.map(\.id).filter { !there.contains($0) }
    }

    package static func load(in transaction: Transaction) throws -> StoreInspection {
        let encoding: String?, isStore: Bool?, isReadOnly: Bool?
        switch transaction.engine {
        case .sqlite:
            encoding = try transaction.value("PRAGMA encoding")
            isStore = try transaction.value("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'")
            isReadOnly = false
        case .postgresql:
            encoding = try transaction.value(
                "SELECT CAST(pg_encoding_to_char(encoding) AS TEXT) FROM pg_database WHERE datname = current_database()")
            isStore = try transaction.value("SELECT CASE WHEN to_regclass('schema_migration') IS NULL THEN 0 ELSE 1 END")
            isReadOnly = try transaction.value("SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END")
        }
        let applied = isStore == true
            ? try transaction.all("SELECT id FROM schema_migration ORDER BY applied_at, id") { try $0.next(String.self) } : nil
        return StoreInspection(encoding: encoding ?? "", applied: applied?.isEmpty == true ? nil : applied, isReadOnly: isReadOnly == true)
    }

    /// Whether a table is there, for what asks about a store of a former release.
    package static func hasTable(_ name: StaticString, in transaction: Transaction) throws -> Bool {
        switch transaction.engine {
        case .sqlite:
            try transaction.value("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = \(name.description)") ?? false
        case .postgresql:
            try transaction.value("SELECT CASE WHEN to_regclass(\(name.description)) IS NULL THEN 0 ELSE 1 END") ?? false
        }
    }
}
