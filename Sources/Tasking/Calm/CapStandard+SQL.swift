import Authority
import Importing
import Library
import Registry
import Storage

extension CapStandard {
    private static let columns: SQL = "c.limit_a, c.limit_b, c.limit_c, c.limit_d, c.limit_unrated, c.exemptions, c.basis"

    /// What holds where no agency has laid down anything.
    package static func delivered(in transaction: Transaction) throws -> CapStandard {
        let found = try transaction.first("SELECT \(columns) FROM delivered_cap c WHERE c.place = 1") { try CapStandard(&$0) }
        guard let found else { throw StorageError.broken("no caps were delivered") }
        return found
    }

    /// What `agency` and those above it have laid down for a year; nobody is bound by less than the strictest of it.
    static func laid(for agency: Organization.ID, year: Int, in transaction: Transaction) throws -> [CapStandard] {
        try transaction.all(
            """
            SELECT \(columns) FROM organization_ancestry n JOIN inspection_cap c ON c.organization_id = n.ancestor_id
            WHERE n.organization_id = \(agency) AND c.year = \(year) AND c.status = \(Organization.Status.enabled)
            """
        ) { try CapStandard(&$0) }
    }

    /// The strictest caps of every agency that has any, from the few entries on: `w.agency`, and a limit for each level.
    static func strictest(year: Int) -> SQL {
        """
        (SELECT n.organization_id AS agency, min(c.limit_a) AS a, min(c.limit_b) AS b, min(c.limit_c) AS c,
            min(c.limit_d) AS d, min(c.limit_unrated) AS u
        FROM inspection_cap c JOIN organization_ancestry n ON n.ancestor_id = c.organization_id
        WHERE c.year = \(year) AND c.status = \(Organization.Status.enabled) GROUP BY n.organization_id)
        """
    }

    /// The limit of a subject `s`, where `w` are the strictest caps of its agency; NULL is no cap.
    func limit(_ grade: SQL) -> SQL {
        func number(_ grade: Grade) -> SQL { "CAST(\(limits[grade]) AS BIGINT)" }
        return """
            CASE WHEN w.agency IS NULL
                THEN CASE \(grade) WHEN 'A' THEN \(number(.a)) WHEN 'B' THEN \(number(.b)) WHEN 'C' THEN \(number(.c))
                    WHEN 'D' THEN \(number(.d)) ELSE \(number(.unrated)) END
                ELSE CASE \(grade) WHEN 'A' THEN w.a WHEN 'B' THEN w.b WHEN 'C' THEN w.c WHEN 'D' THEN w.d ELSE w.u END END
            """
    }

    fileprivate init(_ row: inout Row) throws {
        var limits: [Grade: Int] = [:]
        for grade in Grade.allCases { limits[grade] = try row.next(Int?.self) }
        let exemptions: String = try row.next()
        self.init(
            limits: limits, exemptions: Set(exemptions.split(separator: ",").compactMap { CapExemptKind(rawValue: String($0)) }),
            basis: try row.next())
    }
}

extension OpenCap {
    /// The newest first.
    package static func list(agency: String?, year: Int?, page: ListPage, in transaction: Transaction) throws -> Listed<OpenCap> {
        var query = ListQuery(
            "inspection_cap",
            columns: """
                o.name, t.name, t.year, t.limit_a, t.limit_b, t.limit_c, t.limit_d, t.limit_unrated, t.exemptions, t.basis
                """,
            joins: "JOIN organization o ON o.id = t.organization_id")
        query.filter("t.status = \(Organization.Status.enabled)")
        if let agency { query.filter("o.name = \(agency)") }
        if let year { query.filter("t.year = \(year)") }
        return try query.load(page, in: transaction) { row in
            OpenCap(agency: try row.next(), name: try row.next(), year: try row.next(), standard: try CapStandard(&row))
        }
    }
}
