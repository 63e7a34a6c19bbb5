import Authority
import Cryptography
import Ledger
import Storage
import Timekeeping

/// What the list of documents can be sorted by.
package enum DocumentOrder: String, ListOrder {
    case number, confirmed

    package var label: String {
        switch self {
        case .number: "文书编号"
        case .confirmed: "制作日期"
        }
    }

    package var column: SortedColumn {
        switch self {
        case .number: .text("t.document_number")
        case .confirmed: .number("t.confirmed_at")
        }
    }
}

extension EnforcementDocument {
    /// Any document, without looking at a scope.
    package static func load(_ id: ID, in transaction: Transaction) throws -> EnforcementDocument {
        try require(transaction.first("SELECT \(columns) \(source) WHERE t.id = \(id)", read))
    }

    /// One inside the scope; anything else does not exist for the caller (SEC-08).
    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> EnforcementDocument {
        try require(transaction.first(
            "SELECT \(columns) \(source) WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))", read))
    }

    /// By the code printed on it, for everybody (BEY-42).
    package static func find(_ code: CheckCode, in transaction: Transaction) throws -> EnforcementDocument? {
        try transaction.first("SELECT \(columns) \(source) WHERE t.check_code = \(code)", read)
    }

    /// All of one matter, newest first; voided ones too.
    package static func all(of matter: DocumentMatter, in transaction: Transaction) throws -> [EnforcementDocument] {
        try transaction.all(
            """
            SELECT \(columns) \(source)
            WHERE t.matter_id = \(matter.id) AND t.matter_noun = \(matter.noun) ORDER BY t.serial DESC
            """, read)
    }

    /// The content as it was confirmed.
    package func content(protection: any FieldProtection, in transaction: Transaction) throws -> DocumentContent {
        let sealed: [UInt8]? = try transaction.value("SELECT content_sealed FROM enforcement_document WHERE id = \(id)")
        guard let sealed else { throw NotFound() }
        let json = try protection.open(sealed, field: "enforcement_document.content", record: id.bytes)
        guard Digest.sha256(json) == contentHash else { throw StorageError.broken("document \(id): content is not what was confirmed") }
        return try DocumentContent(json: json, kind: kind)
    }

    /// The documents of the scope, newest first.
    package static func list(
        _ filter: Filter, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<EnforcementDocument> {
        let agencies = scope.isEverything || filter.isEmpty ? nil : try scope.agencies(in: transaction)
        return try query(filter, scope: scope, agencies).load(page, in: transaction) { try read(&$0) }
    }

    /// - Parameter agencies: those in the scope, where that narrows what is found by words.
    static func query(_ filter: Filter, scope: Scope, _ agencies: [Organization.ID]? = nil) -> ListQuery {
        var query = ListQuery("enforcement_document", columns: columns, lookups: joins)
        query.filter(scope.condition("t.organization_id"))
        if let agencies { query.narrow(tags: agencies.map(DocumentTag.agency)) }
        query.search(filter.text)
        if let kind = filter.kind { query.filter("t.kind = \(kind)", tags: [DocumentTag.kind(kind)]) }
        if let status = filter.status { query.filter("t.status = \(status)", tags: [DocumentTag.status(status)]) }
        if let from = filter.from { query.filter("t.confirmed_at >= \(from.start)") }
        if let to = filter.to { query.filter("t.confirmed_at <= \(to.end)") }
        if filter.from != nil || filter.to != nil { query.narrow(tags: DayTag.cover(from: filter.from, to: filter.to)) }
        return query
    }

    package struct Filter: Sendable {
        /// Any part of number or party.
        package var text: String?
        package var kind: DocumentKind?
        package var status: DocumentStatus?
        package var from: CalendarDate?
        package var to: CalendarDate?
        package init() {}

        fileprivate var isEmpty: Bool { text == nil && kind == nil && status == nil && from == nil && to == nil }
    }

    private static let columns: SQL = """
        t.id, t.version, t.kind, t.status, t.organization_id, o.name, t.document_number, t.matter_noun, t.matter_id,
        t.party_name, t.content_hash, t.check_code, t.checkpoint_number, t.checkpoint_size, t.checkpoint_root, t.check_address, t.pdf_hash,
        t.maker_name, t.confirmed_at, t.voided_at, t.void_reason
        """
    private static let joins: SQL = "JOIN organization o ON o.id = t.organization_id"
    private static let source: SQL = "FROM enforcement_document t \(joins)"

    private static func require(_ found: EnforcementDocument?) throws -> EnforcementDocument {
        guard let found else { throw NotFound() }
        return found
    }

    private static func read(_ row: inout Row) throws -> EnforcementDocument {
        EnforcementDocument(
            id: try row.next(), version: try row.next(), kind: try row.next(), status: try row.next(),
            organization: try row.next(), organizationName: try row.next(), number: try row.next(),
            matter: DocumentMatter(noun: try row.next(), id: try row.next()), partyName: try row.next(),
            contentHash: try digest(try row.next()), checkCode: try row.next(),
            checkpoint: try checkpoint(number: try row.next(), size: try row.next(), root: try row.next()), checkAddress: try row.next(),
            pdfHash: try (try row.next([UInt8]?.self)).map(digest), makerName: try row.next(), confirmedAt: try row.next(),
            voidedAt: try row.next(), voidReason: try row.next())
    }

    private static func checkpoint(number: Int64?, size: Int64?, root: [UInt8]?) throws -> Checkpoint? {
        guard let size, let root else { return nil }
        return Checkpoint(number: number, size: size, root: try digest(root))
    }

    /// The newest checkpoints that documents carry: what stands on paper outweighs what stands in the ledger.
    package static func printedCheckpoints(limit: Int = 100, in transaction: Transaction) throws -> [PrintedCheckpoint] {
        try transaction.all(
            """
            SELECT DISTINCT checkpoint_number, checkpoint_size, checkpoint_root FROM enforcement_document
            WHERE checkpoint_number IS NOT NULL ORDER BY checkpoint_number DESC LIMIT \(limit)
            """
        ) { row in
            let (number, size, root): (Int64, Int64, [UInt8]) = try (row.next(), row.next(), row.next())
            return PrintedCheckpoint(number: number, size: size, root: try digest(root))
        }
    }

    private static func digest(_ bytes: [UInt8]) throws -> Digest {
        guard let digest = Digest(bytes: bytes) else { throw StorageError.broken("a stored hash is not 32 bytes") }
        return digest
    }
}
