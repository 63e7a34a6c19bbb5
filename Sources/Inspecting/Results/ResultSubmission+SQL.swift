import Authority
import Cryptography
import Importing
import Library
import Paperwork
import Registry
import Storage
import Tasking
import Timekeeping

extension ResultSubmission {
    /// The result of the round before, which a review has returned.
    struct Former {
        let version: Int
        let round: Int
        let reviewStatus: ReviewStatus
        let document: EnforcementDocument.ID?

        static func ask(_ visit: TaskSubject.ID, in transaction: Transaction) throws -> Asked<Former> {
            try transaction.ask("SELECT version, round, review_status, document_id FROM inspection WHERE id = \(visit)") { row in
                Former(version: try row.next(), round: try row.next(), reviewStatus: try row.next(), document: try row.next())
            }
        }
    }

    func write(
        _ entry: Entry, _ former: Former?, by actor: Actor, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        if former != nil { try moveAside(in: transaction) }
        try insertInspection(entry, version: (former?.version ?? 0) + 1, by: actor, protection: protection, in: transaction)
        try insertProblems(entry, in: transaction)
        try insertEvidence(entry, in: transaction)
        try insertSignatures(entry, in: transaction)
    }

    private func insertSignatures(_ entry: Entry, in transaction: Transaction) throws {
        let rows = signatures.sorted { $0.key < $1.key }.compactMap { signer, signature -> SQL? in
            guard let file = Digest(hex: signature.file) else { return nil }
            return "(\(visit), \(entry.round), \(signer), \(signature.name), \(file.bytes), \(signedAt(signature, now: entry.receipt.at)))"
        }
        guard !rows.isEmpty else { return }
        try transaction.later(
            "INSERT INTO handwritten_signature (inspection_id, round, signer, name, hash, signed_at) VALUES \(rows.joinedByComma())")
    }

