import Authority
import Importing
import Library
import Storage
import Timekeeping

extension ElementBreak {
    /// What is broken for one agency; bodies also below it.
    package static func all(
        _ kind: Kind, of agency: Organization.ID, scope: Scope, in transaction: Transaction
    ) throws -> [ElementBreak] {
        // found from the few agencies out of use, not from the many objects
        let closed: [Organization.ID] = kind != .subjectWithoutJurisdiction ? [] : try transaction.all(
            "SELECT o.id FROM organization o WHERE o.status = \(Organization.Status.disabled) AND \(scope.condition("o.id"))"
        ) { try $0.next() }
        return try transaction.all(statement(kind, agency, scope, closed) + "LIMIT \(limit)") { row in
            let id: Identifier<ElementBreak> = try row.next()
            return ElementBreak(kind: kind, record: id.description, name: try row.next(), note: try row.next())
        }
    }

    private static func statement(
        _ kind: Kind, _ agency: Organization.ID, _ scope: Scope, _ closed: [Organization.ID]
    ) -> SQL {
        let items = RegulatoryElement.items(of: agency)
        let bodies: SQL = """
            SELECT t.id, t.name, '' FROM organization t WHERE t.is_enforcement_body = 1
                AND t.status = \(Organization.Status.enabled) AND \(scope.condition("t.id"))
            """
        switch kind {
        case .itemWithoutForm:
            return "SELECT e.id, e.name, e.item_code FROM (\(items)) e WHERE NOT" + CheckForm.serves("e.id", agency)
        case .itemWithoutOfficer:
            return """
                SELECT e.id, e.name, e.item_code FROM (\(items)) e WHERE NOT EXISTS (SELECT 1 FROM enforcement_officer f
                    WHERE f.organization_id = \(agency) AND f.status = \(OfficerStatus.active)
                        AND replace(',' || f.domains || ',', ',' || e.domain || ',', '') <> ',' || f.domains || ',')
                """
        case .subjectWithoutJurisdiction:
            return """
                SELECT s.id, s.name, o.name FROM regulated_subject s JOIN organization o ON o.id = s.jurisdiction_id
                WHERE s.jurisdiction_id IN \(list: closed)
                """
        case .formWithoutItem:
            return """
                SELECT f.id, f.name, '' FROM check_form f WHERE f.organization_id = \(agency)
                    AND NOT EXISTS (SELECT 1 FROM check_form_item l WHERE l.form_id = f.id)
                """
        case .bodyWithoutItem: return bodies + "AND NOT" + ItemsConfigured().condition("t.id")
        case .bodyWithoutOfficer: return bodies + "AND NOT" + OfficersConfigured().condition("t.id")
        }
    }
}
