import Storage

extension IssuedSubject {
    /// Everything that is not excluded, as chosen by hand.
    static func remaining(of task: InspectionTask.ID, in transaction: Transaction) throws -> [IssuedSubject] {
        try transaction.all(
            """
            SELECT s.id, s.name, s.code, s.class, s.business_address, s.jurisdiction_id, c.name
            FROM task_candidate k JOIN regulated_subject s ON s.id = k.subject_id
            JOIN sampling_category c ON c.id = k.category_id
            WHERE k.task_id = \(task) AND k.excluded = 0 ORDER BY s.code
            """
        ) { row in
            try IssuedSubject(
                subject: row.next(), name: row.next(), code: row.next(), subjectClass: row.next(), address: row.next(),
                agency: row.next(), category: row.next(), joining: .chosen)
        }
    }

    /// The drawn objects by credit code; the list of a draw is fixed, so they are all candidates.
    static func drawn(
        _ ranks: [String: Int], of task: InspectionTask.ID, in transaction: Transaction
    ) throws -> [IssuedSubject] {
        let codes = ranks.keys.sorted()
        var found: [IssuedSubject] = []
        for start in stride(from: 0, to: codes.count, by: 500) {
            let part = Array(codes[start..<min(start + 500, codes.count)])
            found += try transaction.all(
                """
                SELECT s.id, s.name, s.code, s.class, s.business_address, s.jurisdiction_id, c.name
                FROM regulated_subject s JOIN task_candidate k ON k.task_id = \(task) AND k.subject_id = s.id
                JOIN sampling_category c ON c.id = k.category_id WHERE s.code IN \(list: part)
                """
            ) { row in
                let id: SubjectID = try row.next(), name: String = try row.next(), code: String = try row.next()
                return try IssuedSubject(
                    subject: id, name: name, code: code, subjectClass: row.next(), address: row.next(),
                    agency: row.next(), rank: ranks[code], category: row.next(), joining: .drawn)
            }
        }
        return found.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
    }
}
