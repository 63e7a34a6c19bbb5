import Authority
import Importing
import Ledger
import Library
import Registry
import Storage
import TestKit
import Vault

@testable import Tasking

/// The whole schema that plans and tasks need.
enum TaskingStore {
    static let migrations = TestStore.basis + LedgerMigrations.all + ImportingMigrations.all + LibraryMigrations.all + RegistryMigrations.all + TaskingMigrations.all

    static func each(_ body: (Town) async throws -> Void) async throws { try await Town.each(migrations, body) }
}
