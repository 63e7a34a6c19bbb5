import Authority
import Storage
import Timekeeping

extension TaskInvitation {
    /// In the order of the agencies.
    package static func all(of task: InspectionTask.ID, in transaction: Transaction) throws -> [TaskInvitation] {
        try transaction.all(
            """
            SELECT n.task_id, n.agency_id, o.name, n.status, n.reason, n.invited_at, n.answered_by_name, n.answered_at
            FROM task_invitation n JOIN organization o ON o.id = n.agency_id WHERE n.task_id = \(task) ORDER BY o.serial
            """
        ) { row in
            TaskInvitation(
                task: try row.next(), agency: try row.next(), agencyName: try row.next(), status: try row.next(),
                reason: try row.next(), invitedAt: try row.next(), answeredByName: try row.next(), answeredAt: try row.next())
        }
    }

    static func insert(_ agency: Organization.ID, into task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO task_invitation (task_id, agency_id, status, reason, answered_by_name)
            VALUES (\(task), \(agency), \(InvitationStatus.pending), '', '')
            """)
    }

    func delete(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM task_invitation WHERE task_id = \(task) AND agency_id = \(agency)")
    }

    static func deleteAll(of task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM task_invitation WHERE task_id = \(task)")
    }

    /// Asks the agency, for the first time or again.
    func setInvited(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE task_invitation SET status = \(InvitationStatus.pending), reason = '', invited_at = \(now),
                answered_by_name = '', answered_at = \(Instant?.none)
            WHERE task_id = \(task) AND agency_id = \(agency)
            """)
    }

    func setAnswer(
        _ status: InvitationStatus, because reason: String, by person: String, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE task_invitation SET status = \(status), reason = \(reason), answered_by_name = \(person), answered_at = \(now)
            WHERE task_id = \(task) AND agency_id = \(agency)
            """)
    }

    /// The invitations whose agencies take part in the task or may yet: whoever refused has no part in it (JOIN-06).
    static func exists(for scope: Scope) -> SQL {
        """
        EXISTS (SELECT 1 FROM task_invitation n WHERE n.task_id = t.id AND n.invited_at IS NOT NULL
            AND n.status IN \(list: [InvitationStatus.pending, .accepted]) AND \(scope.condition("n.agency_id")))
        """
    }
}

extension InspectionTask {
    /// None of a task of one agency.
    package func invitations(in transaction: Transaction) throws -> [TaskInvitation] {
        guard span == .crossAgency else { return [] }
        return try TaskInvitation.all(of: id, in: transaction)
    }

    /// The task as its makers and everybody who was ever invited see it: also an agency that refused keeps its answer.
    package static func loadInvited(_ id: ID, for actor: Actor, in transaction: Transaction) throws -> InspectionTask {
        let found = try transaction.first(
            """
            SELECT \(columns) FROM inspection_task t WHERE t.id = \(id) AND t.span = \(AgencySpan.crossAgency)
                AND (t.organization_id = \(actor.organization) OR EXISTS (SELECT 1 FROM task_invitation n
                    WHERE n.task_id = t.id AND n.agency_id = \(actor.organization) AND n.invited_at IS NOT NULL))
            """, InspectionTask.init(row:))
        guard let found else { throw NotFound() }
        return found
    }

    func setInvitationDeadline(_ date: CalendarDate, in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET invitation_deadline = \(date) WHERE id = \(id)")
    }

    /// The plan is free of a task that was scrapped (JOIN-05).
    func releasePlan(in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET plan_id = \(AnnualPlan.ID?.none) WHERE id = \(id)")
    }

    /// Tasks whose invitations ended before this day without every answer (JOIN-07).
    static func overdueInvitations(on today: CalendarDate, limit: Int, in transaction: Transaction) throws -> [ID] {
        // the state is written out, as the index of these tasks says it
        try transaction.all(
            """
            SELECT id FROM inspection_task WHERE status = 'awaitingPartners' AND invitation_deadline < \(today)
            ORDER BY invitation_deadline LIMIT \(limit)
            """) { try $0.next() }
    }
}

extension ActingAgency {
    /// Enforcement bodies in use that could be invited.
    package static func partners(
        for agency: Organization.ID, words: String = "", among chosen: Set<Organization.ID>? = nil, limit: Int = 20,
        in transaction: Transaction
    ) throws -> [(id: Organization.ID, name: String)] {
        let named: SQL = chosen.map { "AND o.id IN \(list: $0.sorted())" } ?? ""
        return try transaction.all(
            """
            SELECT o.id, o.name FROM organization o WHERE o.id <> \(agency) AND o.is_enforcement_body = 1
                AND o.status = \(Organization.Status.enabled) AND \(.contains("o.name", words))
            """ + named + "ORDER BY o.serial LIMIT \(limit)"
        ) { (try $0.next(), try $0.next()) }
    }
}
