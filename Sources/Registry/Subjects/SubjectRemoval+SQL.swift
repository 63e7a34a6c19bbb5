import Authority
import Importing
import Library
import Storage

extension RegulatedSubject {
    /// As it was in that version; nil where no such state was kept.
    static func former(
        _ id: ID, version: Int, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject? {
        try transaction.first("SELECT \(columns) FROM regulated_subject_former t WHERE t.id = \(id) AND t.version = \(version)") {
            try RegulatedSubject(&$0, protection)
        }
    }

    /// An object that was entered by mistake and that nothing refers to leaves the library.
    /// - Throws: `StorageError.constraint` where something does.
    func remove(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM subject_link WHERE subject_id = \(id)")
        try transaction.execute("DELETE FROM subject_link WHERE linked_id = \(id)")
        try transaction.execute("DELETE FROM regulated_subject WHERE id = \(id)")
        try transaction.index("regulated_subject", serial: serial, text: "")
        try SubjectList.recount(from: record, status, to: record, .writtenOff, in: transaction)
    }
}
