import Storage

extension SubjectDraw {
    /// `manifest.txt`, written straight from the rows: both engines order text by its bytes, as the file wants it. With the
    /// objects of its lines.
    func manifest(size: Int, in transaction: Transaction) throws -> ([UInt8], [SubjectID]) {
        var bytes: [UInt8] = [], subjects: [SubjectID] = []
        bytes.reserveCapacity(size * 48)
        subjects.reserveCapacity(size)
        try transaction.forEach(
            """
            SELECT c.name, s.code, s.id FROM task_candidate k JOIN sampling_category c ON c.id = k.category_id
            JOIN regulated_subject s ON s.id = k.subject_id
            WHERE k.task_id = \(task) AND k.excluded = 0 ORDER BY c.name, s.code
            """
        ) { row in
            bytes += try row.next([UInt8].self)
            bytes.append(UInt8(ascii: "|"))
            bytes += try row.next([UInt8].self)
            bytes += [UInt8(ascii: "|"), UInt8(ascii: "1"), UInt8(ascii: "\n")]
            subjects.append(try row.next())
        }
        return (bytes, subjects)
    }
}
