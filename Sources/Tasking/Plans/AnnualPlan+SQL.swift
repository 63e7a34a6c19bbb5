import Authority
import Storage
import Timekeeping

extension AnnualPlan {
    static let columns: SQL = """
        t.id, t.version, t.family, t.organization_id, t.creator_id, t.creator_name, t.plan_no, t.number_year,
        t.number_sequence, t.review_status, t.execution_status, t.reviewer_id, t.rejection_reason, t.created_at,
        t.updated_at, t.updated_by_name, t.reviewed_at, t.issued_at, \(PlanRecord.columns)
        """

    /// One the person may see: of an agency in scope (drafts, and what is to be reviewed, only of the own agency: PLAN-06,
    /// PLAN-12), or issued to the own agency.
    package static func load(_ id: ID, for actor: Actor, in transaction: Transaction) throws -> AnnualPlan {
        guard let plan = try find(id, for: actor, in: transaction) else { throw NotFound() }
        return plan
    }

    /// The same; nil where the person sees none.
    package static func find(_ id: ID, for actor: Actor, in transaction: Transaction) throws -> AnnualPlan? {
        let visible: SQL = """
            ((t.organization_id = \(actor.organization) OR t.review_status = \(PlanReviewStatus.approvedIssued)
                AND \(actor.scope.condition("t.organization_id")))
            OR t.review_status = \(PlanReviewStatus.approvedIssued) AND EXISTS (SELECT 1 FROM plan_receipt r
                WHERE r.plan_id = t.id AND r.organization_id = \(actor.organization)))
            """
        return try transaction.first(
            "SELECT \(columns) FROM annual_plan t WHERE t.id = \(id) AND \(visible)", AnnualPlan.init(row:)
        )?.withLists(in: transaction)
    }

    /// Under lock, for acts.
    static func lock(_ id: ID, in transaction: Transaction) throws -> AnnualPlan {
        guard let plan = try lockIfExists(id, in: transaction) else { throw NotFound() }
        return plan
    }

    static func lockIfExists(_ id: ID, in transaction: Transaction) throws -> AnnualPlan? {
        try transaction.locked("SELECT \(columns) FROM annual_plan t WHERE t.id = \(id)", AnnualPlan.init(row:))?
            .withLists(in: transaction)
    }

