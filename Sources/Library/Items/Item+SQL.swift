import Authority
import Importing
import Storage
import Timekeeping

extension Item {
    package static let columns: SQL = """
        t.id, t.version, t.kind, t.status, t.organization_id, o.name, t.level, t.item_code, t.name, t.domain,
        t.legal_basis, t.subject_classes, t.updated_at
        """

    /// The directory as an agency sees it: what its superiors keep, its own, and what is in its scope.
    package static func visible(to scope: Scope) -> SQL {
        """
        (EXISTS (SELECT 1 FROM organization_ancestry up WHERE up.organization_id = \(scope.organization)
            AND up.ancestor_id = t.organization_id) OR \(scope.condition("t.organization_id")))
        """
    }

    /// The item, when it exists for the caller.
    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> Item {
        guard let item = try find("t.id = \(id) AND \(visible(to: scope))", in: transaction).first else { throw NotFound() }
        return item
    }

    package static func byCode(_ codes: [String], in transaction: Transaction) throws -> [String: Item] {
        let found = try find("t.item_code IN \(list: codes)", in: transaction)
        return Dictionary(found.map { ($0.record.itemCode, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// As it was in that version, without the parts of a spot-check item; nil where no such state was kept.
    package static func former(_ id: ID, version: Int, in transaction: Transaction) throws -> Item? {
        try transaction.first(
            """
            SELECT t.serial, \(columns) FROM item_former t JOIN organization o ON o.id = t.organization_id
            WHERE t.id = \(id) AND t.version = \(version)
            """
        ) { try Item(&$0) }
    }

    /// An item that was entered by mistake and that nothing refers to is gone again.
    /// - Throws: `StorageError.constraint` where something does.
    package func remove(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM spot_check_item_part WHERE spot_check_item_id = \(id)")
        try transaction.execute("DELETE FROM item WHERE id = \(id)")
        try transaction.index("item", serial: serial, text: "")
    }

    /// Every item of a kind that the caller sees, by code, for the export (ITEM-24).
    package static func all(_ kind: ItemKind, scope: Scope, in transaction: Transaction) throws -> [Item] {
        try find("t.kind = \(kind) AND \(visible(to: scope)) ORDER BY t.item_code", in: transaction)
    }

    /// The codes of the supervision items of every spot-check item.
    package static func partCodes(in transaction: Transaction) throws -> [ID: [String]] {
        let pairs = try transaction.all(
            """
            SELECT p.spot_check_item_id, t.item_code FROM spot_check_item_part p JOIN item t ON t.id = p.supervision_item_id
            ORDER BY t.item_code
            """
        ) { row in (try row.next(ID.self), try row.next(String.self)) }
        return Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1) }
    }

    private static func find(_ condition: SQL, in transaction: Transaction) throws -> [Item] {
        let items = try transaction.all(
            "SELECT t.serial, \(columns) FROM item t JOIN organization o ON o.id = t.organization_id WHERE \(condition)"
        ) { try Item(&$0) }
        return try items.map { try $0.withParts(in: transaction) }
    }

    private init(_ row: inout Row) throws {
        serial = try row.next()
        id = try row.next()
        version = try row.next()
        kind = try row.next()
        status = try row.next()
        organization = try row.next()
        organizationName = try row.next()
        level = try row.next()
        let code: String = try row.next()
        let name: String = try row.next()
        let domain: EnforcementDomain = try row.next()
        let legalBases: String = try row.next()
        let classes: String = try row.next()
        var record = ItemRecord(
            itemCode: code, name: name, domain: domain, legalBasis: "", subjectClasses: Set(stored: classes))
        record.legalBases = Citation.read(stored: legalBases)
        self.record = record
        updatedAt = try row.next()
    }

    private func withParts(in transaction: Transaction) throws -> Item {
        guard kind == .spotCheck else { return self }
        var record = record
        record.supervisionItems = Set(try transaction.all(
            "SELECT supervision_item_id FROM spot_check_item_part WHERE spot_check_item_id = \(id)") { try $0.next() })
        return Item(
            id: id, serial: serial, version: version, kind: kind, status: status, organization: organization,
            organizationName: organizationName, level: level, record: record, updatedAt: updatedAt)
    }
}

extension Set<SubjectClass> {
    package init(stored text: String) {
        self = Set(text.split(separator: ",").compactMap { SubjectClass(rawValue: String($0)) })
    }

    fileprivate var stored: String {
        SubjectClass.allCases.filter(contains).map(\.rawValue).joined(separator: ",")
    }
}

extension ItemRecord {
    package func insert(
        _ id: Item.ID, as kind: ItemKind, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let serial = try transaction.value(
            """
            INSERT INTO item (id, version, kind, item_code, name, domain, legal_basis, subject_classes, level,
                organization_id, status, created_at, created_by, updated_at)
            VALUES (\(id), 1, \(kind), \(itemCode), \(name), \(domain), \(Citation.stored(legalBases)), \(subjectClasses.stored),
                (SELECT level FROM organization WHERE id = \(actor.organization)), \(actor.organization),
                \(ItemStatus.enabled), \(now), \(actor.account), \(now))
            RETURNING serial
            """, as: Int64.self)
        try insertParts(of: id, in: transaction)
        if let serial { try transaction.index("item", serial: serial, text: searchText) }
    }

    package func update(_ item: Item, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE item SET version = version + 1, name = \(name), domain = \(domain), legal_basis = \(Citation.stored(legalBases)),
                subject_classes = \(subjectClasses.stored), updated_at = \(now)
            WHERE id = \(item.id) AND version = \(version)
            """)
        if supervisionItems != item.record.supervisionItems {
            try transaction.execute("DELETE FROM spot_check_item_part WHERE spot_check_item_id = \(item.id)")
            try insertParts(of: item.id, in: transaction)
        }
        if searchText != item.record.searchText { try transaction.index("item", serial: item.serial, text: searchText) }
    }

    private func insertParts(of id: Item.ID, in transaction: Transaction) throws {
        for part in supervisionItems.sorted() {
            try transaction.execute(
                "INSERT INTO spot_check_item_part (spot_check_item_id, supervision_item_id) VALUES (\(id), \(part))")
        }
    }

    /// How many of the supervision items it refers to are there.
    func foundParts(scope: Scope, in transaction: Transaction) throws -> Int {
        guard !supervisionItems.isEmpty else { return 0 }
        return try transaction.value(
            """
            SELECT count(*) FROM item t WHERE t.id IN \(list: supervisionItems.sorted())
                AND t.kind = \(ItemKind.supervision) AND \(Item.visible(to: scope))
            """, as: Int.self) ?? 0
    }
}

extension Item {
    package func set(_ status: ItemStatus, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE item SET version = version + 1, status = \(status), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
    }
}
