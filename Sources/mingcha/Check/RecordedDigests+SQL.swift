import Authority
import Importing
import Inspecting
import Library
import Paperwork
import Registry
import Storage
import Tasking
import TaskingPages

/// The records that facts of the ledger hold digests of, and these facts.
enum RecordedDigests {
    struct Document: RecordedLine {
        let serial: Int64
        let id: EnforcementDocument.ID
    }

    struct Result: RecordedLine {
        let serial: Int64
        let id: TaskSubject.ID
        let task: InspectionTask.ID
        let subject: String
        let overall: OverallResult
    }

    struct Draw: RecordedLine {
        let serial: Int64
        let id: DrawRecord.ID
    }

    struct Publication: RecordedLine {
        let serial: Int64
        let id: Identifier<Publication>
        let subject: String
        let result: String
    }

    @Sendable
    static func documents(after serial: Int64, limit: Int, in transaction: Transaction) throws -> [Document] {
        try transaction.all("SELECT serial, id FROM enforcement_document WHERE serial > \(serial) ORDER BY serial LIMIT \(limit)") {
            Document(serial: try $0.next(), id: try $0.next())
        }
    }

    @Sendable
    static func results(after serial: Int64, limit: Int, in transaction: Transaction) throws -> [Result] {
        try transaction.all(
            """
            SELECT serial, id, task_id, subject_name, overall_result FROM inspection
            WHERE serial > \(serial) ORDER BY serial LIMIT \(limit)
            """
        ) { row in
            Result(
                serial: try row.next(), id: try row.next(), task: try row.next(), subject: try row.next(), overall: try row.next())
        }
    }

    @Sendable
    static func draws(after serial: Int64, limit: Int, in transaction: Transaction) throws -> [Draw] {
        try transaction.all(
            """
            SELECT serial, id FROM draw WHERE serial > \(serial) AND status = \(DrawStatus.done)
            ORDER BY serial LIMIT \(limit)
            """
        ) { Draw(serial: try $0.next(), id: try $0.next()) }
    }

    @Sendable
    static func publications(after serial: Int64, limit: Int, in transaction: Transaction) throws -> [Publication] {
        try transaction.all(
            """
            SELECT serial, id, subject_name, result FROM publication
            WHERE serial > \(serial) ORDER BY serial LIMIT \(limit)
            """
        ) { Publication(serial: try $0.next(), id: try $0.next(), subject: try $0.next(), result: try $0.next()) }
    }

    static func visitsWithoutResult(in transaction: Transaction) throws -> [(id: TaskSubject.ID, subject: String)] {
        try transaction.all(
            """
            SELECT v.id, v.subject_name FROM task_subject v
            WHERE v.status IN \(list: [TaskSubjectStatus.awaitingReview, .completed, .notInspectable, .returned])
                AND NOT EXISTS (SELECT 1 FROM inspection i WHERE i.id = v.id)
            """
        ) { (try $0.next(), try $0.next()) }
    }

    /// What the ledger says of the record last.
    static func latest(_ kinds: [FactKind], of record: [UInt8], in transaction: Transaction) throws -> FactPayload? {
        let json: String? = try transaction.value(
            """
            SELECT payload FROM fact WHERE record_id = \(record) AND kind IN \(list: kinds.map(\.code))
            ORDER BY serial DESC LIMIT 1
            """)
        return try json.map { try FactPayload(json: $0) }
    }
}
