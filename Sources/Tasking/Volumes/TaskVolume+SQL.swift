import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension TaskVolume {
    private static let table = KeptTable("task_volume")
    private static let columns: SQL = "t.id, t.version, t.organization_id, o.name, \(TaskVolumeRecord.columns)"
    private static let joins: SQL = "JOIN organization o ON o.id = t.organization_id"

    package static func list(
        year: Int?, family: PlanFamily?, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<TaskVolume> {
        var query = ListQuery("task_volume", columns: columns, lookups: joins)
        query.filter(scope.condition("t.organization_id"))
        if let year { query.filter("t.year = \(year)") }
        if let family { query.filter("t.family = \(family)") }
        return try query.load(page, in: transaction) { try TaskVolume(&$0) }
    }

    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> TaskVolume {
        let found = try transaction.first(
            "SELECT \(columns) FROM task_volume t \(joins) WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))"
        ) { try TaskVolume(&$0) }
        guard let found else { throw NotFound() }
        return found
    }

    /// What holds for a year and family of an agency; nil where nothing is set.
    package static func of(
        _ agency: Organization.ID, _ family: PlanFamily, year: Int, in transaction: Transaction
    ) throws -> TaskVolume? {
        try transaction.first(
            """
            SELECT \(columns) FROM task_volume t \(joins)
            WHERE t.organization_id = \(agency) AND t.year = \(year) AND t.family = \(family)
            """) { try TaskVolume(&$0) }
    }

    /// The newest first.
    package static func adjustments(of id: ID, in transaction: Transaction) throws -> [Adjustment] {
        try transaction.all(
            """
            SELECT from_volume, to_volume, reason, adjusted_by_name, adjusted_at FROM task_volume_adjustment
            WHERE volume_id = \(id) ORDER BY serial DESC LIMIT 100
            """
        ) { try Adjustment(from: $0.next(), to: $0.next(), reason: $0.next(), person: $0.next(), at: $0.next()) }
    }

    package func insert(in act: ActContext) throws {
        try Self.table.insert(id, record, ["organization_id": "\(organization)"], in: act)
    }

    package func update(expecting version: Int, in act: ActContext) throws {
        try Self.table.update(id, record, expecting: version, in: act)
    }

    static func touch(_ id: ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE task_volume SET version = version + 1 WHERE id = \(id)")
    }

    private init(_ row: inout Row) throws {
        (id, version, organization) = (try row.next(), try row.next(), try row.next())
        organizationName = try row.next()
        record = try TaskVolumeRecord(row: &row)
    }
}

extension TaskVolume: Versioned {
    package static let versions = VersionedTable("task_volume")
}

extension TaskVolume.Adjustment {
    func insert(of volume: TaskVolume.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO task_volume_adjustment (volume_id, from_volume, to_volume, reason, adjusted_by_name, adjusted_at)
            VALUES (\(volume), \(from), \(to), \(reason), \(person), \(at))
            """)
    }
}

extension OfficerVolume {
    package static func all(of volume: TaskVolume.ID, in transaction: Transaction) throws -> [OfficerVolume] {
        try transaction.all(
            """
            SELECT v.officer_id, f.full_name, v.monthly_limit, v.unavailable FROM officer_volume v
            JOIN enforcement_officer f ON f.id = v.officer_id WHERE v.volume_id = \(volume) ORDER BY f.serial
            """
        ) { row in
            let officer: EnforcementOfficer.ID = try row.next(), name: String = try row.next(), limit: Int = try row.next()
            let months = try row.next(String.self).split(separator: ",").compactMap { Int($0) }
            return OfficerVolume(officer, name: name, monthlyLimit: limit, unavailable: Set(months))
        }
    }

    func write(into volume: TaskVolume.ID, in transaction: Transaction) throws {
        let months = unavailable.sorted().map(String.init).joined(separator: ",")
        try transaction.execute(
            """
            INSERT INTO officer_volume (volume_id, officer_id, monthly_limit, unavailable)
            VALUES (\(volume), \(officer), \(monthlyLimit), \(months))
            ON CONFLICT (volume_id, officer_id) DO UPDATE SET monthly_limit = \(monthlyLimit), unavailable = \(months)
            """)
    }

    static func delete(_ officer: EnforcementOfficer.ID, from volume: TaskVolume.ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM officer_volume WHERE volume_id = \(volume) AND officer_id = \(officer)")
    }
}
