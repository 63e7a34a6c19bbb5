import Authority
import Importing
import Library
import Storage
import Timekeeping

extension CheckMatter {
    private static let columns: SQL = """
        t.id, t.version, t.origin, t.organization_id, t.sheet, t.category, t.content, t.method, t.violated, t.penalty,
        t.equipment_kinds, t.phrases, t.is_key, t.status, t.updated_at
        """

    /// Basic ones, and those of the agency and its superiors.
    private static func visible(to agency: Organization.ID) -> SQL {
        "(t.organization_id IS NULL OR \(CheckForm.visible("t.organization_id", to: agency)))"
    }

    package static func load(_ id: ID, agency: Organization.ID, in transaction: Transaction) throws -> CheckMatter {
        let found = try transaction.first(
            "SELECT \(columns) FROM check_matter t WHERE t.id = \(id) AND \(visible(to: agency))") { try CheckMatter(&$0) }
        guard let found else { throw NotFound() }
        return found
    }

    package struct Filter: Sendable, Codable {
        package var origin: CheckMatterOrigin?
        /// 检查表
        package var sheet: String?
        package var words: String?
        package var status: CheckFormStatus?
        package init(_ origin: CheckMatterOrigin? = nil) { self.origin = origin }
    }

    package static func list(
        _ filter: Filter, agency: Organization.ID, page: ListPage, in transaction: Transaction
    ) throws -> Listed<CheckMatter> {
        var query = ListQuery("check_matter", columns: columns)
        query.filter(visible(to: agency))
        query.search(filter.words)
        if let origin = filter.origin { query.filter("t.origin = \(origin)") }
        if let sheet = filter.sheet { query.filter("t.sheet = \(sheet)") }
        if let status = filter.status { query.filter("t.status = \(status)") }
        return try query.load(page, in: transaction) { try CheckMatter(&$0) }
    }

    /// Those in use of one 检查表, in their order.
    package static func inUse(
        ofSheet sheet: String, agency: Organization.ID, in transaction: Transaction
    ) throws -> [CheckMatter] {
        try transaction.all(
            """
            SELECT \(columns) FROM check_matter t
            WHERE t.sheet = \(sheet) AND t.status = \(CheckFormStatus.enabled) AND \(visible(to: agency)) ORDER BY t.serial
            """
        ) { try CheckMatter(&$0) }
    }

    /// These, in this order, as far as the agency sees them.
    package static func some(_ ids: [ID], agency: Organization.ID, in transaction: Transaction) throws -> [CheckMatter] {
        let found = try transaction.all(
            "SELECT \(columns) FROM check_matter t WHERE t.id IN \(list: ids) AND \(visible(to: agency))") { try CheckMatter(&$0) }
        let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0] }
    }

    /// The names of 检查表 that the agency can choose from.
    package static func sheets(agency: Organization.ID, in transaction: Transaction) throws -> [String] {
        try transaction.all(
            "SELECT t.sheet, min(t.serial) FROM check_matter t WHERE \(visible(to: agency)) GROUP BY t.sheet ORDER BY 2"
        ) { try $0.next() }
    }

    /// The basic one, or the agency's own, with the same sheet, category and words.
    static func same(
        as record: CheckMatterRecord, agency: Organization.ID, in transaction: Transaction
    ) throws -> CheckMatter? {
        try transaction.first(
            """
            SELECT \(columns) FROM check_matter t
            WHERE t.sheet = \(record.sheet) AND t.category = \(record.category) AND t.content = \(record.content)
                AND (t.organization_id IS NULL OR t.organization_id = \(agency)) ORDER BY t.serial
            """
        ) { try CheckMatter(&$0) }
    }

    static func basicContents(in transaction: Transaction) throws -> Set<String> {
        Set(try transaction.all(
            "SELECT \(columns) FROM check_matter t WHERE t.origin = \(CheckMatterOrigin.basic)") { try CheckMatter(&$0) }
            .map(\.record.searchText))
    }

    private init(_ row: inout Row) throws {
        id = try row.next()
        version = try row.next()
        origin = try row.next()
        organization = try row.next()
        var record = CheckMatterRecord(sheet: try row.next(), category: try row.next(), content: try row.next())
        record.method = try row.next()
        record.violated = Citation.read(stored: try row.next())
        record.penalty = Citation.read(stored: try row.next())
        record.equipmentKinds = try row.next(String.self).split(separator: "\n").map(String.init)
        record.phrases = try row.next(String.self).split(separator: "\n").map(String.init)
        record.isKey = try row.next()
        self.record = record
        status = try row.next()
        updatedAt = try row.next()
    }

    package func set(_ status: CheckFormStatus, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE check_matter SET version = version + 1, status = \(status), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
    }
}

extension CheckMatterRecord {
    func insert(
        _ id: CheckMatter.ID, _ origin: CheckMatterOrigin, of agency: Organization.ID?, by account: Account.ID?,
        at now: Instant, in transaction: Transaction
    ) throws {
        let serial = try transaction.value(
            """
            INSERT INTO check_matter (id, version, origin, organization_id, sheet, category, content, method, violated,
                penalty, equipment_kinds, phrases, is_key, status, created_at, created_by, updated_at)
            VALUES (\(id), 1, \(origin), \(agency), \(sheet), \(category), \(content), \(method),
                \(Citation.stored(violated)), \(Citation.stored(penalty)), \(equipmentKinds.joined(separator: "\n")),
                \(phrases.joined(separator: "\n")), \(isKey), \(CheckFormStatus.enabled), \(now), \(account), \(now))
            RETURNING serial
            """, as: Int64.self)
        if let serial { try transaction.index("check_matter", serial: serial, text: searchText) }
    }

    func update(_ former: CheckMatter, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE check_matter SET version = version + 1, sheet = \(sheet), category = \(category), content = \(content),
                method = \(method), violated = \(Citation.stored(violated)), penalty = \(Citation.stored(penalty)),
                equipment_kinds = \(equipmentKinds.joined(separator: "\n")), phrases = \(phrases.joined(separator: "\n")),
                is_key = \(isKey), updated_at = \(now)
            WHERE id = \(former.id) AND version = \(version)
            """)
        guard searchText != former.record.searchText,
            let serial = try transaction.value("SELECT serial FROM check_matter WHERE id = \(former.id)", as: Int64.self)
        else { return }
        try transaction.index("check_matter", serial: serial, text: searchText)
    }
}
