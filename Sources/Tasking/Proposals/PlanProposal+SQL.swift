import Authority
import Importing
import Ledger
import Library
import Registry
import Storage
import Timekeeping

extension PlanProposal {
    private static let columns: SQL = """
        t.id, t.version, t.plan_id, t.organization_id, t.job_id, CASE WHEN EXISTS (SELECT 1 FROM job j WHERE j.id = t.job_id
            AND j.state IN \(list: JobState.allCases.filter { !$0.isFinal })) THEN 1 ELSE 0 END,
        t.made_at, t.made_by_name, t.enterprises
        """

    /// That of the agency; nil before one was asked for.
    package static func of(_ plan: AnnualPlan.ID, at agency: Organization.ID, in transaction: Transaction) throws -> PlanProposal? {
        try transaction.first(
            "SELECT \(columns) FROM plan_proposal t WHERE t.plan_id = \(plan) AND t.organization_id = \(agency)", PlanProposal.init(row:))
    }

    static func lock(_ plan: AnnualPlan.ID, at agency: Organization.ID, in transaction: Transaction) throws -> PlanProposal? {
        try transaction.lockedAlone(
            "SELECT \(columns) FROM plan_proposal t WHERE t.plan_id = \(plan) AND t.organization_id = \(agency)", PlanProposal.init(row:))
    }

    static func load(_ id: ID, in transaction: Transaction) throws -> PlanProposal {
        let found = try transaction.first("SELECT \(columns) FROM plan_proposal t WHERE t.id = \(id)", PlanProposal.init(row:))
        guard let found else { throw NotFound() }
        return found
    }

