import Authority
import Importing
import Library
import Storage
import Timekeeping

extension SubjectAnnotation {
    /// What `agency` has noted of the object.
    package static func load(
        of subject: RegulatedSubject.ID, by agency: Organization.ID, in transaction: Transaction
    ) throws -> SubjectAnnotation {
        var annotation = SubjectAnnotation()
        annotation.items = Set(try transaction.all(
            "SELECT item_id FROM annotated_item WHERE subject_id = \(subject) AND organization_id = \(agency)"
        ) { try $0.next(Item.ID.self) })
        annotation.tags = Set(try transaction.all(
            "SELECT tag FROM annotated_tag WHERE subject_id = \(subject) AND organization_id = \(agency)"
        ) { try $0.next(String.self) })
        annotation.area = try transaction.first("SELECT area_id FROM regulated_subject WHERE id = \(subject)") {
            try $0.next(RegulatoryArea.ID?.self)
        } ?? nil
        return annotation
    }
}

extension AnnotationLibrary {
    package static func load(for agency: Organization.ID, in transaction: Transaction) throws -> AnnotationLibrary {
        try asked(for: agency, in: transaction)()
    }

    /// The same, without waiting for it yet.
    package static func asked(for agency: Organization.ID, in transaction: Transaction) throws -> () throws -> AnnotationLibrary {
        let items = try transaction.ask(
            """
            SELECT t.id, t.name, t.subject_classes FROM item t JOIN item_claim c ON c.item_id = t.id
            WHERE c.organization_id = \(agency) AND t.status = \(ItemStatus.enabled) ORDER BY t.item_code
            """
        ) { KnownItem(id: try $0.next(), name: try $0.next(), classes: Set(stored: try $0.next())) }
        let areas = try RegulatoryArea.asked(of: agency, in: transaction)
        return { AnnotationLibrary(items: try items.all(), areas: try areas()) }
    }
}

extension RegulatedSubject {
    package static func name(of id: ID, scope: Scope, in transaction: Transaction) throws -> String? {
        try transaction.value(
            "SELECT name FROM regulated_subject WHERE id = \(id) AND \(scope.condition("jurisdiction_id"))")
    }

    func annotate(
        from former: SubjectAnnotation, to after: SubjectAnnotation, areaByHand: Bool?, by agency: Organization.ID,
        jurisdiction: Organization.ID, expecting version: Int, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.executeVersioned(
            """
            UPDATE regulated_subject SET version = version + 1, jurisdiction_id = \(jurisdiction), area_id = \(after.area),
                area_by_hand = coalesce(\(areaByHand), area_by_hand), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
        let gone = former.items.subtracting(after.items)
        if !gone.isEmpty {
            try transaction.execute(
                """
                DELETE FROM annotated_item WHERE subject_id = \(id) AND organization_id = \(agency)
                    AND item_id IN \(list: Array(gone))
                """)
        }
        for item in after.items.subtracting(former.items) {
            try transaction.execute(
                "INSERT INTO annotated_item (subject_id, organization_id, item_id) VALUES (\(id), \(agency), \(item))")
        }
        let goneTags = former.tags.subtracting(after.tags)
        if !goneTags.isEmpty {
            try transaction.execute(
                """
                DELETE FROM annotated_tag WHERE subject_id = \(id) AND organization_id = \(agency)
                    AND tag IN \(list: Array(goneTags))
                """)
        }
        for tag in after.tags.subtracting(former.tags) {
            try transaction.execute(
                "INSERT INTO annotated_tag (subject_id, organization_id, tag) VALUES (\(id), \(agency), \(tag))")
        }
        guard jurisdiction != record.jurisdiction else { return }
        var moved = record
        moved.jurisdiction = jurisdiction
        try transaction.index("regulated_subject", serial: serial, text: moved.searchText, tags: moved.searchTags(status))
        try SubjectList.recount(from: record, status, to: moved, status, in: transaction)
    }
}
