import Ledger
import Storage

extension ImportTouch {
    package static func insert(_ touches: [ImportTouch], job: Job.ID, in transaction: Transaction) throws {
        var rest = touches[...]
        while !rest.isEmpty {
            let values = rest.prefix(200).map { touch -> SQL in "(\(job), \(touch.record), \(touch.before), \(touch.after))" }
            try transaction.execute(
                "INSERT INTO import_touch (job_id, subject_id, version_before, version_after) VALUES \(values.joinedByComma())")
            rest = rest.dropFirst(200)
        }
    }

    /// The next of them, the last touched first: what rests on another goes before it.
    package static func list(
        _ job: Job.ID, before serial: Int64, most: Int, in transaction: Transaction
    ) throws -> [(serial: Int64, touch: ImportTouch)] {
        try transaction.all(
            """
            SELECT serial, subject_id, version_before, version_after FROM import_touch
            WHERE job_id = \(job) AND serial < \(serial) ORDER BY serial DESC LIMIT \(most)
            """
        ) { row in
            (
                serial: try row.next(),
                touch: ImportTouch(record: try row.next(), before: try row.next(Int?.self), after: try row.next())
            )
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
