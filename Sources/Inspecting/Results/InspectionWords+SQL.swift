import Authority
import Storage
import Tasking
import Timekeeping

/// What a result is found by: the names of the object and of the officers, and a tag for each filter of the lists.
struct InspectionWords {
    let subject: String
    let officers: [(id: Identifier<OfficerMark>, name: String)]
    let agency: Organization.ID
    let mode: InspectionMode
    let overall: OverallResult
    let review: ReviewStatus
    let submittedOn: CalendarDate

    enum Tag {
        static func agency(_ id: Organization.ID) -> String { "agency=\(id)" }
        static func officer(_ id: Identifier<OfficerMark>) -> String { "officer=\(id)" }
        static func mode(_ mode: InspectionMode) -> String { "mode=" + mode.rawValue }
        static func overall(_ result: OverallResult) -> String { "result=" + result.rawValue }
        static func review(_ status: ReviewStatus) -> String { "review=" + status.rawValue }
    }

    func index(_ serial: Int64, in transaction: Transaction) throws {
        try transaction.index(
            "inspection", serial: serial, text: SearchText.fields([subject] + officers.map(\.name)),
            tags: [Tag.agency(agency), Tag.mode(mode), Tag.overall(overall), Tag.review(review)]
                + officers.map { Tag.officer($0.id) } + DayTag.tags(of: submittedOn))
    }
}

extension Inspection {
    /// Writes what the result is found by, in the place of what was there.
    static func index(_ id: TaskSubject.ID, in transaction: Transaction) throws {
        let officers = try TaskSubject.officers(of: id, in: transaction).map { (id: $0.officer, name: $0.name) }
        let found = try transaction.first(
            """
            SELECT t.serial, t.subject_name, t.agency_id, k.mode, t.overall_result, t.review_status, t.submitted_at
            FROM inspection t JOIN inspection_task k ON k.id = t.task_id WHERE t.id = \(id)
            """
        ) { row in
            let serial: Int64 = try row.next()
            return (
                serial: serial,
                words: InspectionWords(
                    subject: try row.next(), officers: officers, agency: try row.next(), mode: try row.next(),
                    overall: try row.next(), review: try row.next(), submittedOn: try row.next(Instant.self).beijingDate)
            )
        }
        try found?.words.index(found?.serial ?? 0, in: transaction)
    }

    /// Before the row goes: nothing is found by it any more.
    static func forget(_ id: TaskSubject.ID, in transaction: Transaction) throws {
        guard let serial: Int64 = try transaction.value("SELECT serial FROM inspection WHERE id = \(id)") else { return }
        try transaction.index("inspection", serial: serial, text: "")
    }
}
