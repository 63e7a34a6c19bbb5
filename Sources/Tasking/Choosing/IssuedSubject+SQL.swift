import Importing
import Library
import Registry
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

    /// The drawn objects; the list of a draw is fixed, so they are all candidates, whatever their codes are now.
    /// - Parameter held: the objects by the codes of the list; nil where only the codes are known.
    static func drawn(
        _ ranks: [String: Int], _ held: [String: SubjectID]?, of task: InspectionTask.ID, in transaction: Transaction
    ) throws -> [IssuedSubject] {
        guard let held else {
            return try drawn(ranks.keys.sorted(), of: task, in: transaction, naming: { "s.code IN \(list: $0)" }, rank: { ranks[$1] })
        }
        let ranked = Dictionary(
            ranks.compactMap { code, rank in held[code].map { ($0, rank) } }, uniquingKeysWith: { first, _ in first })
        return try drawn(ranked.keys.sorted(), of: task, in: transaction, naming: { "s.id IN \(list: $0)" }, rank: { id, _ in ranked[id] })
    }

    private static func drawn<Key>(
        _ keys: [Key], of task: InspectionTask.ID, in transaction: Transaction, naming: ([Key]) -> SQL,
        rank: (SubjectID, String) -> Int?
    ) throws -> [IssuedSubject] {
        var found: [IssuedSubject] = []
        for start in stride(from: 0, to: keys.count, by: 500) {
            let part = naming(Array(keys[start..<min(start + 500, keys.count)]))
            found += try transaction.all(
                """
                SELECT s.id, s.name, s.code, s.class, s.business_address, s.jurisdiction_id, c.name
                FROM regulated_subject s JOIN task_candidate k ON k.task_id = \(task) AND k.subject_id = s.id
                JOIN sampling_category c ON c.id = k.category_id WHERE \(part)
                """
            ) { row in
                let id: SubjectID = try row.next(), name: String = try row.next(), code: String = try row.next()
                return try IssuedSubject(
                    subject: id, name: name, code: code, subjectClass: row.next(), address: row.next(),
                    agency: row.next(), rank: rank(id, code), category: row.next(), joining: .drawn)
            }
        }
        return found.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
    }
}
