import Authority
import Cryptography
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

extension InspectionFile {
    /// For whoever sees the agency's inspections, or was there.
    package static func load(
        _ id: TaskSubject.ID, for actor: Actor, protection: any FieldProtection, in transaction: Transaction
    ) throws -> InspectionFile {
        let subject = try visible(id, to: actor, in: transaction)
        let inspection = try Inspection.find(id, protection: protection, in: transaction)
        let round = inspection?.round ?? 0
        let form = try inspection.map {
            try InspectedForm.load(id, of: subject.task, versions: $0.formVersions, in: transaction)
        } ?? InspectedForm.load(id, of: subject.task, in: transaction)
        return InspectionFile(
            subject: subject,
            taskName: try transaction.value("SELECT name FROM inspection_task WHERE id = \(subject.task)") ?? "",
            agencyName: try SubjectFacts.agencyName(subject.agency, in: transaction),
            officers: try TaskSubject.officers(of: id, in: transaction), form: form, inspection: inspection,
            problems: try FoundProblem.of(id, round, in: transaction), evidence: try EvidenceFile.of(id, round, in: transaction),
            signatures: try SignatureFile.of(id, round, in: transaction), reviews: try ReviewLine.of(id, in: transaction),
            signed: try SignedResult.all(of: id, task: subject.task, protection: protection, in: transaction),
            origin: try TaskOrigin.find(of: subject.task, in: transaction), verifications: try VerificationLine.all(of: id, in: transaction))
    }

    /// - Throws: `NotFound` for everybody outside the scope who was not an officer of the visit.
    package static func visible(_ id: TaskSubject.ID, to actor: Actor, in transaction: Transaction) throws -> TaskSubject {
        if let officer = actor.officer, let line = try TaskSubject.visit(id, of: officer, in: transaction) { return line.subject }
        return try TaskSubject.load(id, scope: actor.scope, in: transaction)
    }

    /// Whether a file belongs to this visit: what is asked for by hash is given out only as part of a visible visit.
    package static func holds(_ file: Digest, _ id: TaskSubject.ID, in transaction: Transaction) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM evidence WHERE inspection_id = \(id) AND hash = \(file.bytes)
            UNION ALL SELECT 1 FROM handwritten_signature WHERE inspection_id = \(id) AND hash = \(file.bytes)
            """, as: Int.self) != nil
    }
}

extension Inspection {
    static func find(
        _ id: TaskSubject.ID, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Inspection? {
        try transaction.first(
            """
            SELECT version, round, source, basics_sealed, answers, rights_told, disposal, disposal_note, overall_result, conclusion, fields_sealed,
                not_inspectable_reason, not_inspectable_text, refusal_reason, refusal_witness, refusal_witness_unit,
                digest, receipt_number, document_id, review_status, submitted_at, submitter_name, form_versions
            FROM inspection WHERE id = \(id)
            """
        ) { row in
            Inspection(
                id: id, version: try row.next(), round: try row.next(), source: try row.next(),
                basics: try VisitBasics.open(try row.next(), of: id, protection),
                answers: PackedAnswers.unpack(try row.next()) ?? [], rightsTold: try row.next(), disposal: try row.next(),
                disposalNote: try row.next(), overall: try row.next(),
                conclusion: try row.next(), fields: try FilledFields.open(try row.next(), of: id, protection),
                notInspectable: (reason: try row.next(), text: try row.next()),
                refusal: SigningRefusal(
                    reason: try row.next(), witness: try row.next(), witnessUnit: try row.next(), digest: nil),
                digest: try Digest.read(&row), receiptNumber: try row.next(), document: try row.next(),
                reviewStatus: try row.next(), submittedAt: try row.next(), submitterName: try row.next(),
                formVersions: InspectedForm.versions(try row.next()))
        }
    }
}

extension FoundProblem {
    static func of(_ id: TaskSubject.ID, _ round: Int, in transaction: Transaction) throws -> [FoundProblem] {
        var measures: [InspectionProblem.ID: [Measure]] = [:]
        try transaction.forEach(
            """
            SELECT m.problem_id, m.kind, m.amount, m.due_on FROM inspection_measure m
                JOIN inspection_problem p ON p.id = m.problem_id AND p.round = m.round
            WHERE p.inspection_id = \(id) AND p.round = \(round) ORDER BY m.kind
            """
        ) { row in
            measures[try row.next(), default: []].append(
                Measure(try row.next(), amount: try row.next(), due: try row.next()))
        }
        return try transaction.all(
            """
            SELECT id, number, content_id, content, place, description, violated_provisions, penalty_provisions
            FROM inspection_problem WHERE inspection_id = \(id) AND round = \(round) ORDER BY number
            """
        ) { row in
            let id: InspectionProblem.ID = try row.next()
            return FoundProblem(
                id: id, number: try row.next(), contentID: try row.next(), content: try row.next(), place: try row.next(),
                description: try row.next(), violated: try row.next(), penalty: try row.next(),
                measures: measures[id] ?? [])
        }
    }
}

extension EvidenceFile {
    static func of(_ id: TaskSubject.ID, _ round: Int, in transaction: Transaction) throws -> [EvidenceFile] {
        try transaction.all(
            """
            SELECT hash, content, taken_at, latitude_e7, longitude_e7, accuracy_m FROM evidence
            WHERE inspection_id = \(id) AND round = \(round) ORDER BY serial
            """
        ) { row in
            EvidenceFile(
                hash: try Digest.read(&row), key: try row.next(), takenAt: try row.next(), latitudeE7: try row.next(),
                longitudeE7: try row.next(), accuracyM: try row.next())
        }
    }
}

extension SignatureFile {
    static func of(_ id: TaskSubject.ID, _ round: Int, in transaction: Transaction) throws -> [SignatureFile] {
        try transaction.all(
            """
            SELECT signer, name, hash, signed_at FROM handwritten_signature
            WHERE inspection_id = \(id) AND round = \(round) ORDER BY signed_at, signer
            """
        ) { row in
            SignatureFile(signer: try row.next(), name: try row.next(), hash: try Digest.read(&row), at: try row.next())
        }
    }
}

extension ReviewLine {
    static func of(_ id: TaskSubject.ID, in transaction: Transaction) throws -> [ReviewLine] {
        try transaction.all(
            """
            SELECT round, decision, reason, reviewer_name, reviewed_at FROM result_review
            WHERE inspection_id = \(id) ORDER BY round
            """
        ) { row in
            ReviewLine(
                round: try row.next(), decision: try row.next(), reason: try row.next(), reviewer: try row.next(),
                at: try row.next())
        }
    }
}
