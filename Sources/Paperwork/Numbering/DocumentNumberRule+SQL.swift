import Authority
import Storage
import Timekeeping

extension DocumentNumberRule {
    /// The rule by which the agency numbers this kind; nil when it has set up none (DOC-05).
    static func ask(
        _ kind: DocumentKind, _ organization: Organization.ID, in transaction: Transaction
    ) throws -> Asked<DocumentNumberRule> {
        try transaction.ask(
            """
            SELECT \(columns) FROM document_number_rule t \(joins)
            WHERE t.organization_id = \(organization) AND t.document_kind = \(kind)
            """, read)
    }

    /// One inside the scope; anything else does not exist for the caller (SEC-08).
    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> DocumentNumberRule {
        let found = try transaction.first(
            """
            SELECT \(columns) FROM document_number_rule t \(joins)
            WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))
            """, read)
        guard let found else { throw NotFound() }
        return found
    }

    package static func list(scope: Scope, page: ListPage, in transaction: Transaction) throws -> Listed<DocumentNumberRule> {
        var query = ListQuery("document_number_rule", columns: columns, joins: joins)
        query.filter(scope.condition("t.organization_id"))
        return try query.load(page, in: transaction, read)
    }

    /// The next number of the sequence. The counter's row stays locked until the transaction ends, and goes back with
    /// it: so there are neither gaps nor doubles, however many confirm at once (DOC-05).
    func takeNext(in year: Int, in transaction: Transaction) throws -> Int {
        let next = try transaction.value(
            """
            INSERT INTO document_counter (organization_id, document_word, year, last)
            VALUES (\(organization), \(record.documentWord), \(year), 1)
            ON CONFLICT (organization_id, document_word, year) DO UPDATE SET last = document_counter.last + 1
            RETURNING last
            """, as: Int.self)
        guard let next else { throw StorageError.broken("document_counter gave no number") }
        return next
    }

    private static let columns: SQL = """
        t.id, t.version, t.organization_id, o.name, t.document_kind, t.region_word, t.agency_word, t.document_word, t.digits
        """
    private static let joins: SQL = "JOIN organization o ON o.id = t.organization_id"

    private static func read(_ row: inout Row) throws -> DocumentNumberRule {
        DocumentNumberRule(
            id: try row.next(), version: try row.next(), organization: try row.next(), organizationName: try row.next(),
            record: DocumentNumberRecord(
                kind: try row.next(), regionWord: try row.next(), agencyWord: try row.next(), documentWord: try row.next(),
                digits: try row.next()))
    }
}
