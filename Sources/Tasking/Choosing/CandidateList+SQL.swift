import Authority
import Importing
import Library
import Registry
import Storage

/// 检查对象名单: the candidates of a task with their state of exclusion (DRAW-09). Whoever loads it made sure of the scope
/// of the task.
package struct CandidateList: Sendable {
    package struct Filter: Sendable, Codable {
        package var name: String?
        package var code: String?
        package var kind: EntityKind?
        package var address: String?
        package var jurisdiction: Organization.ID?
        package var excluded: Bool?
        package init() {}

        /// Whether the kept totals tell how many rows there are.
        fileprivate var isCounted: Bool {
            name == nil && code == nil && kind == nil && address == nil && jurisdiction == nil
        }
    }

    package struct Row: Sendable {
        package let subject: SubjectID
        package let name: String
        package let code: String
        /// 企业, 自然人主体, 特种设备 …
        package let type: String
        package let address: String
        package let jurisdiction: String
        package let liaison: String
        package let phoneMasked: String
        package let category: String
        package let isExcluded: Bool
        package let reason: ExclusionReason
    }

    /// “共有n个检查对象，已排除n个，剩余n个” (DRAW-10).
    package struct Totals: Sendable, Equatable {
        package let all: Int
        package let excluded: Int
        package var remaining: Int { all - excluded }

        package var words: String { "共有\(all)个检查对象，已排除\(excluded)个，剩余\(remaining)个" }
    }

    package static func totals(of task: InspectionTask.ID, in transaction: Transaction) throws -> Totals {
        try transaction.first(
            """
            SELECT CAST(coalesce(sum(size), 0) AS BIGINT), CAST(coalesce(sum(size - remaining), 0) AS BIGINT)
            FROM sampling_category WHERE task_id = \(task)
            """
        ) { Totals(all: try $0.next(), excluded: try $0.next()) } ?? Totals(all: 0, excluded: 0)
    }

    package static func load(
        of task: InspectionTask.ID, _ filter: Filter, page: ListPage, in transaction: Transaction
    ) throws -> Listed<Row> {
        var query = query(of: task, filter)
        if filter.isCounted {
            let totals = try totals(of: task, in: transaction)
            query.keptTotal = filter.excluded.map { $0 ? totals.excluded : totals.remaining } ?? totals.all
        }
        return try query.load(page, in: transaction) { try Row(&$0) }
    }

    /// The next candidates behind `key`, for reading the list to its end.
    static func next(
        _ count: Int, after key: Int64?, of task: InspectionTask.ID, _ filter: Filter, in transaction: Transaction
    ) throws -> [(key: Int64, row: Row)] {
        try query(of: task, filter).next(count, after: key, in: transaction) { try Row(&$0) }
    }

    static func query(of task: InspectionTask.ID, _ filter: Filter) -> ListQuery {
        var query = ListQuery(
            "task_candidate", key: "t.subject_serial",
            columns: """
                s.id, s.name, s.code, s.kind, s.entity_kind, s.business_address, o.name, s.liaison, s.phone_masked, c.name,
                t.excluded, t.exclusion_reason
                """,
            joins: """
                JOIN regulated_subject s ON s.id = t.subject_id JOIN sampling_category c ON c.id = t.category_id
                JOIN organization o ON o.id = s.jurisdiction_id
                """)
        query.filter("t.task_id = \(task)")
        if let name = filter.name {
            query.search(name, of: "regulated_subject")
            // the words are of all texts of the subject
            query.filter(.contains("s.name", name))
        }
        if let code = filter.code { query.filterFew("t.subject_id = (SELECT id FROM regulated_subject WHERE code = \(code))") }
        if let address = filter.address {
            query.search(address, of: "regulated_subject")
            query.filter(.contains("s.business_address", address))
        }
        if let kind = filter.kind { query.filter("s.entity_kind = \(kind)", tags: [SubjectTag.kind(kind)], of: "regulated_subject") }
        if let jurisdiction = filter.jurisdiction {
            query.filter(
                "s.jurisdiction_id = \(jurisdiction)", tags: [SubjectTag.agency(jurisdiction)], of: "regulated_subject")
        }
        if let excluded = filter.excluded { query.filter("t.excluded = \(excluded)") }
        return query
    }

    /// A few names from all over the list, for the rolling display (DRAW-21).
    package static func someNames(of task: InspectionTask.ID, limit: Int = 200, in transaction: Transaction) throws -> [String] {
        try transaction.all(
            """
            SELECT s.name FROM (SELECT subject_id FROM task_candidate WHERE task_id = \(task) AND excluded = 0 LIMIT \(limit)) k
            JOIN regulated_subject s ON s.id = k.subject_id
            """) { try $0.next() }
    }
}

extension CandidateList.Row {
    fileprivate init(_ row: inout Storage.Row) throws {
        try self.init(
            subject: row.next(), name: row.next(), code: row.next(), type: SubjectRecord.typeLabel(row.next(), row.next()),
            address: row.next(), jurisdiction: row.next(), liaison: row.next(), phoneMasked: row.next(), category: row.next(),
            isExcluded: row.next(), reason: row.next())
    }
}
