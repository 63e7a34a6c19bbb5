import Authority
import Importing
import Ledger
import Library
import Storage
import Timekeeping

extension RegulatoryElement {
    /// Those of one agency; bodies and institutes also below it.
    package static func all(
        of agency: Organization.ID, scope: Scope, today: CalendarDate, in transaction: Transaction
    ) throws -> [RegulatoryElement] {
        let changes = try lastChanges(of: agency, in: transaction)
        return try Kind.allCases.map { kind in
            let (count, complete) = try figures(of: kind, agency, scope, today, in: transaction)
            return RegulatoryElement(
                kind: kind, count: count, complete: complete, lastChange: kind.nouns.compactMap { changes[$0] }.max())
        }
    }

    /// When the agency last recorded something about each noun, looking back a bounded way.
    private static func lastChanges(of agency: Organization.ID, in transaction: Transaction) throws -> [String: Instant] {
        var found: [String: Instant] = [:]
        try transaction.forEach(
            """
            SELECT noun, max(recorded_at) FROM (SELECT noun, recorded_at FROM fact WHERE organization_id = \(agency)
                ORDER BY serial DESC LIMIT 5000) recent GROUP BY noun
            """
        ) { found[try $0.next()] = try $0.next() }
        return found
    }

    private static func figures(
        of kind: Kind, _ agency: Organization.ID, _ scope: Scope, _ today: CalendarDate, in transaction: Transaction
    ) throws -> (count: Int, complete: Int) {
        switch kind {
        case .subjects:
            // a million of them: the kept counter; all are registered under an agency in use, or none
            let count = try Counter.value("subjects", agency.description, in: transaction)
            let isInUse = try transaction.value(
                "SELECT 1 FROM organization WHERE id = \(agency) AND status = \(Organization.Status.enabled)", as: Int.self) != nil
            return (count, isInUse ? count : 0)
        case .items: return try pair(Self.items(of: agency), CheckForm.serves("e.id", agency), in: transaction)
        case .officers:
            return try pair(
                "SELECT f.certificate_valid_until AS until FROM enforcement_officer f WHERE f.organization_id = \(agency) AND f.status = \(OfficerStatus.active)",
                "e.until >= \(today)", in: transaction)
        case .bodies:
            return try pair(
                "SELECT o.* FROM organization o WHERE o.is_enforcement_body = 1 AND o.status = \(Organization.Status.enabled) AND \(scope.condition("o.id"))",
                """
                e.collection_unit_code <> '' AND e.payment_account_name <> '' AND e.payment_account_number IS NOT NULL
                    AND e.fine_code <> ''
                """, in: transaction)
        case .forms:
            return try pair(
                "SELECT f.id FROM check_form f WHERE f.organization_id = \(agency)",
                """
                EXISTS (SELECT 1 FROM check_form_version v WHERE v.form_id = e.id AND v.status = \(CheckFormVersionStatus.enabled))
                """, in: transaction)
        case .laws:
            return try pair("SELECT s.effective_on, s.repealed_on FROM statute s",
                "e.effective_on <= \(today) AND (e.repealed_on IS NULL OR e.repealed_on > \(today))", in: transaction)
        case .equipment:
            return try pair(
                """
                SELECT q.calibrated_until AS until FROM enforcement_equipment q
                WHERE q.organization_id = \(agency) AND q.status <> \(EnforcementEquipmentStatus.retired)
                """, "(e.until IS NULL OR e.until >= \(today))", in: transaction)
        case .institutes:
            return try pair(
                "SELECT o.status FROM organization o WHERE o.kind = \(OrganizationKind.inspectionInstitute) AND \(scope.condition("o.id"))",
                "e.status = \(Organization.Status.enabled)", in: transaction)
        }
    }

    /// How many rows, and how many of them hold the condition; lists that stay small (OPS-03).
    private static func pair(_ rows: SQL, _ complete: SQL, in transaction: Transaction) throws -> (count: Int, complete: Int) {
        try transaction.first(
            "SELECT count(*), CAST(coalesce(sum(CASE WHEN \(complete) THEN 1 ELSE 0 END), 0) AS BIGINT) FROM (\(rows)) e"
        ) { (try $0.next(), try $0.next()) } ?? (0, 0)
    }

    static func items(of agency: Organization.ID) -> SQL {
        """
        SELECT i.id, i.name, i.domain, i.item_code FROM item i WHERE i.kind = \(ItemKind.supervision)
            AND i.status = \(ItemStatus.enabled) AND (i.organization_id = \(agency)
                OR i.id IN (SELECT item_id FROM item_claim WHERE organization_id = \(agency)))
        """
    }
}
