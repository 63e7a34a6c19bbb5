import Authority
import Cryptography
import Importing
import Ledger
import Library
import Paperwork
import Registry
import Storage
import Tasking
import Timekeeping

extension ResultSubmission {
    /// - Parameter material: a result is complete only when the vault has all its files (BEY-51).
    /// - Throws: `ResultRefused`, or `FieldConflict` where the phone can mend it by itself.
    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, material: any DocumentMaterial,
        in transaction: Transaction
    ) throws -> ResultReceipt {
        let subject = try TaskSubject.lock(visit, for: actor, in: transaction)
        let asked = try Ground(of: subject, in: transaction)
        let (officers, former) = (try asked.officers.all(), try asked.former.first())
        let lacking = subject.status == .awaitingOfficers ? try TaskSubject.agenciesWithoutOfficers(of: visit, in: transaction) : []
        try permit(standing(subject, officers, former, try asked.qualifications.all(), lacking, actor, at: now))
        let form = try InspectedForm.load(visit, of: subject.task, versions: try asked.versions.all(), in: transaction)
        let computed = result.digest(of: form)
        if let digest, digest != computed { throw FieldConflict.digest }
        try ResultCheck(
            form: form, officers: officers, result: result, notice: notice, signatures: signatures, refusal: refusal,
            conflicts: conflicts, now: now, material: material
        ).permit(digest: computed)
        let missing = files.filter { hash in Digest(hex: hash).map { !material.holds($0) } ?? true }.sorted()
        guard missing.isEmpty else { throw FieldConflict.filesMissing(missing) }

        let round = (former?.round ?? 0) + 1
        let receipt = ResultReceipt(number: receiptNumber(round, computed, at: now), at: now, digest: computed)
        let entry = Entry(
            subject: subject, form: form, officers: officers, round: round, receipt: receipt,
            document: try confirmRecord(
                subject, form, officers, former, asked, by: actor, at: now, protection: protection, material: material, in: transaction))
        try write(entry, former, by: actor, protection: protection, in: transaction)
        let moved = try subject.move(acts(from: subject.status), by: actor, at: now, in: transaction)
        try record(entry, by: actor, in: transaction)
        try Equipment.markInspected(try inspectedEquipment(subject, form, in: transaction), in: transaction)
        if moved.status.isFinished {
            try TaskSubject.recordResult(result.overall, of: visit, in: transaction)
            try VerificationReport.send(result.overall.label, of: moved, at: now, in: transaction)
        }
        if moved.status == .awaitingReview { try tellReviewers(of: moved, at: now, in: transaction) }
        return receipt
    }

    /// What is written, beside the result itself.
    struct Entry {
        let subject: TaskSubject
        let form: InspectedForm
        let officers: [VisitOfficer]
        let round: Int
        let receipt: ResultReceipt
        let document: EnforcementDocument.ID?
    }

    /// What the act looks at, asked for at once.
    struct Ground {
        let officers: Asked<VisitOfficer>
        let former: Asked<Former>
        let qualifications: Asked<OfficerQualification>
        let versions: Asked<CheckFormVersion.ID>
        let party: Asked<InspectedParty>
        let agencyName: Asked<String>

        init(of subject: TaskSubject, in transaction: Transaction) throws {
            officers = try TaskSubject.askOfficers(of: subject.id, in: transaction)
            former = try Former.ask(subject.id, in: transaction)
            qualifications = try OfficerQualification.ask(of: subject.id, in: transaction)
            versions = try InspectedForm.askVersions(for: subject.id, of: subject.task, in: transaction)
            party = try SubjectFacts.askParty(subject.id, in: transaction)
            agencyName = try SubjectFacts.askAgencyName(subject.agency, in: transaction)
        }
    }

    private func standing(
        _ subject: TaskSubject, _ officers: [VisitOfficer], _ former: Former?, _ qualifications: [OfficerQualification],
        _ lacking: [String], _ actor: Actor, at now: Instant
    ) -> Standing {
        Standing(
            status: subject.status, reviewStatus: former?.reviewStatus,
            isAssigned: officers.contains { $0.officer == actor.officer },
            lost: qualifications.filter { !$0.isValid(on: now.beijingDate) }.map(\.name), lacking: lacking)
    }

    /// What the answers speak of: pieces that are named, and those of the enterprise that an answered content is about.
    private func inspectedEquipment(
        _ subject: TaskSubject, _ form: InspectedForm, in transaction: Transaction
    ) throws -> [Equipment.ID] {
        guard result.notInspectable == nil else { return [] }
        let answered = zip(result.answers, form.cards).filter { $0.0.answer == .pass || $0.0.answer == .fail }
        let named = answered.compactMap { $0.0.equipment.flatMap { Equipment.ID($0) } }
        let asking = answered.map(\.1.point).filter { !$0.equipmentKinds.isEmpty }
        guard !asking.isEmpty else { return named }
        let workshops = try Workshop.all(of: subject.subject, in: transaction)
        return Set(named + asking.flatMap { $0.equipment(of: workshops).map(\.id) }).sorted()
    }

    /// Names the result by what it says: nobody waits for a counter, and the same number can't stand for two results.
    private func receiptNumber(_ round: Int, _ digest: Digest, at now: Instant) -> String {
        let seed = Digest.sha256(visit.bytes + [UInt8(truncatingIfNeeded: round)] + digest.bytes)
        return "HZ" + now.beijingDate.description.filter(\.isNumber) + seed.hex.prefix(10).uppercased()
    }

    private func record(_ entry: Entry, by actor: Actor, in transaction: Transaction) throws {
        try Fact(
            kind: InspectionFacts.submitted, actor: actor, at: entry.receipt.at, organization: entry.subject.agency,
            noun: "Inspection", record: visit.bytes,
            details: [
                FactDetail("总体结果", before: nil, after: result.overall.label),
                FactDetail("内容 SHA-256", before: nil, after: entry.receipt.digest.hex),
            ],
            values: ["subject": entry.subject.name, "result": result.overall.label, "receipt": entry.receipt.number]
        ).record(in: transaction)
    }

    private func tellReviewers(of subject: TaskSubject, at now: Instant, in transaction: Transaction) throws {
        try Message.send(
            to: try ResultReview.reviewers(of: subject.agency, in: transaction), kind: .approvalRequested,
            title: "检查结果待审核", text: "“\(subject.name)”的检查结果已提交，请审核", link: "/inspections/\(visit)", at: now,
            in: transaction)
    }
}
