import Storage

@testable import Authority

extension Desk {
    /// How many counts of failed logins, and how many addresses, the store keeps.
    func counted() async throws -> (throttles: Int, sources: Int) {
        try await town.database.read { transaction in
            (try transaction.value("SELECT count(*) FROM login_throttle") ?? 0,
                try transaction.value("SELECT count(*) FROM login_source") ?? 0)
        }
    }
}
