import Authority
import Cryptography
import Drawing
import Registry
import Storage

extension DrawRecord {
    /// The page that the number stands in, if it stands anywhere.
    func poolPage(of code: String, in transaction: Transaction) throws -> DrawManifest.Page? {
        try transaction.first(
            """
            SELECT first_code, lines FROM draw_pool WHERE draw_id = \(id) AND first_code <= \(code)
            ORDER BY first_code DESC LIMIT 1
            """) { DrawManifest.Page(firstID: try $0.next(), lines: try $0.next()) }
    }

    func hasPool(in transaction: Transaction) throws -> Bool {
        try transaction.value("SELECT 1 FROM draw_pool WHERE draw_id = \(id) LIMIT 1", as: Int.self) != nil
    }

    func keptStratum(_ name: String, in transaction: Transaction) throws -> (objects: Int, quota: Int, last: Digest?)? {
        try transaction.first(
            "SELECT subject_count, quota, last_ticket FROM draw_stratum WHERE draw_id = \(id) AND name = \(name)"
        ) { row in
            let objects: Int = try row.next(), quota: Int = try row.next(), last: String? = try row.next()
            return (objects, quota, last.flatMap { Digest(hex: $0) })
        }
    }

    func insert(_ page: DrawManifest.Page, in transaction: Transaction) throws {
        try transaction.later(
            "INSERT INTO draw_pool (draw_id, first_code, lines) VALUES (\(id), \(page.firstID), \(page.lines))")
    }

    func insert(_ stratum: DrawManifest.Stratum, quota: Int, in transaction: Transaction) throws {
        try transaction.later(
            """
            INSERT INTO draw_stratum (draw_id, name, subject_count, quota)
            VALUES (\(id), \(stratum.name), \(stratum.size), \(quota))
            """)
    }

    func setLast(_ ticket: Digest, of stratum: String, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE draw_stratum SET last_ticket = \(ticket.hex) WHERE draw_id = \(id) AND name = \(stratum)")
    }

    /// Draws of objects whose visits are over, by the agency that has jurisdiction over the subject and those above it.
    package static func ended(for subject: SubjectID, page: ListPage, in transaction: Transaction) throws -> Listed<DrawRecord> {
        let finished = TaskSubjectStatus.allCases.filter(\.isFinished)
        var query = ListQuery("draw", columns: columns, lookups: "JOIN organization o ON o.id = t.organization_id")
        query.filter(
            """
            t.organization_id IN (SELECT a.ancestor_id FROM regulated_subject s
                JOIN organization_ancestry a ON a.organization_id = s.jurisdiction_id WHERE s.id = \(subject))
            """)
        query.filter("t.kind = \(DrawKind.subjects)")
        query.filter("t.status = \(DrawStatus.done)")
        query.filter("t.is_test = 0")
        query.filter(
            """
            EXISTS (SELECT 1 FROM task_subject v WHERE v.task_id = t.task_id) AND NOT EXISTS (
                SELECT 1 FROM task_subject v WHERE v.task_id = t.task_id AND v.status NOT IN \(list: finished))
            """)
        return try query.load(page, in: transaction, DrawRecord.init(row:))
    }
}
