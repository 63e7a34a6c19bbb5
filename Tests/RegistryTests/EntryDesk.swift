import Storage
import TestKit

@testable import Authority
@testable import Importing

/// The acts on the entries of any declared library, as pages make them; those of the town's east are its keepers.
extension ImportDesk {
    private func act<T: Sendable>(_ person: Person, _ body: @escaping @Sendable (ActContext) throws -> T) async throws -> T {
        try await town.database.write { [town] in try body(ActContext(town[person], at: town.now, protection: town.cipher, in: $0)) }
    }

    @discardableResult
    func add<Record: EntryRecord>(_ record: Record, by person: Person = .eastBusiness) async throws -> AgencyEntry<Record>.ID {
        try await act(person) { try EntryAddition(record).make(in: $0) }
    }

    func change<Record: EntryRecord>(
        _ id: AgencyEntry<Record>.ID, _ version: Int, _ record: Record, by person: Person = .eastBusiness
    ) async throws {
        try await act(person) { try EntryChange(of: id, version: version, to: record).make(in: $0) }
    }

    func set<Entry: LibraryEntry>(
        _ id: Identifier<Entry>, _ version: Int, _ status: Entry.Status, _ reason: String = "", by person: Person = .eastBusiness
    ) async throws {
        try await act(person) { try StatusChange(of: id, version: version, to: status, reason: reason).make(in: $0) }
    }

    func look<Record: EntryRecord>(_ id: AgencyEntry<Record>.ID, by person: Person) async throws -> AgencyEntry<Record> {
        try await act(person) { try EntryFullView(of: id).make(in: $0) }
    }

    /// Rows under the headings of a library's template, handed in and taken.
    func importAll<Record: EntryRecord>(_ sheet: EntryImport<Record>, _ rows: [[String]]) async throws -> ImportReport {
        var desk = self
        desk.libraries = [sheet]
        return try await desk.importAll(try file(sheet, rows), sheet.code)
    }
}
