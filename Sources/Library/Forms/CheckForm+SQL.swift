import Authority
import Importing
import Storage
import Timekeeping

extension CheckForm {
    package static let columns: SQL = """
        t.id, t.version, t.status, t.kind, t.scope_level, t.organization_id, o.name, t.name, t.modes, t.updated_at
        """

    /// A form is seen by the agency that made it and by all below it (ITEM-11).
    package static func visible(_ organization: SQL, to agency: Organization.ID) -> SQL {
        """
        EXISTS (SELECT 1 FROM organization_ancestry up WHERE up.organization_id = \(agency)
            AND up.ancestor_id = \(organization))
        """
    }

    /// The condition that an enabled form which `agency` may use serves the item in column `item` (ITEM-04).
    package static func serves(_ item: SQL, _ agency: Organization.ID) -> SQL {
        """
        EXISTS (SELECT 1 FROM check_form_item s JOIN check_form f ON f.id = s.form_id
            JOIN check_form_version v ON v.form_id = f.id
            WHERE s.item_id = \(item) AND f.status = \(CheckFormStatus.enabled)
                AND v.status = \(CheckFormVersionStatus.enabled) AND \(visible("f.organization_id", to: agency)))
        """
    }

    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> CheckForm {
        guard let form = try find("t.id = \(id) AND \(visible("t.organization_id", to: scope.organization))", in: transaction)
        else { throw NotFound() }
        return form
    }

    package static func find(named name: String, of agency: Organization.ID, in transaction: Transaction) throws -> CheckForm? {
        try find("t.organization_id = \(agency) AND t.name = \(name) AND t.kind = \(CheckFormKind.library)", in: transaction)
    }

    /// A form that was made by mistake and that nothing refers to is gone again, with its versions.
    /// - Throws: `StorageError.constraint` where something does.
    package func remove(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM check_form_item WHERE form_id = \(id)")
        try transaction.execute("DELETE FROM check_form_version WHERE form_id = \(id)")
        try transaction.execute("DELETE FROM check_form WHERE id = \(id)")
        try transaction.index("check_form", serial: serial, text: "")
    }

    private static func find(_ condition: SQL, in transaction: Transaction) throws -> CheckForm? {
        guard let form = try transaction.first(
            "SELECT t.serial, \(columns) FROM check_form t JOIN organization o ON o.id = t.organization_id WHERE \(condition)",
            { try CheckForm(&$0) })
        else { return nil }
        var record = form.record
        record.items = Set(try transaction.all(
            "SELECT item_id FROM check_form_item WHERE form_id = \(form.id)") { try $0.next() })
        return CheckForm(form, record)
    }

    private init(_ form: CheckForm, _ record: CheckFormRecord) {
        self.init(
            id: form.id, serial: form.serial, version: form.version, status: form.status, kind: form.kind, scopeLevel: form.scopeLevel,
            organization: form.organization, organizationName: form.organizationName, record: record,
            updatedAt: form.updatedAt)
    }

    private init(_ row: inout Row) throws {
        serial = try row.next()
        id = try row.next()
        version = try row.next()
        status = try row.next()
        kind = try row.next()
        scopeLevel = try row.next()
        organization = try row.next()
        organizationName = try row.next()
        let name: String = try row.next()
        record = CheckFormRecord(name: name, modes: Set(inspectionModes: try row.next()), items: [])
        updatedAt = try row.next()
    }
}

extension Set<InspectionMode> {
    package init(inspectionModes text: String) {
        self = Set(text.split(separator: ",").compactMap { InspectionMode(rawValue: String($0)) })
    }

    /// Between commas, so that one mode is found as `,daily,`.
    package var stored: String {
        "," + InspectionMode.allCases.filter(contains).map { $0.rawValue + "," }.joined()
    }
}

extension CheckFormRecord {
    package func insert(
        _ id: CheckForm.ID, as kind: CheckFormKind = .library, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let serial = try transaction.value(
            """
            INSERT INTO check_form (id, version, name, scope_level, organization_id, modes, status, kind, created_at,
                created_by, updated_at)
            VALUES (\(id), 1, \(name), (SELECT level FROM organization WHERE id = \(actor.organization)),
                \(actor.organization), \(modes.stored), \(CheckFormStatus.enabled), \(kind), \(now), \(actor.account), \(now))
            RETURNING serial
            """, as: Int64.self)
        try insertItems(of: id, in: transaction)
        if let serial, kind == .library { try transaction.index("check_form", serial: serial, text: name) }
    }

    /// Moves the form on by one version of its record, also when only the content changed (OPS-04).
    package func update(_ form: CheckForm, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE check_form SET version = version + 1, name = \(name), modes = \(modes.stored), updated_at = \(now)
            WHERE id = \(form.id) AND version = \(version)
            """)
        if items != form.record.items {
            try transaction.execute("DELETE FROM check_form_item WHERE form_id = \(form.id)")
            try insertItems(of: form.id, in: transaction)
        }
        if name != form.record.name { try transaction.index("check_form", serial: form.serial, text: name) }
    }

    private func insertItems(of id: CheckForm.ID, in transaction: Transaction) throws {
        for item in items.sorted() {
            try transaction.execute("INSERT INTO check_form_item (form_id, item_id) VALUES (\(id), \(item))")
        }
    }

    func foundItems(scope: Scope, in transaction: Transaction) throws -> Int {
        try transaction.value(
            "SELECT count(*) FROM item t WHERE t.id IN \(list: items.sorted()) AND \(Item.visible(to: scope))",
            as: Int.self) ?? 0
    }
}

extension CheckForm {
    package func set(_ status: CheckFormStatus, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE check_form SET version = version + 1, status = \(status), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
    }
}
