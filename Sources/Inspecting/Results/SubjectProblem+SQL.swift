import Authority
import Storage
import Tasking
import Timekeeping

/// A problem that an inspection of the object found, with the measures taken (SUBJ-20).
package struct SubjectProblem: Sendable {
    package let inspection: TaskSubject.ID
    package let submittedAt: Instant
    package let agencyName: String
    package let content: String
    package let description: String
    package let measures: [(kind: MeasureKind, due: String)]

    /// Newest first, of the agencies in scope; of returned results nothing.
    /// - Parameter scope: nil for the enterprise's own file, which tells only of disclosed visits.
    package static func all(
        of subject: SubjectID, scope: Scope?, limit: Int = 100, in transaction: Transaction
    ) throws -> [SubjectProblem] {
        let rows = try transaction.all(
            """
            SELECT p.id, p.round, t.id, t.submitted_at, o.name, p.content, p.description FROM inspection t
            JOIN inspection_problem p ON p.inspection_id = t.id AND p.round = t.round
            JOIN organization o ON o.id = t.agency_id
            WHERE t.subject_id = \(subject) AND t.review_status <> \(ReviewStatus.returned)
                AND \(scope?.condition("t.agency_id") ?? "1 = 1")
            ORDER BY t.submitted_at DESC, p.number LIMIT \(limit)
            """
        ) { row in
            (
                id: try row.next([UInt8].self), round: try row.next(Int.self), inspection: try row.next(TaskSubject.ID.self),
                at: try row.next(Instant.self), agency: try row.next(String.self), content: try row.next(String.self),
                description: try row.next(String.self)
            )
        }
        return try rows.map { row in
            SubjectProblem(
                inspection: row.inspection, submittedAt: row.at, agencyName: row.agency, content: row.content,
                description: row.description,
                measures: try transaction.all(
                    "SELECT kind, due_on FROM inspection_measure WHERE problem_id = \(row.id) AND round = \(row.round) ORDER BY kind"
                ) { (kind: try $0.next(), due: try $0.next(String?.self) ?? "") })
        }
    }
}
