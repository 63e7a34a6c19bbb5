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
        try transaction.first(
            """
            SELECT serial, document_number, party_name, kind, status, organization_id, confirmed_at FROM enforcement_document
            WHERE id = \(id)
            """
        ) { row in
            Found(
                serial: try row.next(), number: try row.next(), party: try row.next(), kind: try row.next(), status: try row.next(),
                agency: try row.next(), confirmedAt: try row.next())
        }?.index(in: transaction)
    }

    /// What a document is found by.
    struct Found {
        let serial: Int64
        let number: String
        let party: String
        let kind: DocumentKind
        let status: DocumentStatus
        let agency: Organization.ID
        let confirmedAt: Instant

        func index(in transaction: Transaction) throws {
            try transaction.index(
                "enforcement_document", serial: serial, text: "\(number) \(party) \(kind.label)",
                tags: [DocumentTag.agency(agency), DocumentTag.kind(kind), DocumentTag.status(status)]
                    + DayTag.tags(of: confirmedAt.beijingDate))
        }
    }
}
