import Cryptography
import Library
import Paperwork
import Tasking
import Timekeeping

/// Whether a result may be submitted; pure. The order of the questions is the order in which the phone asks them.
struct ResultCheck {
    let form: InspectedForm
    let officers: [VisitOfficer]
    let result: VisitResult
    let notice: NoticeGiven?
    let signatures: [String: GivenSignature]
    let refusal: SigningRefusal?
    /// Keys of contents that two officers answered differently.
    let conflicts: [String]
    let now: Instant
    let material: any DocumentMaterial

    /// Clocks of two machines differ by this much.
    private static let clockSlack: Int64 = 5 * 60
    /// No administrative fine is larger, in fen: a hundred million yuan.
    private static let greatestFine: Int64 = 10_000_000_000

    func permit(digest: Digest) throws(ResultRefused) {
        try permitBasics()
        guard notice?.certificatesShown == true else { throw .noticeMissing }
        if let declared = result.notInspectable {
            guard declared.reason != nil, !isBlank(declared.text) else { throw .reasonMissing }
            guard !declared.photos.isEmpty else { throw .evidenceMissing }
        } else {
            try permitFields()
            try permitAnswers()
            try permitDisposal()
        }
        try permitConclusion()
        try permitPrinting()
        try permitSignatures(digest)
    }

    /// INSP-07
    private func permitBasics() throws(ResultRefused) {
        for field in VisitBasics.Field.allCases where field.isRequired && result.basics.isBlank(field) { throw .missing(field) }
        for field in [VisitBasics.Field.startedAt, .endedAt] where result.basics.instant(field) == nil { throw .missing(field) }
        if result.basics.endsBeforeStart { throw .endsBeforeStart }
        let latest = now.advanced(seconds: Self.clockSlack)
        for field in [VisitBasics.Field.startedAt, .endedAt] {
            if let time = result.basics.instant(field), time > latest { throw .inFuture(field) }
        }
        if let start = result.basics.instant(.startedAt), start < now.advanced(days: -366) { throw .longAgo }
        if result.basics.experts.count > 3 { throw .tooManyExperts }
    }

    /// INSP-10, INSP-11
    private func permitAnswers() throws(ResultRefused) {
        guard result.answers.map(\.content) == form.cards.map(\.content) else { throw .unknownContent }
        let open = result.answers.count { $0.answer == nil }
        if open > 0 { throw .unanswered(open) }
        for (index, answer) in result.answers.enumerated() where answer.answer == .fail {
            let place = "第\(index + 1)项"
            if isBlank(answer.note) { throw .noteMissing(place) }
            try permit(answer.measures, place)
        }
        for (index, other) in result.others.enumerated() {
            let place = "其他问题\(index + 1)"
            if isBlank(other.text) { throw .noteMissing(place) }
            try permit(other.measures, place)
        }
        if let key = conflicts.first {
            throw .conflict((form.cards.firstIndex { $0.content == key } ?? 0) + 1)
        }
    }

    private func permit(_ measures: [Measure], _ place: String) throws(ResultRefused) {
        if measures.isEmpty { throw .measureMissing(place) }
        for measure in measures {
            guard form.template.measures.contains(measure.kind) else { throw .measureUnsuitable(place) }
            switch measure.kind {
            case .fine:
                if measure.amount ?? 0 <= 0 { throw .amountMissing(place) }
                if measure.amount ?? 0 > Self.greatestFine { throw .amountTooLarge(place) }
            case .rectification:
                guard let due = measure.due else { throw .dueMissing(place) }
                if due < result.basics[.startedAt].prefix(10) { throw .dueBeforeVisit(place) }
            case .warning, .suspension: break
            }
        }
    }

    /// INSP-18
    private func permitDisposal() throws(ResultRefused) {
        guard let chosen = result.disposal?.disposal else { throw .disposalMissing }
        if chosen.supposesProblem != result.hasProblem || !form.template.disposals.contains(chosen) { throw .disposalUnsuitable }
    }

    /// ITEM-22: the conclusion is one of the template's for what was found, and explained where the template wants it.
    private func permitConclusion() throws(ResultRefused) {
        guard form.template.conclusion(result.conclusion, of: result.overall) != nil else {
            throw result.conclusion.isEmpty ? .conclusionMissing : .conclusionUnsuitable
        }
        guard result.notInspectable == nil else { return }
        if form.template.explaining.isRequired(result.hasProblem), isBlank(result.disposal?.note ?? "") {
            throw .explanationMissing(form.template.explanationLabel)
        }
    }

