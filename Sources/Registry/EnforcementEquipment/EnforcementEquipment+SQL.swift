import Authority
import Importing
import Library
import Storage
import Timekeeping

extension EnforcementEquipment {
    private static let columns: SQL = """
        t.id, t.version, t.organization_id, o.name, t.kind, t.number, t.model, t.calibrated_until, t.status, t.holder_id,
        coalesce(h.full_name, '')
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
        record = EnforcementEquipmentRecord(
            try row.next(), number: try row.next(), model: try row.next(), calibratedUntil: try row.next())
        status = try row.next()
        holder = try row.next()
        holderName = try row.next()
    }
}

extension EnforcementEquipmentRecord {
    fileprivate func index(_ id: EnforcementEquipment.ID, in transaction: Transaction) throws {
        guard let serial: Int64 = try transaction.value("SELECT serial FROM enforcement_equipment WHERE id = \(id)") else { return }
        try transaction.index("enforcement_equipment", serial: serial, text: number + " " + model)
    }
}

extension EnforcementEquipmentRegistration {
    func insert(_ id: EnforcementEquipment.ID, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO enforcement_equipment (id, version, organization_id, kind, number, model, calibrated_until, status,
                created_at, created_by, updated_at)
            VALUES (\(id), 1, \(actor.organization), \(record.kind), \(record.number), \(record.model),
                \(record.calibratedUntil), \(EnforcementEquipmentStatus.inStore), \(now), \(actor.account), \(now))
            """)
        try record.index(id, in: transaction)
    }
}

extension EnforcementEquipmentChange {
    func update(at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE enforcement_equipment SET kind = \(record.kind), number = \(record.number), model = \(record.model),
                calibrated_until = \(record.calibratedUntil), updated_at = \(now), version = version + 1
            WHERE id = \(equipment) AND version = \(version)
            """)
        try record.index(equipment, in: transaction)
    }
}

extension EnforcementEquipmentMovement {
    func update(to status: EnforcementEquipmentStatus, holder: OfficerLine?, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE enforcement_equipment SET status = \(status), holder_id = \(holder?.id), updated_at = \(now),
                version = version + 1
            WHERE id = \(equipment) AND version = \(version)
            """)
    }

    func keep(name: String, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO enforcement_equipment_movement (equipment_id, is_issue, officer_name, moved_at, moved_by, moved_by_name, note)
            VALUES (\(equipment), \(act == .issue), \(name), \(now), \(actor.account), \(actor.name), \(note))
            """)
    }
}
