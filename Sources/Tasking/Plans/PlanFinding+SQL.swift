import Authority
import Storage

/// A plan that somebody looks for by its name or number.
package struct FoundPlan: Sendable, Equatable {
    package let id: AnnualPlan.ID
    package let name: String
    package let number: String
    package let year: Int
    package let organizationName: String
}

extension AnnualPlan {
    /// Of agencies in scope and received ones; drafts of other agencies are not there (PLAN-06, ORG-23).
    package static func found(_ words: String, for actor: Actor, in transaction: Transaction) throws -> Listed<FoundPlan> {
        let visible: SQL = """
            (t.organization_id = \(actor.organization) OR (t.review_status = \(PlanReviewStatus.approvedIssued)
                AND (\(actor.scope.condition("t.organization_id")) OR EXISTS (SELECT 1 FROM plan_receipt r
                    WHERE r.plan_id = t.id AND r.organization_id = \(actor.organization)))))
            """
        func query() -> ListQuery {
            var query = ListQuery(
                "annual_plan", columns: "t.id, t.name, t.plan_no, t.year, o.name",
                lookups: "JOIN organization o ON o.id = t.organization_id")
            query.filter(visible)
            return query
        }
        func read(_ row: inout Row) throws -> FoundPlan {
            FoundPlan(
                id: try row.next(), name: try row.next(), number: try row.next(), year: try row.next(),
                organizationName: try row.next())
        }
        var byNumber = query()
        byNumber.filterFew("t.plan_no = \(words)")
        let numbered = try byNumber.load(ListPage(), in: transaction, read)
        guard numbered.rows.isEmpty else { return numbered }
        var byName = query()
        byName.search(words: words)
        return try byName.load(ListPage(), in: transaction, read)
    }
}