    private func moveAside(in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO returned_result (inspection_id, round, basics_sealed, answers, disposal, overall_result, conclusion,
                fields_sealed, digest, receipt_number, submission_event, document_id, submitted_at, submitted_by,
                source, form_versions, rights_told, disposal_note, chosen_conclusion, not_inspectable_reason,
                not_inspectable_text, refusal_reason, refusal_witness, refusal_witness_unit, submitter_name)
            SELECT id, round, basics_sealed, answers, disposal, overall_result, conclusion, fields_sealed, digest, receipt_number, submission_event,
                document_id, submitted_at, submitted_by, source, form_versions, rights_told, disposal_note, chosen_conclusion,
                not_inspectable_reason, not_inspectable_text, refusal_reason, refusal_witness, refusal_witness_unit,
                submitter_name
            FROM inspection WHERE id = \(visit)
            """)
        try Inspection.forget(visit, in: transaction)
        try transaction.execute("DELETE FROM inspection WHERE id = \(visit)")
    }

    /// - Parameter version: beyond every one of the rounds before, so that no page shows the same number for two contents.
    private func insertInspection(
        _ entry: Entry, version: Int, by actor: Actor, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        let subject = entry.subject
        func count(_ mark: AnswerMark) -> Int { result.answers.count { $0.answer == mark } }
        let review: ReviewStatus = subject.mode.hasResultReview && result.notInspectable == nil ? .pending : .unneeded
        let serial = try transaction.value(
            """
            INSERT INTO inspection (id, version, round, task_id, subject_id, subject_name, agency_id, source,
                form_versions, basics_sealed, answers, passed, failed, not_applicable, started_at, ended_at, rights_told,
                disposal, disposal_note, overall_result, conclusion, fields_sealed, not_inspectable_reason, not_inspectable_text, refusal_reason,
                refusal_witness, refusal_witness_unit, digest, receipt_number, submission_event, document_id,
                review_status, submitted_at, submitted_by, submitter_name, chosen_conclusion)
            VALUES (\(visit), \(version), \(entry.round), \(subject.task), \(subject.subject), \(subject.name), \(subject.agency),
                \(source), \(entry.form.versionBytes),
                \(try VisitBasics.seal(result.basics, of: visit, protection)),
                \(PackedAnswers.pack(result.answers.map(\.answer))), \(count(.pass)), \(count(.fail)),
                \(count(.notApplicable)), \(result.basics[.startedAt]), \(result.basics[.endedAt]),
                \(notice?.rightsTold ?? false), \(result.disposal?.disposal), \(result.disposal?.note ?? ""),
                \(result.overall), \(entry.form.conclusion(of: result)), \(try FilledFields.seal(result.fields, of: visit, protection)), \(result.notInspectable?.reason), \(result.notInspectable?.text ?? ""),
                \(refusal?.reason ?? ""), \(refusal?.witness ?? ""), \(refusal?.witnessUnit ?? ""),
                \(entry.receipt.digest.bytes), \(entry.receipt.number), \(event), \(entry.document), \(review),
                \(entry.receipt.at), \(actor.account), \(actor.name), \(result.conclusion))
            RETURNING serial
            """, as: Int64.self)
        guard let serial else { throw StorageError.broken("inspection took no row") }
        try InspectionWords(
            subject: subject.name, officers: entry.officers.map { ($0.officer, $0.name) }, agency: subject.agency,
            mode: subject.mode, overall: result.overall, review: review, submittedOn: entry.receipt.at.beijingDate
        ).index(serial, in: transaction)
    }

    private func insertProblems(_ entry: Entry, in transaction: Transaction) throws {
        var number = 0
        for (answer, card) in zip(result.answers, entry.form.cards) where answer.answer == .fail {
            number += 1
            try insert(
                ProblemRow(
                    id: InspectionProblem.ID(at: entry.receipt.at), number: number, content: card.point.id,
                    text: card.point.text, place: "", description: answer.note,
                    violated: card.point.violatedProvisions.map(\.text).joined(separator: "；"),
                    penalty: card.point.penaltyProvisions.map(\.text).joined(separator: "；")),
                answer.measures, entry.round, in: transaction)
        }
        for other in result.others {
            number += 1
            try insert(
                ProblemRow(
                    id: other.id, number: number, content: nil, text: "其他问题", place: other.place,
                    description: other.text, violated: other.provision, penalty: ""),
                other.measures, entry.round, in: transaction)
        }
    }

    private struct ProblemRow {
        let id: InspectionProblem.ID
        let number: Int
        let content: CheckPoint.ID?
        let text: String
        let place: String
        let description: String
        let violated: String
        let penalty: String
    }

    private func insert(_ row: ProblemRow, _ measures: [Measure], _ round: Int, in transaction: Transaction) throws {
        try transaction.later(
            """
            INSERT INTO inspection_problem (id, inspection_id, round, number, content_id, content, place, description,
                violated_provisions, penalty_provisions)
            VALUES (\(row.id), \(visit), \(round), \(row.number), \(row.content), \(row.text), \(row.place),
                \(row.description), \(row.violated), \(row.penalty))
            """)
        for measure in measures {
            try transaction.later(
                """
                INSERT INTO inspection_measure (problem_id, round, kind, amount, due_on)
                VALUES (\(row.id), \(round), \(measure.kind), \(measure.amount), \(measure.due))
                """)
        }
    }

    private func insertEvidence(_ entry: Entry, in transaction: Transaction) throws {
        var photos = result.answers.flatMap { answer in answer.photos.map { (key: answer.content, hash: $0) } }
        photos += result.others.flatMap { other in other.photos.map { (key: other.id.description, hash: $0) } }
        photos += result.notInspectable?.photos.map { (key: FieldEventKind.notInspectable.rawValue, hash: $0) } ?? []
        for (key, hash) in photos {
            guard let file = Digest(hex: hash) else { continue }
            let known = self.photos[key]?[hash]
            try transaction.later(
                """
                INSERT INTO evidence (inspection_id, round, hash, content, taken_at, latitude_e7, longitude_e7,
                    accuracy_m, device_id)
                VALUES (\(visit), \(entry.round), \(file.bytes), \(key), \(known?.takenAt), \(known?.latitudeE7),
                    \(known?.longitudeE7), \(known?.accuracyM), \(known?.device))
                """)
        }
    }
}

extension InspectedForm {
    /// The ids of the form versions one after another, as they stand with a result.
    var versionBytes: [UInt8] { versions.flatMap(\.bytes) }

    static func versions(_ bytes: [UInt8]) -> [CheckFormVersion.ID] {
        stride(from: 0, to: bytes.count, by: 16).compactMap { CheckFormVersion.ID(bytes: bytes[$0..<min($0 + 16, bytes.count)]) }
    }
}

extension VisitBasics {
    static func seal(_ basics: VisitBasics, of visit: TaskSubject.ID, _ protection: any FieldProtection) throws -> [UInt8] {
        try protection.seal(
            String(decoding: basics.json.canonical, as: UTF8.self), field: "inspection.basics", record: visit.bytes)
    }

    static func open(_ sealed: [UInt8], of visit: TaskSubject.ID, _ protection: any FieldProtection) throws -> VisitBasics {
        VisitBasics(try JSONReader.read(Array(
            try protection.open(sealed, field: "inspection.basics", record: visit.bytes).utf8)))
    }
}
