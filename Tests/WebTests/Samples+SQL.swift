import Cryptography
@testable import Authority
@testable import Storage

/// Where the demonstration has a record of the county already.
extension Samples {
    private static func own(_ agency: Organization.ID) -> [String: SQL] {
        [
            "/accounts/{id}": "SELECT id FROM account WHERE organization_id = \(agency) ORDER BY serial DESC LIMIT 1",
            "/areas/{id}": "SELECT id FROM regulatory_area WHERE organization_id = \(agency) ORDER BY name LIMIT 1",
            "/document-number-rules/{id}": "SELECT id FROM document_number_rule WHERE organization_id = \(agency) ORDER BY serial LIMIT 1",
            "/documents/{id}": "SELECT id FROM enforcement_document WHERE organization_id = \(agency) ORDER BY serial DESC LIMIT 1",
            "/draws/{id}": "SELECT id FROM draw WHERE organization_id = \(agency) ORDER BY serial DESC LIMIT 1",
            "/enforcement-equipment/{id}": "SELECT id FROM enforcement_equipment WHERE organization_id = \(agency) ORDER BY number LIMIT 1",
            "/enterprise-accounts/{id}": "SELECT id FROM enterprise_account ORDER BY serial LIMIT 1",
            "/enterprise/authorizations/{id}": "SELECT id FROM enterprise_account WHERE granted_by IS NOT NULL ORDER BY serial LIMIT 1",
            "/field/visits/{id}": """
                SELECT o.task_subject_id FROM task_subject_officer o JOIN account a ON a.officer_id = o.officer_id
                WHERE a.organization_id = \(agency) ORDER BY o.task_subject_id LIMIT 1
                """,
            "/messages/{id}": """
                SELECT m.id FROM message m JOIN account a ON a.id = m.account_id WHERE a.organization_id = \(agency) ORDER BY m.serial LIMIT 1
                """,
            "/enterprise/documents/{id}": """
                SELECT d.id FROM enforcement_document d JOIN inspection i ON i.document_id = d.id
                JOIN enterprise_account e ON e.subject_id = i.subject_id ORDER BY d.serial LIMIT 1
                """,
            "/inspections/{id}": "SELECT id FROM inspection WHERE agency_id = \(agency) ORDER BY serial DESC LIMIT 1",
            "/legal-rules/{id}": "SELECT id FROM legal_rule WHERE valid_until IS NULL ORDER BY serial LIMIT 1",
            "/log/{id}": "SELECT id FROM fact WHERE organization_id = \(agency) ORDER BY serial LIMIT 1",
            "/officer-pools/{id}": "SELECT id FROM officer_pool WHERE organization_id = \(agency) ORDER BY name LIMIT 1",
            "/officers/{id}": "SELECT id FROM enforcement_officer WHERE organization_id = \(agency) ORDER BY serial DESC LIMIT 1",
            "/organizations/{id}": "SELECT id FROM organization WHERE id = \(agency)",
            "/publications/{id}": "SELECT inspection_id FROM publishable_result WHERE organization_id = \(agency) ORDER BY serial LIMIT 1",
            "/public/draws/{id}": "SELECT id FROM draw WHERE organization_id = \(agency) ORDER BY serial DESC LIMIT 1",
            "/public/results/{id}": "SELECT id FROM publication WHERE organization_id = \(agency) ORDER BY serial LIMIT 1",
            "/subject-links/{id}": "SELECT id FROM subject_link ORDER BY serial LIMIT 1",
            "/subjects/{id}": "SELECT subject_id FROM licence ORDER BY serial LIMIT 1",
            "/task-subjects/{id}": "SELECT id FROM task_subject WHERE agency_id = \(agency) ORDER BY serial LIMIT 1",
            "/witnessed-draws/{id}": "SELECT id FROM draw WHERE second_party_id = \(agency) ORDER BY serial LIMIT 1",
            "/workshops/{id}": "SELECT id FROM workshop ORDER BY name LIMIT 1",
        ]
    }

    /// Where a place is named by two things: the first two columns.
    private static func pairs(_ agency: Organization.ID) -> [String: (SQL, second: String)] {
        [
            "/plans/{id}/attachments/{attachment}": ("SELECT plan_id, id FROM attachment WHERE plan_id IS NOT NULL ORDER BY serial", "{attachment}"),
            "/tasks/{id}/attachments/{attachment}": ("SELECT task_id, id FROM attachment WHERE task_id IS NOT NULL ORDER BY serial", "{attachment}"),
            "/tasks/{id}/items/{item}": (
                "SELECT i.task_id, i.item_id FROM task_item i JOIN inspection_task t ON t.id = i.task_id WHERE t.content_mode = 'byForm' AND t.span = 'singleAgency' ORDER BY t.serial DESC",
                "{item}"
            ),
            "/tasks/{id}/subjects/categories/{category}": ("SELECT task_id, id FROM sampling_category ORDER BY serial", "{category}"),
        ]
    }