    static func insert(_ id: ID, of plan: AnnualPlan.ID, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO plan_proposal (id, version, plan_id, organization_id, made_by_name, enterprises, created_at)
            VALUES (\(id), 1, \(plan), \(actor.organization), \(actor.name), 0, \(now))
            """)
    }

    func setAsked(_ job: Job.ID, by actor: Actor, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE plan_proposal SET job_id = \(job), made_at = NULL, made_by_name = \(actor.name) WHERE id = \(id)")
    }

    func setMade(enterprises: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("UPDATE plan_proposal SET made_at = \(now), enterprises = \(enterprises) WHERE id = \(id)")
    }

    func touch(in transaction: Transaction) throws {
        try transaction.execute("UPDATE plan_proposal SET version = version + 1 WHERE id = \(id)")
    }

    /// Of a plan that is deleted.
    static func deleteAll(of plan: AnnualPlan.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM planned_inspection WHERE proposal_id IN (SELECT p.id FROM plan_proposal p WHERE p.plan_id = \(plan))")
        try transaction.execute("DELETE FROM plan_proposal WHERE plan_id = \(plan)")
    }

    private init(row: inout Row) throws {
        try self.init(
            id: row.next(), version: row.next(), plan: row.next(), organization: row.next(), job: row.next(), isComputing: row.next(),
            madeAt: row.next(), madeByName: row.next(), enterprises: row.next())
    }
}

// MARK: - what it is computed from

extension ProposedEnterprise {
    /// The registered organisations in scope that exist.
    static func all(scope: Scope, in transaction: Transaction) throws -> [ProposedEnterprise] {
        try transaction.all(
            """
            SELECT s.id, s.serial, s.jurisdiction_id, s.trades, s.categories, s.risk_level, s.public_credit, s.trade_credit
            FROM regulated_subject s
            WHERE \(scope.condition("s.jurisdiction_id")) AND s.status = \(SubjectStatus.registered)
                AND s.class = \(SubjectClass.organization) AND s.registration_status = \(RegistrationStatus.existing)
            """, ProposedEnterprise.init(row:))
    }

    /// One of them.
    static func find(_ id: SubjectID, scope: Scope, in transaction: Transaction) throws -> ProposedEnterprise? {
        try transaction.first(
            """
            SELECT s.id, s.serial, s.jurisdiction_id, s.trades, s.categories, s.risk_level, s.public_credit, s.trade_credit
            FROM regulated_subject s
            WHERE s.id = \(id) AND \(scope.condition("s.jurisdiction_id")) AND s.status = \(SubjectStatus.registered)
            """, ProposedEnterprise.init(row:))
    }

    private init(row: inout Row) throws {
        let id: SubjectID = try row.next(), serial: Int64 = try row.next(), agency: Organization.ID = try row.next()
        let trades: String = try row.next(), categories: String = try row.next()
        let risk: Grade = try row.next(), publicCredit: Grade = try row.next(), tradeCredit: Grade = try row.next()
        self.init(
            id: id, serial: serial, agency: agency, trades: trades.split(separator: ",").map(String.init),
            categories: categories.split(separator: ",").compactMap { EnterpriseCategory(rawValue: String($0)) },
            risk: risk, credit: tradeCredit == .unrated ? publicCredit : tradeCredit)
    }
}

extension PlanProposal {
    /// What stays when it is computed anew: of each enterprise the months that people, or tasks, have settled.
    func settled(in transaction: Transaction) throws -> [SubjectID: [Int]] {
        var settled: [SubjectID: [Int]] = [:]
        try transaction.forEach(
            "SELECT t.subject_id, t.month FROM planned_inspection t WHERE t.proposal_id = \(id) AND \(Self.stays)"
        ) { row in
            let subject: SubjectID = try row.next(), month: Int = try row.next()
            settled[subject, default: []].append(month)
        }
        return settled
    }

    private static let stays: SQL = "(t.is_by_hand = 1 OR t.task_id IS NOT NULL OR t.status = 'leftOut')"

    /// How many inspections the agency has planned in each month of the year under plans of the family.
    /// - Parameter whole: also what would be computed anew.
    func loads(_ plan: AnnualPlan, whole: Bool, in transaction: Transaction) throws -> [Int: Int] {
        let counted: SQL = whole ? "1 = 1" : "(t.proposal_id <> \(id) OR \(Self.stays))"
        let pairs = try transaction.all(
            """
            SELECT t.month, count(*) FROM plan_proposal p JOIN annual_plan a ON a.id = p.plan_id
            JOIN planned_inspection t ON t.proposal_id = p.id AND t.status = \(PlannedStatus.planned)
            WHERE p.organization_id = \(organization) AND a.family = \(plan.family) AND a.year = \(plan.record.year) AND \(counted)
            GROUP BY t.month
            """) { (try $0.next(Int.self), try $0.next(Int.self)) }
        return Dictionary(pairs, uniquingKeysWith: +)
    }

    /// 已排 of the year and family, as a volume is compared with.
    package func plannedInYear(of plan: AnnualPlan, in transaction: Transaction) throws -> Int {
        try loads(plan, whole: true, in: transaction).values.reduce(0, +)
    }

    /// Whether nothing is there that is computed anew.
    func isClear(in transaction: Transaction) throws -> Bool {
        try transaction.value(
            "SELECT 1 FROM planned_inspection t WHERE t.proposal_id = \(id) AND NOT \(Self.stays) LIMIT 1", as: Int.self) == nil
    }

    /// Takes away a part of what is computed anew.
    /// - Returns: how many went.
    func clear(_ limit: Int, in transaction: Transaction) throws -> Int {
        try transaction.execute(
            """
            DELETE FROM planned_inspection WHERE serial IN (SELECT t.serial FROM planned_inspection t
                WHERE t.proposal_id = \(id) AND NOT \(Self.stays) LIMIT \(limit))
            """)
    }

    /// Adds inspections as they were placed.
    func add(_ lines: some Collection<ProposalLine>, at now: Instant, in transaction: Transaction) throws {
        var rows = BulkRows(columns: [
            "id", "version", "proposal_id", "subject_id", "agency_id", "category", "risk_level", "credit_level", "frequency", "month", "status",
            "is_by_hand", "reason",
        ])
        for line in lines {
            let enterprise = line.demand.enterprise
            rows.append(row: [
                PlannedInspection.ID(at: now).sqlValue, 1.sqlValue, id.sqlValue, enterprise.id.sqlValue, enterprise.agency.sqlValue,
                line.demand.category.sqlValue, enterprise.risk.sqlValue, enterprise.credit.sqlValue, line.demand.frequency.sqlValue,
                line.month.sqlValue, (line.isBeyond ? PlannedStatus.beyond : .planned).sqlValue, false.sqlValue, "".sqlValue,
            ])
        }
        try transaction.add(rows, to: "planned_inspection")
    }
}
