import Authority
import Importing
import Library
import Storage
import Timekeeping
import Vault

extension Licence {
    private static let source: SQL = """
        SELECT t.id, t.version, t.subject_id, \(LicenceRecord.columns), t.file_id, f.name, t.entered_by
        FROM licence t LEFT JOIN stored_file f ON f.id = t.file_id
        """

    /// Of one object, those that end first before the others; whoever asks made sure that the object may be seen.
    package static func all(of subject: RegulatedSubject.ID, in transaction: Transaction) throws -> [Licence] {
        try all(of: [subject], in: transaction)
    }

    /// Of several objects, for an export.
    static func all(of subjects: [RegulatedSubject.ID], in transaction: Transaction) throws -> [Licence] {
        guard !subjects.isEmpty else { return [] }
        return try transaction.all(
            """
            \(source) WHERE t.subject_id IN \(list: subjects)
            ORDER BY t.subject_id, CASE WHEN t.valid_until IS NULL THEN 1 ELSE 0 END, t.valid_until, t.serial
            """
        ) { try Licence(&$0) }
    }

    package static func find(_ id: ID, in transaction: Transaction) throws -> Licence? {
        try transaction.first("\(source) WHERE t.id = \(id)") { try Licence(&$0) }
    }

    private init(_ row: inout Row) throws {
        (id, version, subject) = (try row.next(), try row.next(), try row.next())
        record = try LicenceRecord(row: &row)
        (file, fileName, enteredBy) = (try row.next(), try row.next(), try row.next())
    }
}

extension HeldLicence {
    private static let table = KeptTable("licence")

    func insert(in act: ActContext) throws {
        try Self.table.insert(
            licence.id, record, ["subject_id": "\(licence.subject)", "file_id": "\(licence.file)", "entered_by": "\(licence.enteredBy)"], in: act)
    }

    func update(expecting version: Int, in act: ActContext) throws {
        try Self.table.update(
            licence.id, record, ["file_id": "\(licence.file)", "entered_by": "\(licence.enteredBy)"], expecting: version, in: act)
    }

    func delete(expecting version: Int, in act: ActContext) throws { try Self.table.delete(licence.id, expecting: version, in: act) }
}