    /// An entry of a declared library, if the demonstration has one.
    static func entry<Record: EntryRecord>(of _: Record.Type, agency: Organization.ID, in transaction: Transaction) throws -> String? {
        let table = SQL(stringLiteral: Record.library.table.name)
        return try transaction.value("SELECT id FROM \(table) WHERE organization_id = \(agency) ORDER BY serial DESC LIMIT 1", as: Identifier<Never>.self)
            .map { Record.home + "/\($0)" }
    }

    private static let open: [String: SQL] = [
        "/public/subjects/{code}": "SELECT subject_code FROM publication ORDER BY serial LIMIT 1",
        "/check/{code}": "SELECT check_code FROM enforcement_document ORDER BY serial LIMIT 1",
    ]

    static func found(agency: Organization.ID, in transaction: Transaction) throws -> [String: String] {
        var found: [String: String] = [:]
        for (place, (statement, second)) in pairs(agency) {
            let ids = try transaction.all(statement) { (try $0.next(Identifier<Never>.self), try $0.next(Identifier<Never>.self)) }
            if let (first, other) = ids.first {
                found[place] = place.replacing("{id}", with: first.description).replacing(second, with: other.description)
            }
        }
        if let (draw, name) = try transaction.all("SELECT draw_id, name FROM draw_file ORDER BY draw_id, name LIMIT 1", { (try $0.next(Identifier<Never>.self), try $0.next(String.self)) }).first {
            found["/draws/{id}/files/{name}"] = "/draws/\(draw)/files/\(name)"
        }
        let signed = try transaction.all("SELECT inspection_id, hash FROM handwritten_signature ORDER BY inspection_id, hash LIMIT 1") {
            (try $0.next(Identifier<Never>.self), try $0.next([UInt8].self))
        }
        if let (inspection, hash) = signed.first {
            let name = hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            found["/inspections/{id}/files/{hash}"] = "/inspections/\(inspection)/files/\(name)"
            found["/field/files/{hash}"] = "/field/files/" + name
        }
        for (place, statement) in open {
            let code = try transaction.value(statement, as: String.self)
            found[place] = code.map { place.replacing("{code}", with: $0) }
        }
        found["/public/data-standard/{kind}/{name}"] = "/public/data-standard/codes/TaskStatus"
        for (place, statement) in own(agency) {
            if let id = try transaction.value(statement, as: Identifier<Never>.self) {
                found[place] = place.replacing("{id}", with: id.description)
            }
        }
        return found
    }

    /// A task of the agency whose objects are still to be chosen, and one that could be chosen.
    static func choice(of agency: Organization.ID, in transaction: Transaction) throws -> (task: String, subject: String) {
        let task = try transaction.value(
            "SELECT id FROM inspection_task WHERE organization_id = \(agency) AND status = 'awaitingSubjects' AND nature = 'formal' LIMIT 1",
            as: Identifier<Never>.self)
        let subject = try transaction.value(
            "SELECT id FROM regulated_subject WHERE jurisdiction_id = \(agency) AND class = 'organization' AND status = 'registered' LIMIT 1",
            as: Identifier<Never>.self)
        guard let task, let subject else { throw StorageError.broken("nothing to choose") }
        return (task.description, subject.description)
    }

    /// A draw that the agency took part in as second party.
    static func settleSecondParty(of agency: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE draw SET second_party_id = \(agency), second_party_revealed_at = drawn_at
            WHERE serial = (SELECT min(serial) FROM draw WHERE status = 'done')
            """)
    }

    static func note(file hash: String, of visit: String, in transaction: Transaction) throws {
        guard let digest = Digest(hex: hash), let id = Identifier<Never>(visit) else { throw StorageError.broken("no \(hash)") }
        try transaction.execute("INSERT INTO field_file (hash, visit_id) VALUES (\(digest.bytes), \(id))")
    }

    /// How far the log has come.
    static func end(in transaction: Transaction) throws -> Int { try transaction.value("SELECT coalesce(max(serial), 0) FROM fact") ?? 0 }

    /// What was recorded since.
    static func facts(after serial: Int, in transaction: Transaction) throws -> [(kind: String, payload: String)] {
        try transaction.all("SELECT kind, payload FROM fact WHERE serial > \(serial) ORDER BY serial") {
            (try $0.next(String.self), try $0.next(String.self))
        }
    }
}
