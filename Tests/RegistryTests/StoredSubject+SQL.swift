import Storage

@testable import Importing
@testable import Library
@testable import Registry

extension ImportDesk {
    /// The texts that the row of a subject holds, as anybody with the database file reads them.
    func stored(_ id: RegulatedSubject.ID) async throws -> [String] {
        try await town.database.read { transaction in
            try transaction.first(
                "SELECT name, code, code_tail, citizen_id_masked, details, phone_masked FROM regulated_subject WHERE id = \(id)"
            ) { row in try (0..<6).map { _ in try row.next(String.self) } } ?? []
        }
    }
}