    /// TASK-17: the form's own fields; where nothing could be inspected they may stay empty.
    private func permitFields() throws(ResultRefused) {
        guard result.fields.map(\.field) == form.fields.map(\.id) else { throw .unknownContent }
        for (field, given) in zip(form.fields, result.fields) {
            if isBlank(given.value) {
                if field.isRequired { throw .fieldMissing(field.label) }
                continue
            }
            let isSound = switch field.kind {
            case .text: true
            case .number: given.value.wholeMatch(of: /-?[0-9]{1,12}(\.[0-9]{1,4})?/) != nil
            case .date: CalendarDate(given.value) != nil
            }
            if !isSound { throw .fieldUnsuitable(field.label, field.kind) }
        }
    }

    /// What somebody wrote, by the names of the fields (DOC-15): the phone asks the same before anybody signs.
    private func permitPrinting() throws(ResultRefused) {
        for field in VisitBasics.Field.allCases { try permitPrinting(field.label, result.basics[field]) }
        for (field, given) in zip(form.fields, result.fields) { try permitPrinting(field.label, given.value) }
        for (index, answer) in result.answers.enumerated() { try permitPrinting("第\(index + 1)项的问题描述", answer.note) }
        for (index, other) in result.others.enumerated() {
            let place = "其他问题\(index + 1)"
            try permitPrinting(place + "的问题描述", other.text)
            try permitPrinting(place + "的设备或场所", other.place)
            try permitPrinting(place + "违反的规定", other.provision)
        }
        try permitPrinting(form.template.explanationLabel, result.disposal?.note ?? "")
        try permitPrinting("情况说明", result.notInspectable?.text ?? "")
        for name in signatures.values.map(\.name).sorted() { try permitPrinting("签名人姓名", name) }
        guard let refusal else { return }
        try permitPrinting("拒绝签名的理由", refusal.reason)
        try permitPrinting("见证人姓名", refusal.witness)
        try permitPrinting("见证人单位或身份", refusal.witnessUnit)
    }

    private func permitPrinting(_ label: String, _ text: String) throws(ResultRefused) {
        if let scalar = material.firstUnprintable(in: text) { throw .unprintable(label, scalar) }
    }

    /// INSP-20: everybody signed the very result that is submitted.
    private func permitSignatures(_ digest: Digest) throws(ResultRefused) {
        if officers.count < 2 { throw .tooFewOfficers }
        var signers = officers.map { (key: $0.officer.description, name: $0.name) }
        if result.notInspectable == nil {
            signers += form.template.signers.map { (key: $0.rawValue, name: $0.label) }
            if refusal == nil { signers.append((key: GivenSignature.principal, name: "被检查单位现场负责人")) }
        }
        for signer in signers { try permitSignature(signer.key, signer.name, digest) }
        try permitOwnHands(signers)
        if result.notInspectable == nil, let refusal { try permit(refusal, digest) }
    }

    private func permit(_ refusal: SigningRefusal, _ digest: Digest) throws(ResultRefused) {
        if isBlank(refusal.reason) { throw .refusalReasonMissing }
        if isBlank(refusal.witness) { throw .witnessMissing }
        if let told = refusal.digest, told != digest { throw .refusalVoid }
    }

    private func permitSignature(_ signer: String, _ name: String, _ digest: Digest) throws(ResultRefused) {
        guard let signature = signatures[signer] else { throw .signatureMissing(name) }
        if let signed = signature.digest, signed != digest { throw .signatureVoid(name) }
        // a day for clocks that are wrong; nobody signs a visit long before it began
        if let start = result.basics.instant(.startedAt), Instant(milliseconds: signature.at) < start.advanced(days: -1) {
            throw .signatureEarly(name)
        }
        // a file that is still on its way is asked for later
        guard let file = Digest(hex: signature.file), material.holds(file) else { return }
        if !material.isSignature(file) { throw .signatureBlank(name) }
    }

    /// A picture is the hand of one person.
    private func permitOwnHands(_ signers: [(key: String, name: String)]) throws(ResultRefused) {
        var hands: [Digest: String] = [:]
        for signer in signers {
            guard let file = signatures[signer.key].flatMap({ Digest(hex: $0.file) }) else { continue }
            if let other = hands.updateValue(signer.name, forKey: file) { throw .signatureShared(signer.name, other) }
        }
    }

    private func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
