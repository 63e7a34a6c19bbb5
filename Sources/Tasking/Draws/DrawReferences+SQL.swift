import Authority
import Importing
import Library
import Registry
import Storage

extension DrawReferences {
    func store(of draw: DrawRecord.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO draw_reference (draw_id, subjects, officers)
            VALUES (\(draw), \(subjects.flatMap(\.bytes)), \(officers.flatMap(\.bytes)))
            """)
    }

    /// Nil for draws whose lists were fixed before references were kept.
    static func load(of draw: DrawRecord.ID, in transaction: Transaction) throws -> DrawReferences? {
        try transaction.first("SELECT subjects, officers FROM draw_reference WHERE draw_id = \(draw)") { row in
            DrawReferences(subjects: ids(try row.next()), officers: ids(try row.next()))
        }
    }

    private static func ids<Record>(_ bytes: [UInt8]) -> [Identifier<Record>] {
        stride(from: 0, to: bytes.count, by: 16).compactMap { Identifier(bytes: bytes[$0..<min($0 + 16, bytes.count)]) }
    }
}
