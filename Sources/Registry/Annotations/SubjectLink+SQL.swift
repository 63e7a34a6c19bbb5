import Authority
import Importing
import Library
import Storage
import Timekeeping

extension SubjectLink {
    /// The links of an object, from both sides, as far as the other side is in scope.
    package static func all(
        of subject: RegulatedSubject.ID, scope: Scope, in transaction: Transaction
    ) throws -> [SubjectLink] {
        try transaction.all(
            """
            SELECT l.id, t.id, t.name, t.kind, t.entity_kind, l.relation FROM (
                SELECT id, serial, relation, linked_id AS other_id FROM subject_link WHERE subject_id = \(subject)
                UNION ALL
                SELECT id, serial, relation, subject_id FROM subject_link WHERE linked_id = \(subject)) l
            JOIN regulated_subject t ON t.id = l.other_id WHERE \(scope.condition("t.jurisdiction_id"))
            ORDER BY l.serial
            """
        ) { row in
            SubjectLink(
                id: try row.next(), other: try row.next(), otherName: try row.next(),
                otherType: SubjectRecord.typeLabel(try row.next(), try row.next()), relation: try row.next())
        }
    }

    static func exists(_ one: RegulatedSubject.ID, _ two: RegulatedSubject.ID, in transaction: Transaction) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM subject_link WHERE (subject_id = \(one) AND linked_id = \(two))
                OR (subject_id = \(two) AND linked_id = \(one))
            """, as: Int.self) != nil
    }

    static func insert(
        _ id: ID, _ subject: RegulatedSubject.ID, _ other: RegulatedSubject.ID, _ relation: String, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO subject_link (id, subject_id, linked_id, relation)
            VALUES (\(id), \(subject), \(other), \(relation))
            """)
    }

    /// A field that names an organisation by its credit code links the two (SUBJ-07); the fact of entering tells the field.
    static func follow(
        _ record: SubjectRecord, _ id: RegulatedSubject.ID, at now: Instant, in transaction: Transaction
    ) throws {
        for (field, _) in record.kind.fields where field.namesOrganization {
            guard let code = UnifiedSocialCreditCode(record[field]),
                let other: RegulatedSubject.ID = try transaction.value(
                    "SELECT id FROM regulated_subject WHERE code = \(code.description) AND status = \(SubjectStatus.registered)"),
                try !exists(id, other, in: transaction)
            else { continue }
            try insert(ID(at: now), id, other, field.label(of: record.kind), in: transaction)
        }
    }

    struct Ends {
        let subject: RegulatedSubject.ID
        let name: String
        let otherName: String
        let jurisdiction: Organization.ID
    }

    static func ends(of link: ID, scope: Scope, in transaction: Transaction) throws -> Ends? {
        try transaction.first(
            """
            SELECT s.id, s.name, o.name, s.jurisdiction_id FROM subject_link l
            JOIN regulated_subject s ON s.id = l.subject_id JOIN regulated_subject o ON o.id = l.linked_id
            WHERE l.id = \(link) AND \(scope.condition("s.jurisdiction_id"))
            """
        ) { Ends(subject: try $0.next(), name: try $0.next(), otherName: try $0.next(), jurisdiction: try $0.next()) }
    }

    static func delete(_ link: ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM subject_link WHERE id = \(link)")
    }
}
