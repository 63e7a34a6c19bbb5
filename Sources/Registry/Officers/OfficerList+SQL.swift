import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A line of the officer library and of every choice of officers.
package struct OfficerLine: Sendable, Equatable {
    package let id: EnforcementOfficer.ID
    package let fullName: String
    package let citizenIDMasked: String
    package let position: String
    package let phoneMasked: String
    package let organization: Organization.ID
    package let organizationName: String
    package let certificateNumber: String
    package let certificateValidUntil: CalendarDate
    package let qualification: OfficerQualification
    package let isLeader: Bool
    package let status: OfficerStatus
    package let account: Account.ID?
}

/// The officer library as a list (OFCR-02, OFCR-09).
package enum OfficerList {
    package struct Filter: Sendable, Codable {
        /// Any part of name, position or certificate number.
        package var text: String?
        package var certificateNumber: String?
        package var qualification: OfficerQualification?
        package var status: OfficerStatus?
        package var isLeader: Bool?
        package var organization: Organization.ID?
        /// True: certificates that have ended before that day; false: those that have not.
        package var expired: Expiry?
        /// As it was at the end of that day (ELEM-06).
        package var asOf: CalendarDate?

        package struct Expiry: Sendable, Codable {
            package let isOver: Bool
            package let day: CalendarDate
            package init(_ isOver: Bool, on day: CalendarDate) { (self.isOver, self.day) = (isOver, day) }
        }

        package init() {}
    }

    package static func query(_ filter: Filter, scope: Scope) -> ListQuery {
        var query = ListQuery(
            "enforcement_officer", columns: OfficerLine.columns,
            lookups: "JOIN organization o ON o.id = t.organization_id")
        query.filter(scope.condition("t.organization_id"))
        query.search(filter.text)
        if let number = filter.certificateNumber { query.filter("t.certificate_number = \(number)") }
        if let qualification = filter.qualification { query.filter("t.qualification = \(qualification)") }
        if let status = filter.status { query.filter("t.status = \(status)") }
        if let isLeader = filter.isLeader { query.filter("t.is_leader = \(isLeader)") }
        if let organization = filter.organization { query.filter("t.organization_id = \(organization)") }
        if let expiry = filter.expired {
            let (expired, day) = (expiry.isOver, expiry.day)
            query.filter(expired ? "t.certificate_valid_until < \(day)" : "t.certificate_valid_until >= \(day)")
            query.narrow(tags: expired ? DayTag.cover(from: nil, to: day.advanced(days: -1)) : DayTag.cover(from: day, to: nil))
        }
        if let day = filter.asOf { query.show(asOf: day, words: "t.full_name") }
        return query
    }

    package static func load(
        _ filter: Filter, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<OfficerLine> {
        try query(filter, scope: scope).load(page, in: transaction) { try OfficerLine(&$0) }
    }
}

/// What the officer library can be sorted by.
package enum OfficerOrder: String, ListOrder {
    case certificate, validity

    package var label: String {
        switch self {
        case .certificate: "执法证号"
        case .validity: "有效期至"
        }
    }

    package var column: SortedColumn {
        switch self {
        case .certificate: .text("t.certificate_number")
        case .validity: .text("t.certificate_valid_until")
        }
    }
}

extension EnforcementOfficer {
    /// Who of the agency can be drawn or assigned on that day, in the order of the library (OFCR-06, OFCR-09).
    package static func available(
        agency: Organization.ID, on date: CalendarDate, in transaction: Transaction
    ) throws -> [OfficerLine] {
        try transaction.all(
            """
            SELECT \(OfficerLine.columns) FROM enforcement_officer t JOIN organization o ON o.id = t.organization_id
            WHERE t.organization_id = \(agency) AND t.status = 'active' AND t.certificate_valid_until >= \(date)
                AND (t.qualification = 'enforcement' OR (t.delegated_until >= \(date)
                    AND (t.delegated_from IS NULL OR t.delegated_from <= \(date))))
            ORDER BY t.serial
            """
        ) { try OfficerLine(&$0) }
    }

    /// The officers with these ids, whatever their state, by id.
    package static func lines(_ ids: [ID], in transaction: Transaction) throws -> [ID: OfficerLine] {
        let lines = try transaction.all(
            """
            SELECT \(OfficerLine.columns) FROM enforcement_officer t JOIN organization o ON o.id = t.organization_id
            WHERE t.id IN \(list: ids)
            """
        ) { try OfficerLine(&$0) }
        return Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension OfficerLine {
    fileprivate static let columns: SQL = """
        t.id, t.full_name, t.citizen_id_masked, t.position, t.phone_masked, t.organization_id, o.name,
        t.certificate_number, t.certificate_valid_until, t.qualification, t.is_leader, t.status, t.account_id
        """

    fileprivate init(_ row: inout Row) throws {
        id = try row.next()
        fullName = try row.next()
        citizenIDMasked = try row.next()
        position = try row.next()
        phoneMasked = try row.next()
        organization = try row.next()
        organizationName = try row.next()
        certificateNumber = try row.next()
        certificateValidUntil = try row.next()
        qualification = try row.next()
        isLeader = try row.next()
        status = try row.next()
        account = try row.next()
    }
}
