import Authority
import Library
import Storage
import Timekeeping

@testable import Tasking

extension WalkRecords {
    static func latest(in transaction: Transaction) throws -> WalkRecords {
        WalkRecords(
            plans: try transaction.all("SELECT id FROM annual_plan ORDER BY serial DESC LIMIT 6") { try $0.next() },
            tasks: try tasks(in: transaction), visits: try visits(in: transaction))
    }

    /// The last ones, and the last ones of those that go on: acts that come late in a life find somebody to be done on.
    private static func tasks(in transaction: Transaction) throws -> [InspectionTask.ID] {
        let groups: [[TaskStatus]] = [
            [.draft, .awaitingPartners, .invitationRefused, .awaitingEstablishment], [.awaitingSubjects, .awaitingOfficers],
            [.pending, .inProgress], TaskStatus.allCases,
        ]
        return try groups.flatMap { statuses in
            try transaction.all("SELECT id FROM inspection_task WHERE status IN \(list: statuses) ORDER BY serial DESC LIMIT 4") { try $0.next() }
        }
    }

    private static func visits(in transaction: Transaction) throws -> [TaskSubject.ID] {
        let groups: [[TaskSubjectStatus]] = [
            [.awaitingOfficers], [.awaitingInspection, .inspecting], [.awaitingCountersign, .awaitingReview, .returned], TaskSubjectStatus.allCases,
        ]
        return try groups.flatMap { statuses in
            try transaction.all("SELECT id FROM task_subject WHERE status IN \(list: statuses) ORDER BY serial DESC LIMIT 4") { try $0.next() }
        }
    }

    static func waiting(in task: InspectionTask.ID, of agency: Organization.ID, in transaction: Transaction) throws -> Set<TaskSubject.ID> {
        Set(try transaction.all(
            """
            SELECT id FROM task_subject WHERE task_id = \(task) AND agency_id = \(agency)
                AND status = \(TaskSubjectStatus.awaitingOfficers) AND is_ready = 0
            """) { try $0.next() })
    }

    static func claim(_ item: ItemID, by agency: Organization.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO item_claim (item_id, organization_id, claimed_at, claimed_by) VALUES (\(item), \(agency), \(now), \(item))")
    }
}

/// The states of everything that a step can reach.
struct WalkStates {
    var reviews: [AnnualPlan.ID: PlanReviewStatus] = [:]
    var executions: [AnnualPlan.ID: PlanExecutionStatus] = [:]
    var tasks: [InspectionTask.ID: TaskStatus] = [:]
    var visits: [TaskSubject.ID: TaskSubjectStatus] = [:]

    static func of(_ records: WalkRecords, in transaction: Transaction) throws -> WalkStates {
        var states = WalkStates()
        let plans = try transaction.all(
            "SELECT id, review_status, execution_status FROM annual_plan WHERE id IN \(list: records.plans)"
        ) { (id: try $0.next(AnnualPlan.ID.self), review: try $0.next(PlanReviewStatus.self), execution: try $0.next(PlanExecutionStatus.self)) }
        for plan in plans { (states.reviews[plan.id], states.executions[plan.id]) = (plan.review, plan.execution) }
        let tasks = try transaction.all("SELECT id, status FROM inspection_task WHERE id IN \(list: records.tasks)") {
            (id: try $0.next(InspectionTask.ID.self), status: try $0.next(TaskStatus.self))
        }
        for task in tasks { states.tasks[task.id] = task.status }
        let visits = try transaction.all("SELECT id, status FROM task_subject WHERE id IN \(list: records.visits)") {
            (id: try $0.next(TaskSubject.ID.self), status: try $0.next(TaskSubjectStatus.self))
        }
        for visit in visits { states.visits[visit.id] = visit.status }
        return states
    }
}

/// What must hold whatever was done, said of the tables by themselves and not by the rules of the product.
enum WalkInvariant: CaseIterable {
    /// PLAN-09: what the formal tasks of a plan say is its execution status.
    case planFollowsTasks
    /// E.5, E.7: where a task stands is what its objects say.
    case taskFollowsObjects
    /// DRAW-27: two officers of the executing agency on each object that has any, and none before.
    case officersOfObject
    /// DRAW-12: an object is given to an agency that takes part in its task.
    case agencyTakesPart
    /// TASK-20: no object without an issued task.
    case objectsAreIssued
    /// TASK-08: test tasks end when their time has come.
    case testTasksEnd
    /// PLAN-38, PLAN-16: an answer is given to an issued plan alone.
    case answersToIssuedPlans
    /// E.5, E.6: where a task of several agencies stands before its objects are chosen is what its invitations say.
    case taskFollowsInvitations
    /// JOIN-09: each object has one visit of each participant, and they wait and begin together.
    case visitsOfParticipants
    /// No officer is on one object twice.
    case officerOnce

    /// - Returns: what breaks it, by the ids in the tables.
    func breaches(at now: Instant, in transaction: Transaction) throws -> [String] {
        try transaction.all(statement(at: now)) { row in "\(self) \(try row.next(String.self))" }
    }

