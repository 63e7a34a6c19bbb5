import Authority
import Storage
import Tasking
import Timekeeping

extension ResultReview {
    /// The result under review.
    struct Result {
        let round: Int
        let status: ReviewStatus
        let overall: OverallResult
        let inspectedOn: CalendarDate?
        let submitter: Account.ID

        static func find(_ id: TaskSubject.ID, in transaction: Transaction) throws -> Result? {
            try transaction.first(
                "SELECT round, review_status, overall_result, ended_at, submitted_by FROM inspection WHERE id = \(id)"
            ) { row in
                Result(
                    round: try row.next(), status: try row.next(), overall: try row.next(),
                    inspectedOn: CalendarDate(String(try row.next(String.self).prefix(10))), submitter: try row.next())
            }
        }

        /// Whether the person entered it, on whatever device, or was on the visit (INSP-26).
        func isBy(_ actor: Actor, _ id: TaskSubject.ID, in transaction: Transaction) throws -> Bool {
            if actor.account == submitter { return true }
            if let officer = actor.officer, try TaskSubject.isAssigned(officer, to: id, in: transaction) { return true }
            return try transaction.value(
                "SELECT 1 FROM field_event WHERE visit_id = \(id) AND account_id = \(actor.account) AND refusal_code = '' LIMIT 1",
                as: Int.self) != nil
        }
    }

    func insert(_ round: Int, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO result_review (id, inspection_id, round, decision, reason, reviewed_by, reviewer_name, reviewed_at)
            VALUES (\(ID(at: now)), \(inspection), \(round), \(decision), \(reason), \(actor.account), \(actor.name), \(now))
            """)
        let status: ReviewStatus =
            switch decision {
            case .approved: .approved
            case .returned: .returned
            }
        try transaction.execute(
            "UPDATE inspection SET version = version + 1, review_status = \(status) WHERE id = \(inspection)")
        try Inspection.index(inspection, in: transaction)
    }

    /// Who reviews the results of an agency.
    static func reviewers(of agency: Organization.ID, in transaction: Transaction) throws -> [Account.ID] {
        try transaction.all(
            """
            SELECT a.id FROM account a JOIN role_grant g ON g.account_id = a.id
            WHERE a.organization_id = \(agency) AND a.status <> \(AccountStatus.disabled)
                AND g.role = \(Role.resultReviewer)
            """
        ) { try $0.next() }
    }

    static func accounts(ofOfficersOf visit: TaskSubject.ID, in transaction: Transaction) throws -> [Account.ID] {
        try transaction.all(
            """
            SELECT a.id FROM account a JOIN task_subject_officer o ON o.officer_id = a.officer_id
            WHERE o.task_subject_id = \(visit) AND a.status <> \(AccountStatus.disabled)
            """
        ) { try $0.next() }
    }
}
