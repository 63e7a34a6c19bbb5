import Authority
import Storage
import Timekeeping

extension Publishing {
    func insert(
        _ found: PublishableResult, as id: Publication.ID, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let record = found.record
        let serial = try transaction.value(
            """
            INSERT INTO publication (id, inspection_id, organization_id, status, task_name, task_number, agency_name,
                subject_name, subject_code, item_names, result, is_problem, inspected_on, published_at, published_by,
                withdraw_reason)
            VALUES (\(id), \(inspection), \(found.organization), \(PublicationStatus.published), \(record.taskName),
                \(record.taskNumber), \(record.agencyName), \(record.publicName), \(record.publicCode),
                \(record.itemNames.joined(separator: "、")), \(record.result), \(record.isProblem), \(record.inspectedOn),
                \(now), \(actor.account), '')
            RETURNING serial
            """, as: Int64.self)
        guard let serial else { throw StorageError.broken("publication took no row") }
        try transaction.index(
            "publication", serial: serial,
            text: Publication.searchText(record.publicName, record.publicCode, record.agencyName, record.taskName),
            tags: Publication.searchTags(.published, record.agencyName, on: record.inspectedOn))
    }
}

extension PublicationWithdrawal {
    /// Closes the publication in force.
    func close(
        to status: PublicationStatus, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Publication.ID {
        let closed = try transaction.first(
            """
            UPDATE publication SET status = \(status), withdrawn_at = \(now), withdrawn_by = \(actor.account),
                withdraw_reason = \(reason)
            WHERE inspection_id = \(inspection) AND status = \(PublicationStatus.published)
            RETURNING id, serial, subject_name, subject_code, agency_name, task_name, inspected_on
            """
        ) { row in
            let id: Publication.ID = try row.next(), serial: Int64 = try row.next()
            let words = (try row.next(String.self), try row.next(String.self), try row.next(String.self), try row.next(String.self))
            return (
                id: id, serial: serial, text: Publication.searchText(words.0, words.1, words.2, words.3),
                tags: Publication.searchTags(status, words.2, on: try row.next())
            )
        }
        guard let closed else { throw PublicationRefused.notPublished }
        try transaction.index("publication", serial: closed.serial, text: closed.text, tags: closed.tags)
        return closed.id
    }
}

extension Publication {
    fileprivate static func searchText(_ name: String, _ code: String, _ agency: String, _ task: String) -> String {
        [name, code, agency, task].joined(separator: " ")
    }

    fileprivate static func searchTags(_ status: PublicationStatus, _ agency: String, on day: CalendarDate) -> [String] {
        [statusTag(status), agencyTag(agency)] + DayTag.tags(of: day)
    }

    fileprivate static func statusTag(_ status: PublicationStatus) -> String { "status=" + status.rawValue }
    fileprivate static func agencyTag(_ name: String) -> String { "agency=" + name }
}

extension Publication {
    /// What the public may search by (PUB-05).
    package struct Filter: Sendable {
        /// Any part of name, code, agency or task.
        package var text: String?
        package var agency: String?
        /// Exactly this object (PUB-06).
        package var subjectCode: String?
        package var from: CalendarDate?
        package var to: CalendarDate?
        package init() {}

        /// Through the search index.
        fileprivate var isFound: Bool { text != nil || agency != nil || from != nil || to != nil }
    }

    /// What is published now, newest first.
    package static func open(_ filter: Filter, page: ListPage, in transaction: Transaction) throws -> Listed<Publication> {
        var query = ListQuery("publication", columns: columns)
        let published: SQL = "t.status = \(PublicationStatus.published)"
        if filter.isFound { query.filter(published, tags: [statusTag(.published)]) } else { query.filter(published) }
        query.search(filter.text)
        if let agency = filter.agency { query.filter("t.agency_name = \(agency)", tags: [agencyTag(agency)]) }
        if let code = filter.subjectCode { query.filter("t.subject_code = \(code)") }
        if let from = filter.from { query.filter("t.inspected_on >= \(from)") }
        if let to = filter.to { query.filter("t.inspected_on <= \(to)") }
        if filter.from != nil || filter.to != nil { query.narrow(tags: DayTag.cover(from: filter.from, to: filter.to)) }
        return try query.load(page, in: transaction, read)
    }

    /// One that is published now; a withdrawn one is gone for the public (PUB-04).
    package static func open(_ id: ID, in transaction: Transaction) throws -> Publication {
        let found = try transaction.first(
            "SELECT \(columns) FROM publication t WHERE t.id = \(id) AND t.status = \(PublicationStatus.published)", read)
        guard let found else { throw NotFound() }
        return found
    }

    /// Every publishing of one result, newest first.
    package static func history(of inspection: PublishableResult.ID, in transaction: Transaction) throws -> [Publication] {
        try transaction.all(
            "SELECT \(columns) FROM publication t WHERE t.inspection_id = \(inspection) ORDER BY t.serial DESC", read)
    }

    private static let columns: SQL = """
        t.id, t.status, t.task_name, t.task_number, t.agency_name, t.subject_name, t.subject_code, t.item_names, t.result,
        t.is_problem, t.inspected_on, t.published_at, t.withdrawn_at, t.withdraw_reason
        """

    private static func read(_ row: inout Row) throws -> Publication {
        Publication(
            id: try row.next(), status: try row.next(), taskName: try row.next(), taskNumber: try row.next(),
            agencyName: try row.next(), subjectName: try row.next(), subjectCode: try row.next(),
            itemNames: try row.next(), result: try row.next(), isProblem: try row.next(), inspectedOn: try row.next(),
            publishedAt: try row.next(), withdrawnAt: try row.next(), withdrawReason: try row.next())
    }
}