    private func statement(at now: Instant) -> SQL {
        let finished: [TaskSubjectStatus] = [.completed, .notInspectable]
        let waiting: [TaskSubjectStatus] = [.awaitingOfficers, .awaitingInspection]
        let before: [TaskStatus] = [.draft, .awaitingPartners, .awaitingEstablishment, .invitationRefused, .abolished, .awaitingSubjects]
        return switch self {
        case .planFollowsTasks:
            """
            SELECT plan_no FROM (SELECT p.plan_no, p.execution_status AS said,
                CASE WHEN count(t.id) = 0 THEN 'pending'
                    WHEN sum(CASE WHEN t.status = 'completed' THEN 1 ELSE 0 END) = count(t.id) THEN 'completed' ELSE 'inProgress' END AS found
                FROM annual_plan p LEFT JOIN inspection_task t ON t.plan_id = p.id AND t.nature = 'formal'
                    AND t.status NOT IN \(list: [TaskStatus.abolished, .purged])
                GROUP BY p.id, p.plan_no, p.execution_status) plans WHERE said <> found
            """
        case .taskFollowsObjects:
            """
            SELECT status || ' ' || task_no FROM (SELECT t.task_no, t.status, t.subject_fixation AS fixation,
                sum(CASE WHEN s.status = 'awaitingOfficers' THEN 1 ELSE 0 END) AS lacking,
                sum(CASE WHEN s.status NOT IN \(list: waiting) THEN 1 ELSE 0 END) AS begun,
                sum(CASE WHEN s.status NOT IN \(list: finished) THEN 1 ELSE 0 END) AS open
                FROM inspection_task t LEFT JOIN task_subject s ON s.task_id = t.id
                GROUP BY t.id, t.task_no, t.status, t.subject_fixation) tasks
            WHERE (status = 'awaitingOfficers' AND lacking = 0) OR (status IN ('pending', 'inProgress', 'completed') AND lacking > 0)
                OR (status = 'pending' AND begun > 0) OR (status = 'inProgress' AND begun = 0)
                OR (status = 'inProgress' AND open = 0 AND fixation = 'fixed') OR (status = 'completed' AND begun > 0 AND open > 0)
            """
        case .officersOfObject:
            """
            SELECT code FROM (SELECT s.subject_code AS code, s.status, s.is_ready AS ready, count(o.officer_id) AS officers,
                sum(CASE WHEN o.agency_id <> s.agency_id THEN 1 ELSE 0 END) AS foreigners
                FROM task_subject s LEFT JOIN task_subject_officer o ON o.task_subject_id = s.id
                GROUP BY s.id, s.subject_code, s.status, s.is_ready) objects
            WHERE foreigners > 0 OR (status = 'awaitingOfficers' AND ready = 0 AND officers > 0) OR (ready = 1 AND officers < 2) OR (status <> 'awaitingOfficers' AND officers < 2)
            """
        case .taskFollowsInvitations:
            """
            SELECT status || ' ' || task_no FROM (SELECT t.task_no, t.status,
                sum(CASE WHEN n.status = 'pending' THEN 1 ELSE 0 END) AS pending,
                sum(CASE WHEN n.status = 'accepted' THEN 1 ELSE 0 END) AS accepted
                FROM inspection_task t JOIN task_invitation n ON n.task_id = t.id WHERE n.invited_at IS NOT NULL
                GROUP BY t.id, t.task_no, t.status) tasks
            WHERE (status = 'awaitingPartners') <> (pending > 0) OR (status IN ('invitationRefused', 'abolished')) <> (pending = 0 AND accepted = 0)
            """
        case .visitsOfParticipants:
            """
            SELECT code FROM (SELECT s.subject_code AS code, count(*) AS visits,
                count(DISTINCT coalesce(s.participant_id, t.organization_id)) AS parts, count(DISTINCT s.agency_id) AS agencies,
                sum(CASE WHEN s.status = 'awaitingOfficers' THEN 1 ELSE 0 END) AS waiting,
                sum(CASE WHEN s.status = 'awaitingOfficers' AND s.is_ready = 0 THEN 1 ELSE 0 END) AS lacking,
                1 + (SELECT count(*) FROM task_invitation n WHERE n.task_id = s.task_id AND n.status = 'accepted') AS wanted
                FROM task_subject s JOIN inspection_task t ON t.id = s.task_id GROUP BY s.task_id, s.subject_id, s.subject_code) objects
            WHERE visits <> wanted OR parts <> wanted OR agencies <> wanted OR (waiting > 0 AND lacking = 0)
                OR (waiting > 0 AND waiting < visits)
            """
        case .officerOnce:
            """
            SELECT s.subject_code FROM task_subject s JOIN task_subject_officer o ON o.task_subject_id = s.id
            GROUP BY s.task_id, s.subject_id, s.subject_code, o.officer_id HAVING count(*) > 1
            """
        case .agencyTakesPart:
            """
            SELECT s.subject_code FROM task_subject s LEFT JOIN task_agency a ON a.task_id = s.task_id AND a.agency_id = s.agency_id
            WHERE a.task_id IS NULL
            """
        case .objectsAreIssued:
            """
            SELECT t.task_no FROM inspection_task t JOIN task_subject s ON s.task_id = t.id
            WHERE t.issued_at IS NULL OR t.status IN \(list: before)
            """
        case .testTasksEnd:
            "SELECT task_no FROM inspection_task WHERE nature = 'test' AND (purge_at IS NULL OR purge_at <= \(now.advanced(hours: -6)))"
        case .answersToIssuedPlans:
            """
            SELECT p.plan_no FROM plan_receipt r JOIN annual_plan p ON p.id = r.plan_id
            WHERE p.review_status <> 'approvedIssued' OR (r.status <> 'notReceived' AND r.answered_at IS NULL)
            """
        }
    }
}
