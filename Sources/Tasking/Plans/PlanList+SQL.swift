import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// A line of the plan lists.
package struct PlanLine: Sendable {
    package let id: AnnualPlan.ID
    package let version: Int
    package let family: PlanFamily
    package let number: String
    package let year: Int
    package let name: String
    package let contentLevel: ContentLevel?
    package let span: AgencySpan
    package let leadDomain: EnforcementDomain?
    package let jointDomains: Set<EnforcementDomain>
    package let organization: Organization.ID
    package let organizationName: String
    package let organizationLevel: AgencyLevel
    package let creator: Account.ID
    package let reviewer: Account.ID?
    package let reviewStatus: PlanReviewStatus
    package let executionStatus: PlanExecutionStatus
    /// Of the agency that looks at 收到的计划.
    package let receipt: PlanReceiptStatus?
    package fileprivate(set) var itemNames: [String] = []
    /// How many agencies answered 已接收, and how many were asked.
    package fileprivate(set) var received = 0
    package fileprivate(set) var asked = 0

    /// 计划来源 as `agency` sees it.
    package func source(for agency: Organization.ID) -> PlanSource {
        guard organization != agency else { return .own }
        return switch organizationLevel {
        case .province: .province
        case .city: .city
        case .county, .township: .county
        }
    }
}

/// What the plan lists can be narrowed to (PLAN-07).
package struct PlanFilter: Codable, Sendable {
    package var name: String?
    package var number: String?
    package var year: Int?
    package var span: AgencySpan?
    package var source: PlanSource?
    package var review: PlanReviewStatus?
    package var execution: PlanExecutionStatus?
    package var receipt: PlanReceiptStatus?

    package init() {}
}

/// What the plan lists can be sorted by.
package enum PlanOrder: String, ListOrder {
    case year, number

    package var label: String {
        switch self {
        case .year: "计划年度"
        case .number: "计划编号"
        }
    }

    package var column: SortedColumn {
        switch self {
        case .year: .number("t.year")
        case .number: .text("t.plan_no")
        }
    }
}

extension AnnualPlan {
    /// 制定的计划: of agencies in scope; drafts of other agencies are not there (PLAN-06, ORG-23).
    package static func made(
        _ family: PlanFamily, _ filter: PlanFilter, for actor: Actor, page: ListPage = ListPage(), in transaction: Transaction
    ) throws -> Listed<PlanLine> {
        try withLists(
            try madeQuery(family, filter, for: actor).load(page, in: transaction) { try PlanLine(row: &$0) }, in: transaction)
    }

    static func madeQuery(_ family: PlanFamily, _ filter: PlanFilter, for actor: Actor) -> ListQuery {
        var query = ListQuery("annual_plan", columns: "\(lineColumns), \(PlanReceiptStatus?.none)", joins: joins)
        query.filter("t.family = \(family)")
        query.filter(actor.scope.condition("t.organization_id"))
        query.filter(
            "(t.organization_id = \(actor.organization) OR t.review_status = \(PlanReviewStatus.approvedIssued))")
        query.search(filter.name)
        query.narrow(filter, actor.organization)
        return query
    }

    /// 收到的计划 of the own agency.
    package static func received(
        _ family: PlanFamily, _ filter: PlanFilter, for actor: Actor, page: ListPage = ListPage(), in transaction: Transaction
    ) throws -> Listed<PlanLine> {
        var query = ListQuery(
            "annual_plan", columns: "\(lineColumns), r.status",
            joins: joins + "JOIN plan_receipt r ON r.plan_id = t.id AND r.organization_id = \(actor.organization)")
        query.filter("t.family = \(family)")
        query.filter("t.review_status = \(PlanReviewStatus.approvedIssued)")
        query.search(filter.name)
        query.narrow(filter, actor.organization)
        if let receipt = filter.receipt { query.filter("r.status = \(receipt)") }
        return try withLists(try query.load(page, in: transaction) { try PlanLine(row: &$0) }, in: transaction)
    }

    /// 年度计划审核 of one reviewer (PLAN-12, PLAN-15): what waits, or everything this person has reviewed.
    package static func reviews(
        _ family: PlanFamily? = nil, pendingOnly: Bool, for actor: Actor, page: ListPage = ListPage(), in transaction: Transaction
    ) throws -> Listed<PlanLine> {
        var query = ListQuery("annual_plan", columns: "\(lineColumns), \(PlanReceiptStatus?.none)", joins: joins)
        if pendingOnly {
            query.filter("t.reviewer_id = \(actor.account) AND t.organization_id = \(actor.organization)")
            query.filter("t.review_status = \(PlanReviewStatus.pendingReview)")
        } else {
            query.filter("t.reviewed_by = \(actor.account) AND t.organization_id = \(actor.organization)")
        }
        if let family { query.filter("t.family = \(family)") }
        return try withLists(try query.load(page, in: transaction) { try PlanLine(row: &$0) }, in: transaction)
    }

