import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension PlannedInspection: Versioned {
    package static let versions = VersionedTable("planned_inspection")
}

extension PlannedInspection {
    package struct Filter: Codable, Sendable {
        package var name: String?
        package var month: Int?
        package var category: String?
        package var status: PlannedStatus?
        package init() {}
    }

    private static let columns: SQL = """
        t.id, t.version, t.proposal_id, t.subject_id, s.name, s.code, t.category, t.risk_level, t.credit_level, t.frequency, t.month,
        t.status, t.is_by_hand, t.reason, t.task_id, k.task_no
        """
    private static let joins: SQL = """
        JOIN regulated_subject s ON s.id = t.subject_id LEFT JOIN inspection_task k ON k.id = t.task_id
        """

    /// 月度检查任务明细; of inspections that are not left out, where no status is asked for.
    package static func list(
        _ filter: Filter, of proposal: PlanProposal.ID, page: ListPage, in transaction: Transaction
    ) throws -> Listed<PlannedInspection> {
        try query(filter, of: proposal).load(page, in: transaction) { try PlannedInspection(row: &$0) }
    }

    static func query(_ filter: Filter, of proposal: PlanProposal.ID) -> ListQuery {
        var query = ListQuery("planned_inspection", columns: columns, lookups: joins)
        query.filter("t.proposal_id = \(proposal)")
        if let status = filter.status { query.filter("t.status = \(status)") }
        if let month = filter.month { query.filter("t.month = \(month)") }
        if let category = filter.category { query.filter("t.category = \(category)") }
        if let name = filter.name {
            query.filter("EXISTS (SELECT 1 FROM regulated_subject n WHERE n.id = t.subject_id AND \(.contains("n.name", name)))")
        }
        return query
    }

    static func lock(_ id: ID, of proposal: PlanProposal.ID, in transaction: Transaction) throws -> PlannedInspection {
        let found = try transaction.first(
            "SELECT \(columns) FROM planned_inspection t \(joins) WHERE t.id = \(id) AND t.proposal_id = \(proposal)",
            PlannedInspection.init(row:))
        guard let found else { throw NotFound() }
        return found
    }

    /// How people know it; of the agency's own proposals.
    package static func title(of id: ID, at agency: Organization.ID, in transaction: Transaction) throws -> String {
        let found = try transaction.value(
            """
            SELECT s.name FROM planned_inspection t JOIN plan_proposal p ON p.id = t.proposal_id
            JOIN regulated_subject s ON s.id = t.subject_id WHERE t.id = \(id) AND p.organization_id = \(agency)
            """, as: String.self)
        guard let found else { throw NotFound() }
        return found
    }

    static func name(of subject: SubjectID, in transaction: Transaction) throws -> String {
        try transaction.value("SELECT name FROM regulated_subject WHERE id = \(subject)") ?? ""
    }

    /// One that somebody adds.
    static func insert(
        _ enterprise: ProposedEnterprise, _ category: String, month: Int, because reason: String, into proposal: PlanProposal.ID,
        at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.refusing(["planned_inspection_once": ProposalRefused.alreadyInMonth]) {
            _ = try transaction.execute(
                """
                INSERT INTO planned_inspection (id, version, proposal_id, subject_id, agency_id, category, risk_level, credit_level, month,
                    status, is_by_hand, reason)
                VALUES (\(ID(at: now)), 1, \(proposal), \(enterprise.id), \(enterprise.agency), \(category), \(enterprise.risk),
                    \(enterprise.credit), \(month), \(PlannedStatus.planned), 1, \(reason))
                """)
        }
    }

    func set(_ status: PlannedStatus, month: Int, because reason: String, in transaction: Transaction) throws {
        try transaction.refusing(["planned_inspection_once": ProposalRefused.alreadyInMonth]) {
            _ = try transaction.execute(
                """
                UPDATE planned_inspection SET status = \(status), month = \(month), reason = \(reason), is_by_hand = 1, version = version + 1
                WHERE id = \(id)
                """)
        }
    }

