import Authority
import Importing
import Library
import Storage
import Timekeeping

extension EnforcementEquipment {
    private static let columns: SQL = """
        t.id, t.version, t.organization_id, o.name, \(EnforcementEquipmentRecord.columns), t.status, t.holder_id, coalesce(h.full_name, '')
        """
    private static let joins: SQL = """
        JOIN organization o ON o.id = t.organization_id LEFT JOIN enforcement_officer h ON h.id = t.holder_id
        """

    package static func list(
        kind: EnforcementEquipmentKind?, status: EnforcementEquipmentStatus?, words: String?, calibrationBefore: CalendarDate? = nil,
        asOf day: CalendarDate? = nil, scope: Scope,
        page: ListPage, in transaction: Transaction
    ) throws -> Listed<EnforcementEquipment> {
        var query = ListQuery("enforcement_equipment", columns: columns, lookups: joins)
        query.filter(scope.condition("t.organization_id"))
        query.search(words)
        if let kind { query.filter("t.kind = \(kind)") }
        if let status { query.filter("t.status = \(status)") }
        if let calibrationBefore { query.filter("t.calibrated_until < \(calibrationBefore) AND t.status <> \(EnforcementEquipmentStatus.retired)") }
        if let day { query.show(asOf: day, words: "t.number") }
        return try query.load(page, in: transaction) { try EnforcementEquipment(&$0) }
    }

    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> EnforcementEquipment {
        let found = try transaction.first(
            "SELECT \(columns) FROM enforcement_equipment t \(joins) WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))"
        ) { try EnforcementEquipment(&$0) }
        guard let found else { throw NotFound() }
        return found
    }

    /// What an officer has now (ELEM-04).
    package static func held(by officer: EnforcementOfficer.ID, in transaction: Transaction) throws -> [EnforcementEquipment] {
        try transaction.all(
            "SELECT \(columns) FROM enforcement_equipment t \(joins) WHERE t.holder_id = \(officer) ORDER BY t.serial"
        ) { try EnforcementEquipment(&$0) }
    }

    package static func movements(of id: ID, in transaction: Transaction) throws -> [Movement] {
        try transaction.all(
            """
            SELECT is_issue, officer_name, moved_at, moved_by_name, note FROM enforcement_equipment_movement
            WHERE equipment_id = \(id) ORDER BY serial DESC LIMIT 100
            """
        ) { row in
            try Movement(isIssue: row.next(), officerName: row.next(), at: row.next(), by: row.next(), note: row.next())
        }
    }

    private init(_ row: inout Row) throws {
        id = try row.next()
        version = try row.next()
        organization = try row.next()
        organizationName = try row.next()
        record = try EnforcementEquipmentRecord(row: &row)
        status = try row.next()
        holder = try row.next()
        holderName = try row.next()
    }
}

extension EnforcementEquipment {
    private static let table = KeptTable("enforcement_equipment")

    package func insert(in act: ActContext) throws {
        try Self.table.insert(
            id, record, ["organization_id": "\(organization)", "status": "\(status)", "created_by": "\(act.actor.account)"], in: act)
        try index(in: act)
    }

    package func update(expecting version: Int, in act: ActContext) throws {
        try Self.table.update(id, record, expecting: version, in: act)
        try index(in: act)
    }

    private func index(in act: ActContext) throws { try Self.table.index(id, record.number + " " + record.model, in: act) }
}

extension EnforcementEquipmentMovement {
    func update(to status: EnforcementEquipmentStatus, holder: OfficerLine?, in act: ActContext) throws {
        try act.transaction.executeVersioned(
            """
            UPDATE enforcement_equipment SET status = \(status), holder_id = \(holder?.id), updated_at = \(act.now),
                version = version + 1
            WHERE id = \(equipment) AND version = \(version)
            """)
    }

    func keep(name: String, in context: ActContext) throws {
        try context.transaction.execute(
            """
            INSERT INTO enforcement_equipment_movement (equipment_id, is_issue, officer_name, moved_at, moved_by, moved_by_name, note)
            VALUES (\(equipment), \(act == .issue), \(name), \(context.now), \(context.actor.account), \(context.actor.name), \(note))
            """)
    }
}
