import Authority
import Storage
import Tasking
import Timekeeping

/// A line of the lists of results.
package struct InspectionLine: Sendable {
    package let id: TaskSubject.ID
    package let subjectName: String
    package let taskName: String
    package let mode: InspectionMode
    package let agencyName: String
    package let source: ResultSource
    package let overall: OverallResult
    package let reviewStatus: ReviewStatus
    package let status: TaskSubjectStatus
    package let endedAt: String
    package let submittedAt: Instant
    package let receiptNumber: String
    package let version: Int
    /// The how manieth entry of the result it is.
    package let round: Int
    package internal(set) var officers: [VisitOfficer]
}

/// What the lists of results can be sorted by.
package enum InspectionOrder: String, ListOrder {
    case ended

    package var label: String {
        switch self {
        case .ended: "检查时间"
        }
    }

    package var column: SortedColumn {
        switch self {
        case .ended: .text("t.ended_at")
        }
    }
}

/// Submitted results, newest first (INSP-04, INSP-24, INSP-30).
package enum InspectionList {
    package struct Filter: Sendable {
        package var subjectName: String?
        package var officerName: String?
        package var overall: OverallResult?
        package var mode: InspectionMode?
        package var reviewStatuses: [ReviewStatus] = []
        package var from: CalendarDate?
        package var to: CalendarDate?
        /// Only where this officer took part.
        package var officer: Identifier<OfficerMark>?
        /// The inspection history of one object (SUBJ-27).
        package var subject: SubjectID?

        package init() {}

        /// Whether the list is read along its key; an object has few results, found by their index.
        fileprivate var isEmpty: Bool {
            subjectName == nil && officerName == nil && overall == nil && mode == nil && reviewStatuses.isEmpty && from == nil
                && to == nil && officer == nil
        }
    }

    /// - Parameter scope: nil for the records of one officer, wherever they were made.
    package static func load(
        _ filter: Filter, scope: Scope?, page: ListPage, in transaction: Transaction
    ) throws -> Listed<InspectionLine> {
        let agencies = try scope.flatMap { try $0.isEverything ? nil : $0.agencies(in: transaction) }
        return try query(filter, scope, agencies).load(page, in: transaction) { row in
            InspectionLine(
                id: try row.next(), subjectName: try row.next(), taskName: try row.next(), mode: try row.next(),
                agencyName: try row.next(), source: try row.next(), overall: try row.next(), reviewStatus: try row.next(),
                status: try row.next(), endedAt: try row.next(), submittedAt: try row.next(), receiptNumber: try row.next(),
                version: try row.next(), round: try row.next(), officers: [])
        }.map { line in
            var line = line
            line.officers = try TaskSubject.officers(of: line.id, in: transaction)
            return line
        }
    }

    /// What a result is called where several are decided at once.
    /// - Throws: `NotFound` outside the scope.
    package static func title(of id: TaskSubject.ID, scope: Scope, in transaction: Transaction) throws -> String {
        let found = try transaction.first(
            """
            SELECT t.subject_name, k.name, t.overall_result FROM inspection t JOIN inspection_task k ON k.id = t.task_id
            WHERE t.id = \(id) AND \(scope.condition("t.agency_id"))
            """
        ) { (subject: try $0.next(String.self), task: try $0.next(String.self), result: try $0.next(OverallResult.self)) }
        guard let found else { throw NotFound() }
        return "\(found.subject)（\(found.task)）：\(found.result.label)"
    }

    /// 本年检查次数 of an object, as far as the scope sees (SUBJ-27).
    package static func times(
        of subject: SubjectID, since start: CalendarDate, scope: Scope, in transaction: Transaction
    ) throws -> Int {
        try transaction.value(
            """
            SELECT COUNT(*) FROM inspection t
            WHERE t.subject_id = \(subject) AND t.submitted_at >= \(start.start) AND \(scope.condition("t.agency_id"))
            """) ?? 0
    }

    private typealias Tag = InspectionWords.Tag

    /// - Parameter agencies: those in the scope; nil where it is everything.
    static func query(_ filter: Filter, _ scope: Scope?, _ agencies: [Organization.ID]?) -> ListQuery {
        var query = ListQuery(
            "inspection",
            columns: """
                t.id, t.subject_name, k.name, k.mode, o.name, t.source, t.overall_result, t.review_status, s.status,
                t.ended_at, t.submitted_at, t.receipt_number, t.version, t.round
                """,
            joins: """
                JOIN inspection_task k ON k.id = t.task_id JOIN organization o ON o.id = t.agency_id
                JOIN task_subject s ON s.id = t.id
                """)
        if let scope { query.filter(scope.condition("t.agency_id")) }
        if let agencies, !filter.isEmpty { query.narrow(tags: agencies.map(Tag.agency)) }
        if let subject = filter.subject { query.filterFew("t.subject_id = \(subject)") }
        if let name = filter.subjectName, !name.isEmpty {
            query.search(name)
            // the words are of the object and of the officers
            query.filter(.contains("t.subject_name", name))
        }
        if let overall = filter.overall { query.filter("t.overall_result = \(overall)", tags: [Tag.overall(overall)]) }
        if let mode = filter.mode { query.filter("k.mode = \(mode)", tags: [Tag.mode(mode)]) }
        if !filter.reviewStatuses.isEmpty {
            query.filter("t.review_status IN \(list: filter.reviewStatuses)", tags: filter.reviewStatuses.map(Tag.review))
        }
        if let from = filter.from { query.filter("t.submitted_at >= \(from.start)") }
        if let to = filter.to { query.filter("t.submitted_at <= \(to.end)") }
        if filter.from != nil || filter.to != nil { query.narrow(tags: DayTag.cover(from: filter.from, to: filter.to)) }
        if let officer = filter.officer {
            query.filter(
                "EXISTS (SELECT 1 FROM task_subject_officer v WHERE v.task_subject_id = t.id AND v.officer_id = \(officer))",
                tags: [Tag.officer(officer)])
        }
        if let name = filter.officerName, !name.isEmpty {
            query.search(name)
            query.filter(
                """
                EXISTS (SELECT 1 FROM task_subject_officer v
                    WHERE v.task_subject_id = t.id AND \(.contains("v.officer_name", name)))
                """)
        }
        return query
    }
}
