import Authority
import Importing
import Library
import Registry
import Storage

extension CapCheck {
    private static let grade: SQL = "CASE WHEN s.trade_credit = '' THEN s.public_credit ELSE s.trade_credit END"

    /// The first few, in the order of the library.
    func hits(_ objects: Objects, in transaction: Transaction) throws -> [CapHit] {
        let (number, limit) = (number(objects), standard.limit(Self.grade))
        return try transaction.all(
            """
            SELECT s.id, s.name, \(Self.grade), o.name, \(number), \(limit)
            \(rows(objects)) ORDER BY s.serial LIMIT \(Self.named)
            """
        ) { row in
            CapHit(
                subject: try row.next(), name: try row.next(), grade: try row.next(), agencyName: try row.next(),
                visits: try row.next(), limit: try row.next())
        }
    }

    func count(_ objects: Objects, in transaction: Transaction) throws -> Int {
        try transaction.value("SELECT count(*) \(rows(objects))") ?? 0
    }

    /// - Returns: how many left.
    func deleteCandidates(of categories: [SamplingCategory.ID], in transaction: Transaction) throws -> Int {
        let gone = try transaction.execute(
            "DELETE FROM task_candidate WHERE task_id = \(task.id) AND subject_id IN (SELECT s.id \(rows(.added(categories))))")
        try SamplingCategory.recount(task.id, in: transaction)
        try transaction.execute("DELETE FROM sampling_category WHERE id IN \(list: categories) AND size = 0")
        return gone
    }

    private func agency(_ objects: Objects) -> SQL {
        switch objects {
        case .candidates, .added, .one: "s.jurisdiction_id"
        case .issued: "k.agency_id"
        }
    }

    private func number(_ objects: Objects) -> SQL {
        EnterpriseVisit.number(of: "s.id", by: agency(objects), year: task.record.year, besides: task.id)
    }

    /// Enterprises for which the visits of the year have reached the limit and nobody has approved one more.
    private func rows(_ objects: Objects) -> SQL {
        let (from, which): (SQL, SQL) =
            switch objects {
            case .candidates:
                (
                    "FROM task_candidate k JOIN regulated_subject s ON s.id = k.subject_id",
                    "k.task_id = \(task.id) AND k.excluded = 0"
                )
            case .added(let categories):
                (
                    "FROM task_candidate k JOIN regulated_subject s ON s.id = k.subject_id",
                    "k.task_id = \(task.id) AND k.category_id IN \(list: categories)"
                )
            case .issued:
                (
                    "FROM task_subject k JOIN regulated_subject s ON s.id = k.subject_id",
                    "k.task_id = \(task.id) AND k.joining <> \(SubjectJoining.drawn)"
                )
            case .one(let subject): ("FROM regulated_subject s", "s.id = \(subject)")
            }
        let valid = [CapExemptionStatus.approved, .used]
        return """
            \(from) JOIN organization o ON o.id = \(agency(objects))
            LEFT JOIN \(CapStandard.strictest(year: task.record.year)) w ON w.agency = \(agency(objects))
            WHERE \(which) AND s.class = \(SubjectClass.organization)
                AND \(number(objects)) >= \(standard.limit(Self.grade))
                AND NOT EXISTS (SELECT 1 FROM cap_exemption e
                    WHERE e.task_id = \(task.id) AND e.subject_id = s.id AND e.status IN \(list: valid))
            """
    }
}
