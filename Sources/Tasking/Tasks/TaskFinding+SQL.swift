import Authority
import Importing
import Library
import Registry
import Storage

/// A task that somebody looks for by its name or number.
package struct FoundTask: Sendable, Equatable {
    package let id: InspectionTask.ID
    package let name: String
    package let number: String
    package let status: TaskStatus
    package let organizationName: String
}

extension InspectionTask {
    /// The newest of them; the whole number first.
    package static func found(_ words: String, scope: Scope, in transaction: Transaction) throws -> Listed<FoundTask> {
        let columns: SQL = "t.id, t.name, t.task_no, t.status, o.name"
        let joins: SQL = "JOIN organization o ON o.id = t.organization_id"
        func read(_ row: inout Row) throws -> FoundTask {
            FoundTask(
                id: try row.next(), name: try row.next(), number: try row.next(), status: try row.next(),
                organizationName: try row.next())
        }
        var byNumber = ListQuery("inspection_task", columns: columns, lookups: joins)
        byNumber.filterFew("t.task_no = \(words)")
        byNumber.filter(visible(to: scope))
        let numbered = try byNumber.load(ListPage(), in: transaction, read)
        guard numbered.rows.isEmpty else { return numbered }
        var byName = ListQuery("inspection_task", columns: columns, lookups: joins)
        byName.filter(visible(to: scope))
        byName.search(words: words)
        return try byName.load(ListPage(), in: transaction, read)
    }
}
