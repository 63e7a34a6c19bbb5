import Ledger
import Storage

extension ImportTouch {
    private static let formerField: StaticString = "import_touch.former"

    package static func insert(
        _ touches: [ImportTouch], job: Job.ID, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        var rest = touches[...]
        while !rest.isEmpty {
            let values = try rest.prefix(200).map { touch -> SQL in
                let former = try touch.former.map { try protection.seal($0, field: formerField, record: touch.record.bytes) }
                return "(\(job), \(touch.record), \(touch.before), \(touch.after), \(former))"
            }
            try transaction.execute(
                """
                INSERT INTO import_touch (job_id, subject_id, version_before, version_after, former_sealed)
                VALUES \(values.joinedByComma())
                """)
            rest = rest.dropFirst(200)
        }
    }

    /// The next of them, the last touched first: what rests on another goes before it.
    package static func list(
        _ job: Job.ID, before serial: Int64, most: Int, protection: any FieldProtection, in transaction: Transaction
    ) throws -> [(serial: Int64, touch: ImportTouch)] {
        try transaction.all(
            """
            SELECT serial, subject_id, version_before, version_after, former_sealed FROM import_touch
            WHERE job_id = \(job) AND serial < \(serial) ORDER BY serial DESC LIMIT \(most)
            """
        ) { row in
            let (serial, record): (Int64, ImportedRecord.ID) = (try row.next(), try row.next())
            let (before, after) = (try row.next(Int?.self), try row.next(Int.self))
            let former = try row.next([UInt8]?.self).map { try protection.open($0, field: formerField, record: record.bytes) }
            return (serial, ImportTouch(record: record, before: before, after: after, former: former))
        }
    }

    /// New and changed ones; nil where nothing can be taken back, or no longer.
    package static func counts(_ job: Job.ID, in transaction: Transaction) throws -> (created: Int, changed: Int)? {
        let (all, changed) = try transaction.first(
            "SELECT count(*), count(version_before) FROM import_touch WHERE job_id = \(job)"
        ) { (try $0.next(Int.self), try $0.next(Int.self)) } ?? (0, 0)
        return all == 0 ? nil : (all - changed, changed)
    }

    package static func clear(_ job: Job.ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM import_touch WHERE job_id = \(job)")
    }
}
