import Ledger
import Storage

/// A stored problem, as the report shows it.
package struct ImportProblemLine: Sendable, Equatable {
    package let row: Int
    package let column: String
    package let message: String
}

extension ImportProblem {
    package static func clear(_ job: Job.ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM import_problem WHERE job_id = \(job)")
    }

    package static func insert(_ problems: [(row: Int, problem: ImportProblem)], job: Job.ID, in transaction: Transaction) throws {
        var rest = problems[...]
        while !rest.isEmpty {
            let values = rest.prefix(100).map { entry -> SQL in
                "(\(job), \(entry.row), \(entry.problem.column), \(entry.problem.message))"
            }
            try transaction.execute(
                "INSERT INTO import_problem (job_id, row_number, column_name, message) VALUES \(values.joinedByComma())")
            rest = rest.dropFirst(100)
        }
    }

    /// The wrong rows of a range.
    package static func rows(_ job: Job.ID, from: Int, to: Int, in transaction: Transaction) throws -> Set<Int> {
        Set(try transaction.all(
            """
            SELECT DISTINCT row_number FROM import_problem
            WHERE job_id = \(job) AND row_number >= \(from) AND row_number <= \(to)
            """
        ) { try $0.next(Int.self) })
    }
}

extension ImportProblemLine {
    /// The first of them, in the order of the file.
    package static func list(_ job: Job.ID, limit: Int, in transaction: Transaction) throws -> [ImportProblemLine] {
        try transaction.all(
            """
            SELECT row_number, column_name, message FROM import_problem WHERE job_id = \(job)
            ORDER BY row_number, serial LIMIT \(limit)
            """
        ) { ImportProblemLine(row: try $0.next(), column: try $0.next(), message: try $0.next()) }
    }

    /// All of them, line by line.
    package static func forEach(
        _ job: Job.ID, in transaction: Transaction, _ visit: (ImportProblemLine) throws -> Void
    ) throws {
        try transaction.forEach(
            """
            SELECT row_number, column_name, message FROM import_problem WHERE job_id = \(job)
            ORDER BY row_number, serial
            """
        ) { try visit(ImportProblemLine(row: try $0.next(), column: try $0.next(), message: try $0.next())) }
    }
}
