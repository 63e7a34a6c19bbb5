import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

extension OpenItem {
    /// Enabled spot-check items, the newest first.
    package static func list(_ filter: OpenFilter, page: ListPage, in transaction: Transaction) throws -> Listed<OpenItem> {
        var query = ListQuery(
            "item", columns: "t.item_code, t.name, t.domain, o.name, t.legal_basis",
            joins: "JOIN organization o ON o.id = t.organization_id")
        query.filter("t.kind = \(ItemKind.spotCheck)")
        query.filter("t.status = \(ItemStatus.enabled)")
        query.search(filter.text)
        if let code = filter.code { query.filter("t.item_code >= \(code) AND t.item_code < \(code + "~")") }
        if let agency = filter.agency { query.filter("o.name = \(agency)") }
        return try query.load(page, in: transaction) { row in
            try OpenItem(
                code: row.next(), name: row.next(), domain: row.next(), organizationName: row.next(),
                legalBases: Citation.read(stored: row.next()).map(\.text))
        }
    }
}

extension OpenPlan {
    /// Issued plans, the newest first.
    package static func list(_ filter: OpenFilter, page: ListPage, in transaction: Transaction) throws -> Listed<OpenPlan> {
        var query = ListQuery(
            "annual_plan", columns: "t.id, t.plan_no, t.year, t.name, t.family, o.name, t.term_start, t.term_end",
            joins: "JOIN organization o ON o.id = t.organization_id")
        query.filter("t.review_status = \(PlanReviewStatus.approvedIssued)")
        query.search(filter.text)
        if let code = filter.code { query.filter("t.plan_no >= \(code) AND t.plan_no < \(code + "\u{FFFD}")") }
        if let agency = filter.agency { query.filter("o.name = \(agency)") }
        if let year = filter.year { query.filter("t.year = \(year)") }
        return try query.load(page, in: transaction) { row in
            let id: AnnualPlan.ID = try row.next()
            let number: String = try row.next(), year: Int = try row.next(), name: String = try row.next()
            let family: PlanFamily = try row.next(), agency: String = try row.next()
            let term = [try row.next(CalendarDate?.self), try row.next(CalendarDate?.self)].compactMap { $0?.description }
            return OpenPlan(
                number: number, year: year, name: name, family: family.label, organizationName: agency,
                term: term.joined(separator: " 至 "), items: try AnnualPlan.itemNames(of: id, in: transaction).map(\.name))
        }
    }
}
