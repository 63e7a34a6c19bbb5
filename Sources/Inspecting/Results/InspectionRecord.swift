import Authority
import Paperwork
import Storage
import Tasking
import Timekeeping

extension ResultSubmission {
    /// Confirms the document 现场检查记录 (DOC-08, DOC-11) in the transaction of the result. A record of a round that
    /// was returned is voided first; it keeps its number (DOC-05). Where nothing could be inspected nobody of the unit
    /// was there to be told, and the result with its evidence is the record (INSP-14).
    func confirmRecord(
        _ subject: TaskSubject, _ form: InspectedForm, _ officers: [VisitOfficer], _ former: Former?, _ asked: Ground, by actor: Actor,
        at now: Instant, protection: any FieldProtection, material: any DocumentMaterial, in transaction: Transaction
    ) throws -> EnforcementDocument.ID? {
        if let earlier = former?.document {
            let document = try EnforcementDocument.load(earlier, in: transaction)
            try DocumentVoiding(of: earlier, version: document.version, reason: "检查结果审核不通过，重新录入")
                .make(by: actor, at: now, in: transaction)
        }
        guard result.notInspectable == nil else { return nil }
        let content = InspectionRecordContent.of(
            self, form, officers, party: try asked.party.first() ?? .unit, agency: try asked.agencyName.first() ?? "", at: now)
        return try DocumentConfirmation(.inspectionRecord(content), of: subject.agency, in: DocumentMatter("Inspection", visit))
            .make(by: actor, at: now, protection: protection, material: material, in: transaction)
    }
}

extension InspectionRecordContent {
    fileprivate static func of(
        _ submission: ResultSubmission, _ form: InspectedForm, _ officers: [VisitOfficer], party: InspectedParty, agency: String, at now: Instant
    ) -> InspectionRecordContent {
        let (result, basics) = (submission.result, submission.result.basics)
        func signed(_ signer: String) -> Signed? {
            submission.signatures[signer].map { Signed(name: $0.name, image: $0.file, at: Instant(milliseconds: submission.signedAt($0, now: now))) }
        }
        var record = InspectionRecordContent(
            agency: agency, unit: basics[.unit], contact: basics[.principal], telephone: basics[.phone], place: basics[.place],
            startedAt: basics.instant(.startedAt) ?? now, endedAt: basics.instant(.endedAt) ?? now,
            officers: officers.map { Officer(name: $0.name, certificateNumber: $0.certificateNumber) },
            certificatesPresented: submission.notice?.certificatesShown ?? false, items: items(result, form),
            problems: problems(result, form), disposal: disposal(result),
            officerSignatures: officers.compactMap { officer in
                signed(officer.officer.description).map { Signed(name: officer.name, image: $0.image, at: $0.at) }
            },
            principalSignature: principal(submission, signed))
        record.party = party
        record.fields = form.filled(result.fields).map { NamedValue(label: $0.label, value: $0.value) }
        record.conclusion = form.conclusion(of: result)
        record.otherSignatures = form.template.signers.compactMap { signer in
            signed(signer.rawValue).map { OtherSignature(role: signer.label, signed: $0) }
        }
        record.photos = photos(submission, form, at: now)
        record.address = basics[.address]
        record.position = basics[.principalTitle]
        return record
    }

    /// Every photo of the result with what it belongs to, in the words and numbers of the record, and what is known of its
    /// taking (BEY-41).
    private static func photos(_ submission: ResultSubmission, _ form: InspectedForm, at now: Instant) -> [EvidencePhoto] {
        func captioned(_ hash: String, _ place: String, _ key: String) -> EvidencePhoto {
            let words = submission.photos[key]?[hash]?.words(before: now) ?? ""
            return EvidencePhoto(image: hash, caption: words.isEmpty ? place : place + "　" + words)
        }
        var photos: [EvidencePhoto] = []
        var problem = 0
        for (answer, card) in zip(submission.result.answers, form.cards) {
            if answer.answer == .fail { problem += 1 }
            let place = answer.answer == .fail ? "问题\(problem)" : shortened(card.point.text)
            photos += answer.photos.map { captioned($0, place, answer.content) }
        }
        for other in submission.result.others {
            problem += 1
            photos += other.photos.map { captioned($0, "问题\(problem)", other.id.description) }
        }
        return photos
    }

    /// The beginning of a check content, below a photo.
    private static func shortened(_ text: String) -> String { text.count > 24 ? String(text.prefix(23)) + "…" : text }

    /// One line a check item of the form.
    private static func items(_ result: VisitResult, _ form: InspectedForm) -> [ItemResult] {
        let answers = Dictionary(result.answers.map { ($0.content, $0.answer) }) { first, _ in first }
        return form.groups.map { group in
            let marks = group.points.compactMap { answers[$0.id.description] ?? nil }
            let failed = marks.count { $0 == .fail }
            let words = failed > 0 ? RecordSentence.itemFailed.with(["count": "\(failed)"])
                : marks.contains(.pass) ? RecordSentence.itemPassed.template : form.scale.notApplicable
            return ItemResult(item: group.name, result: words, remark: RecordSentence.itemCount.with(["count": "\(marks.count)"]))
        }
    }

    private static func problems(_ result: VisitResult, _ form: InspectedForm) -> [Problem] {
        zip(result.answers, form.cards).filter { $0.0.answer == .fail }.map { answer, card in
            Problem(
                text: "\(card.point.text)：\(answer.note)",
                violatedProvision: card.point.violatedProvisions.map(\.text).joined(separator: "、"))
        } + result.others.map { other in
            Problem(text: other.place.isEmpty ? other.text : "\(other.place)：\(other.text)", violatedProvision: other.provision)
        }
    }

    /// Sentences: the disposal, the officers' words, and what was ordered for each problem by its number.
    private static func disposal(_ result: VisitResult) -> String {
        let measures = result.answers.filter { $0.answer == .fail }.map(\.measures) + result.others.map(\.measures)
        let ordered = zip(1..., measures).filter { !$1.isEmpty }.map { number, measures in
            RecordSentence.measuresOfProblem.with(["number": "\(number)", "measures": measures.map(\.words).joined(separator: "、")])
        }
        let sentences = [
            result.disposal?.disposal?.label ?? "", result.disposal?.note ?? "",
            ordered.isEmpty ? "" : RecordSentence.measures.with(["measures": ordered.joined(separator: "；")]),
        ]
        return sentences.filter { !$0.isEmpty }.map { $0.hasSuffix("。") ? $0 : $0 + "。" }.joined()
    }

    private static func principal(_ submission: ResultSubmission, _ signed: (String) -> Signed?) -> PrincipalSignature {
        if let refusal = submission.refusal {
            let unit = refusal.witnessUnit.isEmpty ? "" : "（\(refusal.witnessUnit)）"
            return .refused(reason: refusal.reason, witness: refusal.witness + unit, witnessSignature: nil)
        }
        return signed(GivenSignature.principal).map { .signed($0) } ?? .onPaper
    }
}

extension Measure {
    /// As the order reads, with its term or amount (INSP-11).
    fileprivate var words: String {
        switch kind {
        case .warning, .suspension: kind.ordered
        case .fine: kind.ordered + "\(yuan)元"
        case .rectification: kind.ordered + (due.flatMap { CalendarDate($0) }.map { "（\($0.chinese)前）" } ?? "")
        }
    }

    private var yuan: String {
        let (whole, rest) = (amount ?? 0).quotientAndRemainder(dividingBy: 100)
        return rest == 0 ? "\(whole)" : "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
