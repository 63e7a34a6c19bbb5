import Importing
import Ledger
import Storage

/// A file of an import of statutes, with what became of it.
package struct StatuteFile: Sendable, Equatable {
    package let job: Job.ID
    package let number: Int
    package let name: String
    package let content: String
    package let outcome: StatuteFileOutcome
    package let message: String
    package let statute: Statute.ID?
    /// What was read of it, as somebody has corrected it.
    package let draft: StatuteDraft?

    private static let columns: SQL = "job_id, number, name, content, outcome, message, statute_id, reading"

    package static func insert(
        _ file: LawImportSubmission.File, number: Int, of job: Job.ID, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO statute_file (job_id, number, name, content, outcome, message, statute_id)
            VALUES (\(job), \(number), \(file.name), \(file.text), \(StatuteFileOutcome.waiting), '', \(Statute.ID?.none))
            """)
    }

    static func waiting(of job: Job.ID, after number: Int, most: Int, in transaction: Transaction) throws -> [StatuteFile] {
        try transaction.all(
            """
            SELECT \(columns) FROM statute_file WHERE job_id = \(job) AND number > \(number) ORDER BY number LIMIT \(most)
            """
        ) { try StatuteFile(&$0) }
    }

    /// The files of an import in their order: those that were not taken first.
    package static func list(of job: Job.ID, most: Int, in transaction: Transaction) throws -> [StatuteFile] {
        try transaction.all(
            """
            SELECT \(columns) FROM statute_file WHERE job_id = \(job)
            ORDER BY CASE outcome WHEN 'bad' THEN 0 ELSE 1 END, number LIMIT \(most)
            """
        ) { try StatuteFile(&$0) }
    }

    package static func counts(of job: Job.ID, in transaction: Transaction) throws -> StatuteFileCounts {
        StatuteFileCounts(byOutcome: Dictionary(
            try transaction.all(
                "SELECT outcome, count(*) FROM statute_file WHERE job_id = \(job) GROUP BY outcome"
            ) { row in (try row.next(StatuteFileOutcome.self), try row.next(Int.self)) },
            uniquingKeysWith: +))
    }

    private init(_ row: inout Row) throws {
        job = try row.next()
        number = try row.next()
        name = try row.next()
        content = try row.next()
        outcome = try row.next()
        message = try row.next()
        statute = try row.next()
        let reading: String = try row.next()
        draft = reading.isEmpty ? nil : try StatuteDraft.read(json: reading)
    }

    package func note(_ draft: StatuteDraft, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE statute_file SET reading = \(try draft.json()) WHERE job_id = \(job) AND number = \(number)")
    }

    /// The words of a file are kept in the library or nowhere.
    package func end(_ outcome: StatuteFileOutcome, _ message: String, _ statute: Statute.ID?, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE statute_file SET outcome = \(outcome), message = \(message), statute_id = \(statute), content = ''
            WHERE job_id = \(job) AND number = \(number)
            """)
    }
}

package struct StatuteFileCounts: Sendable, Equatable {
    package let byOutcome: [StatuteFileOutcome: Int]

    package var outcome: String {
        StatuteFileOutcome.allCases.filter { $0 != .waiting && $0 != .leftOut || byOutcome[$0] != nil }
            .map { "\($0.label)\(byOutcome[$0] ?? 0)个" }.joined(separator: "，")
    }
}
