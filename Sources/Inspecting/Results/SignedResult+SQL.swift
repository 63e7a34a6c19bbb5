import Cryptography
import Importing
import Library
import Registry
import Storage
import Tasking

/// What was signed, put together again from what is stored (INSP-20): its digest is that of the receipt, or something was
/// changed afterwards. Also of a round that a review returned (INSP-24).
package struct SignedResult: Sendable {
    package let round: Int
    package let receiptNumber: String
    /// As it stands in the receipt, and under every signature.
    package let digest: Digest
    /// Nil for a round from before everything was kept that belongs to it.
    package let isAsSigned: Bool?

    /// All rounds of a visit, the latest first.
    package static func all(
        of visit: TaskSubject.ID, task: InspectionTask.ID, protection: any FieldProtection, in transaction: Transaction
    ) throws -> [SignedResult] {
        try rows(of: visit, protection: protection, in: transaction).map { row in
            guard let chosen = row.chosenConclusion, let versions = row.versions else {
                return SignedResult(round: row.round, receiptNumber: row.receiptNumber, digest: row.digest, isAsSigned: nil)
            }
            let form = try InspectedForm.load(visit, of: task, versions: versions, in: transaction)
            var result = row.result
            result.conclusion = chosen
            try fill(&result, row, form, in: transaction)
            var isAsSigned = result.digest(of: form) == row.digest
            if !isAsSigned, result.disposal == nil {
                // nothing chosen and nothing written is stored as if nobody had touched it
                result.disposal = .init(disposal: nil, note: "")
                isAsSigned = result.digest(of: form) == row.digest
            }
            return SignedResult(
                round: row.round, receiptNumber: row.receiptNumber, digest: row.digest, isAsSigned: isAsSigned)
        }
    }

    private struct StoredRow {
        let round: Int
        var result: VisitResult
        let marks: [AnswerMark?]
        let chosenConclusion: String?
        let versions: [CheckFormVersion.ID]?
        let digest: Digest
        let receiptNumber: String
    }

    private static func rows(
        of visit: TaskSubject.ID, protection: any FieldProtection, in transaction: Transaction
    ) throws -> [StoredRow] {
        let columns: SQL = """
            round, basics_sealed, answers, disposal, disposal_note, fields_sealed, overall_result, not_inspectable_reason,
            not_inspectable_text, chosen_conclusion, form_versions, digest, receipt_number
            """
        return try transaction.all(
            """
            SELECT \(columns) FROM inspection WHERE id = \(visit)
            UNION ALL SELECT \(columns) FROM returned_result WHERE inspection_id = \(visit) ORDER BY round DESC
            """
        ) { row in
            let round: Int = try row.next()
            var result = VisitResult()
            result.basics = try VisitBasics.open(try row.next(), of: visit, protection)
            let marks = PackedAnswers.unpack(try row.next()) ?? []
            let (disposal, note): (Disposal?, String?) = (try row.next(), try row.next())
            result.fields = try FilledFields.open(try row.next(), of: visit, protection)
            let overall: OverallResult = try row.next()
            let (reason, text): (NotInspectableReason?, String?) = (try row.next(), try row.next())
            if disposal != nil || !(note ?? "").isEmpty { result.disposal = .init(disposal: disposal, note: note ?? "") }
            if overall == .notInspectable { result.notInspectable = .init(reason: reason, text: text ?? "") }
            let chosen: String? = try row.next()
            let versions: [UInt8]? = try row.next()
            return StoredRow(
                round: round, result: result, marks: marks, chosenConclusion: chosen,
                versions: versions.map { InspectedForm.versions($0) }, digest: try Digest.read(&row), receiptNumber: try row.next())
        }
    }

    /// Answers, problems with their measures, and photos.
    private static func fill(
        _ result: inout VisitResult, _ row: StoredRow, _ form: InspectedForm, in transaction: Transaction
    ) throws {
        let problems = try FoundProblem.of(form.visit, row.round, in: transaction)
        let photos = try Dictionary(grouping: EvidenceFile.of(form.visit, row.round, in: transaction), by: \.key)
            .mapValues { $0.map(\.hash.hex).sorted() }
        let fields = Dictionary(result.fields.map { ($0.field, $0) }) { first, _ in first }
        result.fields = form.fields.map { fields[$0.id] ?? .init($0.id, "") }
        if result.notInspectable != nil {
            result.notInspectable?.photos = photos[FieldEventKind.notInspectable.rawValue] ?? []
        } else {
            let byContent = Dictionary(problems.compactMap { problem in problem.contentID.map { ($0.description, problem) } }) { first, _ in first }
            result.answers = zip(form.cards, row.marks).map { card, mark in
                var answer = CheckAnswer(card.content)
                answer.answer = mark
                if let problem = byContent[card.content] { (answer.note, answer.measures) = (problem.description, problem.measures) }
                answer.photos = photos[card.content] ?? []
                return answer
            }
        }
        result.others = problems.filter { $0.contentID == nil }.map { problem in
            OtherProblem(
                id: problem.id, text: problem.description, place: problem.place, provision: problem.violated,
                measures: problem.measures, photos: photos[problem.id.description] ?? [])
        }
    }
}