    /// Plans a task of this mode can be linked to today: own ones that are issued, and received ones (TASK-11).
    package static func selectable(
        _ mode: InspectionMode, for agency: Organization.ID, on today: CalendarDate, words: String = "", in transaction: Transaction
    ) throws -> [(id: ID, name: String, number: String, span: AgencySpan)] {
        guard let family = PlanFamily.allCases.first(where: { $0.mode == mode }) else { return [] }
        return try transaction.all(
            """
            SELECT t.id, t.name, t.plan_no, t.span FROM annual_plan t
            WHERE t.family = \(family)
                AND t.review_status = \(PlanReviewStatus.approvedIssued) AND t.term_start <= \(today) AND t.term_end >= \(today)
                AND (t.organization_id = \(agency) OR EXISTS (SELECT 1 FROM plan_receipt r
                    WHERE r.plan_id = t.id AND r.organization_id = \(agency) AND r.status = \(PlanReceiptStatus.received)))
                AND (\(.contains("t.name", words)) OR \(.contains("t.plan_no", words)))
            ORDER BY t.serial DESC LIMIT 50
            """) { (try $0.next(), try $0.next(), try $0.next(), try $0.next()) }
    }

    /// The names of matters, in the order of their codes.
    package static func itemNames(of id: ID, in transaction: Transaction) throws -> [(id: ItemID, code: String, name: String)] {
        try transaction.all(
            """
            SELECT i.id, i.item_code, i.name FROM annual_plan_item l JOIN item i ON i.id = l.item_id
            WHERE l.plan_id = \(id) ORDER BY i.item_code
            """) { (try $0.next(), try $0.next(), try $0.next()) }
    }

    private static func withLists(_ listed: Listed<PlanLine>, in transaction: Transaction) throws -> Listed<PlanLine> {
        try listed.map { line in
            var line = line
            line.itemNames = try itemNames(of: line.id, in: transaction).map(\.name)
            let receipts = try PlanReceipt.all(line.id, in: transaction)
            (line.received, line.asked) = (receipts.filter { $0.status == .received }.count, receipts.count)
            return line
        }
    }

    private static let lineColumns: SQL = """
        t.id, t.version, t.family, t.plan_no, t.year, t.name, t.content_level, t.span, t.lead_domain, t.joint_domains,
        t.organization_id, o.name, o.level, t.creator_id, t.reviewer_id, t.review_status, t.execution_status
        """
    private static let joins: SQL = "JOIN organization o ON o.id = t.organization_id"
}

extension ListQuery {
    fileprivate mutating func narrow(_ filter: PlanFilter, _ agency: Organization.ID) {
        if let number = filter.number, !number.isEmpty { self.filter(.contains("t.plan_no", number)) }
        if let year = filter.year { self.filter("t.year = \(year)") }
        if let span = filter.span { self.filter("t.span = \(span)") }
        if let review = filter.review { self.filter("t.review_status = \(review)") }
        if let execution = filter.execution { self.filter("t.execution_status = \(execution)") }
        guard let source = filter.source else { return }
        let levels: [AgencyLevel]
        switch source {
        case .own: return self.filter("t.organization_id = \(agency)")
        case .province: levels = [.province]
        case .city: levels = [.city]
        case .county: levels = [.county, .township]
        }
        self.filter("t.organization_id <> \(agency)")
        self.filter("o.level IN \(list: levels)")
    }
}

extension PlanLine {
    fileprivate init(row: inout Row) throws {
        try self.init(
            id: row.next(), version: row.next(), family: row.next(), number: row.next(), year: row.next(),
            name: row.next(), contentLevel: row.next(), span: row.next(), leadDomain: row.next(), 
            jointDomains: Set(row.next(String.self).split(separator: ",").compactMap { EnforcementDomain(rawValue: String($0)) }),
            organization: row.next(), organizationName: row.next(), organizationLevel: row.next(), creator: row.next(),
            reviewer: row.next(), reviewStatus: row.next(), executionStatus: row.next(), receipt: row.next())
    }
}