    static func insert(
        _ id: ID, _ record: PlanRecord, family: PlanFamily, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO annual_plan (id, version, family, organization_id, creator_id, creator_name, plan_no,
                \(PlanRecord.columnNames), review_status, execution_status, rejection_reason, created_at, created_by,
                updated_at, updated_by_name)
            VALUES (\(id), 1, \(family), \(actor.organization), \(actor.account), \(actor.name), '',
                \(record.values()), \(PlanReviewStatus.draft), \(PlanExecutionStatus.pending), '', \(now), \(actor.account),
                \(now), \(actor.name))
            """)
        try insertLists(id, record, in: transaction)
        try index(id, record.name, in: transaction)
    }

    /// Writes the fields; the plan is a draft again (PLAN-11). A number of another year is given up.
    func update(to record: PlanRecord, version: Int, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let number = number.flatMap { $0.year == record.year ? $0 : nil }
        try transaction.executeVersioned(
            """
            UPDATE annual_plan SET version = version + 1, plan_no = \(number?.text ?? ""),
                number_year = \(number?.year), number_sequence = \(number?.sequence), \(record.assignments()),
                review_status = \(PlanReviewStatus.draft), issued_at = \(Instant?.none), updated_at = \(now),
                updated_by_name = \(actor.name)
            WHERE id = \(id) AND version = \(version)
            """)
        try deleteLists(in: transaction)
        try Self.insertLists(id, record, in: transaction)
        try Self.index(id, record.name, in: transaction)
    }

    func delete(in transaction: Transaction) throws {
        try deleteLists(in: transaction)
        try PlanProposal.deleteAll(of: id, in: transaction)
        try Attachment.deleteAll(of: .plan(id), in: transaction)
        try Self.index(id, "", in: transaction)
        try transaction.execute("DELETE FROM annual_plan WHERE id = \(id)")
    }

    private func deleteLists(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM annual_plan_item WHERE plan_id = \(id)")
        try transaction.execute("DELETE FROM annual_plan_partner_item WHERE plan_id = \(id)")
        try transaction.execute("DELETE FROM plan_issue_scope WHERE plan_id = \(id)")
        try transaction.execute("DELETE FROM plan_receipt WHERE plan_id = \(id)")
    }

    private static func insertLists(_ id: ID, _ record: PlanRecord, in transaction: Transaction) throws {
        for item in record.items.sorted() {
            try transaction.execute("INSERT INTO annual_plan_item (plan_id, item_id) VALUES (\(id), \(item))")
        }
        for item in record.partnerItems.sorted() {
            try transaction.execute("INSERT INTO annual_plan_partner_item (plan_id, item_id) VALUES (\(id), \(item))")
        }
        for agency in record.issueScope.sorted() {
            try transaction.execute("INSERT INTO plan_issue_scope (plan_id, organization_id) VALUES (\(id), \(agency))")
        }
    }

    static func name(of id: ID, in transaction: Transaction) throws -> String? {
        try transaction.value("SELECT name FROM annual_plan WHERE id = \(id)")
    }

    private static func index(_ id: ID, _ name: String, in transaction: Transaction) throws {
        guard let serial: Int64 = try transaction.value("SELECT serial FROM annual_plan WHERE id = \(id)") else { return }
        try transaction.index("annual_plan", serial: serial, text: name)
    }

    private func withLists(in transaction: Transaction) throws -> AnnualPlan {
        var record = record
        record.items = Set(try transaction.all("SELECT item_id FROM annual_plan_item WHERE plan_id = \(id)") { try $0.next() })
        record.partnerItems = Set(try transaction.all(
            "SELECT item_id FROM annual_plan_partner_item WHERE plan_id = \(id)") { try $0.next() })
        record.issueScope = Set(try transaction.all(
            "SELECT organization_id FROM plan_issue_scope WHERE plan_id = \(id)") { try $0.next() })
        return AnnualPlan(self, record)
    }
}

extension AnnualPlan {
    private init(_ plan: AnnualPlan, _ record: PlanRecord) {
        self.init(
            id: plan.id, version: plan.version, family: plan.family, organization: plan.organization,
            creator: plan.creator, creatorName: plan.creatorName, number: plan.number, reviewStatus: plan.reviewStatus,
            executionStatus: plan.executionStatus, reviewer: plan.reviewer, rejectionReason: plan.rejectionReason,
            createdAt: plan.createdAt, updatedAt: plan.updatedAt, updatedByName: plan.updatedByName,
            reviewedAt: plan.reviewedAt, issuedAt: plan.issuedAt, record: record)
    }

    fileprivate init(row: inout Row) throws {
        let id: ID = try row.next(), version: Int = try row.next()
        let family: PlanFamily = try row.next()
        let organization: Organization.ID = try row.next()
        let creator: Account.ID = try row.next(), creatorName: String = try row.next()
        let number = try PlanNumber(row: &row)
        let review: PlanReviewStatus = try row.next(), execution: PlanExecutionStatus = try row.next()
        let reviewer: Account.ID? = try row.next(), reason: String = try row.next()
        let created: Instant = try row.next(), updated: Instant = try row.next(), updatedBy: String = try row.next()
        let reviewed: Instant? = try row.next(), issued: Instant? = try row.next()
        self.init(
            id: id, version: version, family: family, organization: organization, creator: creator,
            creatorName: creatorName, number: number, reviewStatus: review, executionStatus: execution,
            reviewer: reviewer, rejectionReason: reason, createdAt: created, updatedAt: updated,
            updatedByName: updatedBy, reviewedAt: reviewed, issuedAt: issued, record: try PlanRecord(row: &row))
    }
}

extension PlanNumber {
    fileprivate init?(row: inout Row) throws {
        let text: String = try row.next()
        let year: Int? = try row.next(), sequence: Int? = try row.next()
        guard let year, let sequence else { return nil }
        self.init(year: year, sequence: sequence, text: text)
    }
}

extension PlanRecord {
    /// Old and new values for the log.
    func details(from old: PlanRecord?, in transaction: Transaction) throws -> [FactDetail] {
        Self.changes(from: old, to: self, names: try Self.names(in: [self, old].compactMap { $0 }, in: transaction))
    }

    /// What the matters and agencies of these records are called, by id.
    package static func names(in records: [PlanRecord], in transaction: Transaction) throws -> [String: String] {
        let items = records.reduce(into: Set<ItemID>()) { $0.formUnion($1.items.union($1.partnerItems)) }
        let agencies = records.reduce(into: Set<Organization.ID>()) { $0.formUnion($1.issueScope) }
        let named = try transaction.all("SELECT i.id, i.item_code, i.name FROM item i WHERE i.id IN \(list: items)") { row in
            (try row.next(ItemID.self).description, "\(try row.next(String.self)) \(try row.next(String.self))")
        } + transaction.all("SELECT o.id, o.name FROM organization o WHERE o.id IN \(list: agencies)") { row in
            (try row.next(Organization.ID.self).description, try row.next(String.self))
        }
        return Dictionary(named, uniquingKeysWith: { first, _ in first })
    }
}