    /// Everything that found no room.
    static func leaveOutBeyond(of proposal: PlanProposal.ID, in transaction: Transaction) throws -> Int {
        try transaction.execute(
            """
            UPDATE planned_inspection SET status = \(PlannedStatus.leftOut), is_by_hand = 1, version = version + 1
            WHERE proposal_id = \(proposal) AND status = \(PlannedStatus.beyond)
            """)
    }

    /// What stays without a task of a month, by category.
    static func waiting(
        of proposal: PlanProposal.ID, in month: Int, in transaction: Transaction
    ) throws -> [(category: String, count: Int)] {
        try transaction.all(
            """
            SELECT t.category, count(*) FROM planned_inspection t
            WHERE t.proposal_id = \(proposal) AND t.status = \(PlannedStatus.planned) AND t.month = \(month) AND t.task_id IS NULL
            GROUP BY t.category ORDER BY t.category
            """) { (try $0.next(), try $0.next()) }
    }

    /// The inspections of a month whose objects are candidates of the task belong to it.
    /// - Returns: how many do.
    static func link(
        of proposal: PlanProposal.ID, in month: Int, to task: InspectionTask.ID, in transaction: Transaction
    ) throws -> Int {
        try transaction.execute(
            """
            UPDATE planned_inspection SET task_id = \(task), version = version + 1
            WHERE proposal_id = \(proposal) AND status = \(PlannedStatus.planned) AND month = \(month) AND task_id IS NULL
                AND EXISTS (SELECT 1 FROM task_candidate k WHERE k.task_id = \(task) AND k.subject_id = planned_inspection.subject_id)
            """)
    }

    /// Those of a task that is no more, or that is of another plan now, wait for a task again.
    static func release(from task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE planned_inspection SET task_id = NULL, version = version + 1 WHERE task_id = \(task)")
    }

    private init(row: inout Row) throws {
        try self.init(
            id: row.next(), version: row.next(), proposal: row.next(), subject: row.next(), subjectName: row.next(), subjectCode: row.next(),
            category: row.next(), risk: row.next(), credit: row.next(), frequency: row.next(), month: row.next(), status: row.next(),
            isByHand: row.next(), reason: row.next(), task: row.next(), taskNumber: row.next())
    }
}

/// How far a month of a proposal is.
package struct ProposalMonthSummary: Sendable {
    package let month: Int
    package let planned: Int
    package let withTask: Int
    package let beyond: Int
    package let leftOut: Int

    package static func all(of proposal: PlanProposal.ID, in transaction: Transaction) throws -> [ProposalMonthSummary] {
        try transaction.all(
            """
            SELECT t.month, CAST(sum(CASE WHEN t.status = 'planned' THEN 1 ELSE 0 END) AS BIGINT),
                CAST(sum(CASE WHEN t.status = 'planned' AND t.task_id IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT),
                CAST(sum(CASE WHEN t.status = 'beyond' THEN 1 ELSE 0 END) AS BIGINT),
                CAST(sum(CASE WHEN t.status = 'leftOut' THEN 1 ELSE 0 END) AS BIGINT)
            FROM planned_inspection t WHERE t.proposal_id = \(proposal) GROUP BY t.month ORDER BY t.month
            """
        ) { row in
            try ProposalMonthSummary(
                month: row.next(), planned: row.next(), withTask: row.next(), beyond: row.next(), leftOut: row.next())
        }
    }

    /// The inspection categories of a proposal and how many inspections each has.
    package static func categories(of proposal: PlanProposal.ID, in transaction: Transaction) throws -> [(name: String, count: Int)] {
        try transaction.all(
            """
            SELECT t.category, count(*) FROM planned_inspection t
            WHERE t.proposal_id = \(proposal) AND t.status = \(PlannedStatus.planned) GROUP BY t.category ORDER BY t.category
            """) { (try $0.next(), try $0.next()) }
    }
}

extension PlannedRange {
    /// Of columns of `regulated_subject s`.
    var condition: SQL {
        """
        s.id IN (SELECT i.subject_id FROM planned_inspection i WHERE i.proposal_id = \(proposal) AND i.month = \(month)
            AND i.status = \(PlannedStatus.planned) AND i.category = \(category) AND i.task_id IS NULL)
        """
    }
}
