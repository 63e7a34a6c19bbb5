import Authority
import Storage
import Timekeeping

/// What the search index knows of a document beside its words.
enum DocumentTag {
    static func agency(_ id: Organization.ID) -> String { "agency=\(id)" }
    static func kind(_ kind: DocumentKind) -> String { "kind=" + kind.rawValue }
    static func status(_ status: DocumentStatus) -> String { "status=" + status.rawValue }
}

extension EnforcementDocument {
    /// Only what a test task made is ever deleted (TASK-08); everything else is voided.
    package func delete(in transaction: Transaction) throws {
        guard let serial: Int64 = try transaction.value("SELECT serial FROM enforcement_document WHERE id = \(id)") else { return }
        try transaction.index("enforcement_document", serial: serial, text: "")
        try transaction.execute("DELETE FROM enforcement_document WHERE id = \(id)")
    }

    /// Writes what the document is found by, in the place of what was there.
    static func index(_ id: ID, in transaction: Transaction) throws {
        let found = try transaction.first(
            """
            SELECT serial, document_number, party_name, kind, status, organization_id, confirmed_at FROM enforcement_document
            WHERE id = \(id)
            """
        ) { row in
            let serial: Int64 = try row.next(), number: String = try row.next(), party: String = try row.next()
            let (kind, status): (DocumentKind, DocumentStatus) = (try row.next(), try row.next())
            let agency: Organization.ID = try row.next(), at: Instant = try row.next()
            return (
                serial: serial, text: "\(number) \(party) \(kind.label)",
                tags: [DocumentTag.agency(agency), DocumentTag.kind(kind), DocumentTag.status(status)]
                    + DayTag.tags(of: at.beijingDate)
            )
        }
        guard let found else { return }
        try transaction.index("enforcement_document", serial: found.serial, text: found.text, tags: found.tags)
    }
}
