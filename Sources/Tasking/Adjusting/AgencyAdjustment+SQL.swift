import Authority
import Storage
import Timekeeping

extension AdjustmentTarget {
    /// The enabled enforcement bodies from `agency` downwards, those that have claimed the items of the visit first. Whoever
    /// visits the object already for another participant can't take this visit too (JOIN-09).
    package static func all(
        for visit: TaskSubject, below agency: Organization.ID, only: Organization.ID? = nil, in transaction: Transaction
    ) throws -> [AdjustmentTarget] {
        let own: SQL = visit.participant.map { "i.participant_id = \($0)" } ?? "i.participant_id IS NULL"
        let named: SQL = only.map { "AND o.id = \($0)" } ?? ""
        let found = try transaction.all(
            """
            SELECT o.id, o.name, CASE WHEN EXISTS (SELECT 1 FROM task_item i WHERE i.task_id = \(visit.task) AND \(own) AND NOT EXISTS (
                SELECT 1 FROM item_claim c WHERE c.item_id = i.item_id AND c.organization_id = o.id)) THEN 0 ELSE 1 END
            FROM organization_ancestry a JOIN organization o ON o.id = a.organization_id
            WHERE a.ancestor_id = \(agency) AND o.status = \(Organization.Status.enabled) AND o.is_enforcement_body = 1
                AND NOT EXISTS (SELECT 1 FROM task_subject s WHERE s.subject_id = \(visit.subject) AND s.task_id = \(visit.task)
                    AND s.agency_id = o.id AND s.id <> \(visit.id))
            """ + named + "ORDER BY a.depth, o.serial LIMIT 500"
        ) { AdjustmentTarget(id: try $0.next(), name: try $0.next(), hasClaimed: try $0.next()) }
        return found.filter(\.hasClaimed) + found.filter { !$0.hasClaimed }
    }
}

extension TaskSubject {
    /// Gives the object to another agency. Who was declared to be in conflict with it was of the former one, which has no
    /// part in the task any more where it has no other object.
    func setAgency(_ next: Organization.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE task_subject SET version = version + 1, agency_id = \(next), updated_at = \(now) WHERE id = \(id)")
        try transaction.execute("""
            DELETE FROM officer_recusal WHERE task_id = \(task) AND subject_id = \(subject) AND officer_id IN
                (SELECT f.id FROM enforcement_officer f WHERE f.organization_id = \(agency))
            """)
        try transaction.execute(
            """
            INSERT INTO task_agency (task_id, agency_id, urged_count) VALUES (\(task), \(next), 0)
            ON CONFLICT (task_id, agency_id) DO NOTHING
            """)
        try transaction.execute(
            """
            UPDATE task_agency SET adjusted = adjusted + \(version + 1) WHERE task_id = \(task) AND agency_id = \(agency)
            """)
        try transaction.execute(
            """
            DELETE FROM task_agency WHERE task_id = \(task) AND agency_id = \(agency) AND NOT EXISTS
                (SELECT 1 FROM task_subject s WHERE s.task_id = \(task) AND s.agency_id = \(agency))
            """)
    }
}
