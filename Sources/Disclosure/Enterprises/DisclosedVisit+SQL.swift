import Authority
import Inspecting
import Registry
import Storage
import Tasking
import Timekeeping

extension DisclosedVisit {
    private struct DocumentMark {}

    /// Newest first.
    package static func all(of enterprise: SubjectID, limit: Int = 100, in transaction: Transaction) throws -> [DisclosedVisit] {
        let found = try transaction.all(
            """
            SELECT t.id, k.name, k.mode, t.agency_id, o.name, t.started_at, t.ended_at, t.overall_result, t.rights_told,
                d.id, d.kind, d.document_number, p.id
            FROM inspection t JOIN inspection_task k ON k.id = t.task_id JOIN organization o ON o.id = t.agency_id
            LEFT JOIN enforcement_document d ON d.id = t.document_id AND d.voided_at IS NULL
            LEFT JOIN publication p ON p.inspection_id = t.id AND p.status = \(PublicationStatus.published)
            WHERE t.subject_id = \(enterprise) AND t.review_status <> \(ReviewStatus.returned)
                AND (d.id IS NOT NULL OR p.id IS NOT NULL)
            ORDER BY t.serial DESC LIMIT \(limit)
            """
        ) { row in
            DisclosedVisit(
                id: try row.next(), taskName: try row.next(), mode: try row.next(), agency: try row.next(),
                agencyName: try row.next(), startedAt: try row.next(), endedAt: try row.next(), overall: try row.next(),
                rightsTold: try row.next(), document: try document(&row), publication: try row.next())
        }
        return try found.map { visit in
            var visit = visit
            visit.officers = try TaskSubject.officers(of: visit.id, in: transaction)
            return visit
        }
    }

    private static func document(_ row: inout Row) throws -> Document? {
        let id: Identifier<DocumentMark>? = try row.next()
        let (kind, number): (String?, String?) = (try row.next(), try row.next())
        guard let id, let kind, let number else { return nil }
        return Document(id: id.description, kind: kind, number: number)
    }

    /// Whether the document is of a visit at this enterprise and was handed over.
    package static func isDisclosed<Noun>(
        _ document: Identifier<Noun>, to enterprise: SubjectID, in transaction: Transaction
    ) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM inspection t JOIN enforcement_document d ON d.id = t.document_id
            WHERE d.id = \(document) AND d.voided_at IS NULL AND t.subject_id = \(enterprise)
                AND t.review_status <> \(ReviewStatus.returned)
            """, as: Int.self) != nil
    }
}

extension DisclosedView {
    /// Newest first.
    package static func all(of enterprise: SubjectID, limit: Int = 50, in transaction: Transaction) throws -> [DisclosedView] {
        try transaction.all(
            """
            SELECT t.recorded_at, coalesce(o.name, ''), t.actor_name FROM fact t
            LEFT JOIN organization o ON o.id = t.actor_organization_id
            WHERE t.record_id = \(enterprise) AND t.noun = 'RegulatedSubject' AND t.kind = \(SubjectFullView.viewed.code)
            ORDER BY t.serial DESC LIMIT \(limit)
            """
        ) { DisclosedView(at: try $0.next(), agencyName: try $0.next(), personName: try $0.next()) }
    }
}
