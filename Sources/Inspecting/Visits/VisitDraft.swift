import Cryptography
import Storage
import Timekeeping

/// What the events of a visit add up to; the same events in any order give the same draft (ADR 0002).
package struct VisitDraft: Sendable {
    package private(set) var basics: VisitBasics
    package private(set) var notice: NoticeGiven?
    package private(set) var conclusion = ""
    package private(set) var disposal: VisitResult.DisposalChoice?
    package private(set) var notInspectable: VisitResult.NotInspectable?
    package private(set) var signatures: [String: GivenSignature] = [:]
    package private(set) var refusal: SigningRefusal?
    /// The last event that asks for submission.
    package private(set) var submitted: FieldEvent.ID?
    private var fields: [String: String] = [:]
    private var entries: [String: Entry] = [:]
    private var others: [InspectionProblem.ID: OtherProblem] = [:]
    private var lastAnswers: [String: [FieldDevice.ID: LastAnswer]] = [:]

    struct Entry: Sendable {
        var answer: AnswerMark?
        var note = ""
        var measures: [MeasureKind: Measure] = [:]
        var photos: [String: EvidencePhoto] = [:]

        var sortedMeasures: [Measure] {
            measures.values.sorted { $0.kind.rawValue < $1.kind.rawValue }
        }
        var sortedPhotos: [String] { photos.keys.sorted() }
    }

    private struct LastAnswer {
        let event: FieldEvent.ID
        let answer: AnswerMark
    }

    /// - Parameter basics: the values the package came with.
    package init(_ basics: VisitBasics, _ events: [FieldEvent]) {
        self.basics = basics
        for event in events.merged { apply(event) }
    }

    /// `content`, or `content/equipment`.
    static func key(_ payload: JSONValue) -> String {
        let content = payload["content"]?.text ?? ""
        return payload["equipment"]?.text.map { content + "/" + $0 } ?? content
    }

    /// Keys that two devices answered differently and nobody has settled yet.
    package var conflicts: [String] {
        lastAnswers.filter { Set($0.value.values.map(\.answer)).count > 1 }.keys.sorted()
    }

    /// What is known of the photos of each key.
    package var photos: [String: [String: EvidencePhoto]] { entries.mapValues(\.photos) }

    /// The result as it is signed. A note and measures count only where there is a problem.
    package func result(of form: InspectedForm) -> VisitResult {
        var result = VisitResult()
        result.basics = basics
        result.answers = notInspectable != nil ? [] : form.cards.map { card in
            var answer = CheckAnswer(card.content)
            let entry = entries[card.content] ?? Entry()
            answer.answer = entry.answer
            if entry.answer == .fail { (answer.note, answer.measures) = (entry.note, entry.sortedMeasures) }
            answer.photos = entry.sortedPhotos
            return answer
        }
        result.others = others.values.sorted { $0.id < $1.id }.map { other in
            var other = other
            let entry = entries[other.id.description] ?? Entry()
            (other.measures, other.photos) = (entry.sortedMeasures, entry.sortedPhotos)
            return other
        }
        result.fields = form.fields.map { .init($0.id, fields[$0.id.description] ?? "") }
        result.conclusion = conclusion
        result.disposal = disposal
        if var declared = notInspectable {
            declared.photos = entries[FieldEventKind.notInspectable.rawValue]?.sortedPhotos ?? []
            result.notInspectable = declared
        }
        return result
    }

    private mutating func apply(_ event: FieldEvent) {
        guard let kind = FieldEventKind(rawValue: event.kind) else { return }
        let payload = event.payload
        func text(_ key: String) -> String { payload[key]?.text ?? "" }
        let key = Self.key(payload)
        switch kind {
        case .basicsChanged:
            if let field = VisitBasics.Field(rawValue: text("field")) { basics[field] = text("value") }
        case .noticeGiven:
            notice = NoticeGiven(
                certificatesShown: payload["certificatesShown"]?.flag ?? false, rightsTold: payload["rightsTold"]?.flag ?? false)
        case .answered: answer(event, key)
        case .noted: entries[key, default: Entry()].note = text("text")
        case .measureSet: setMeasure(payload, key)
        case .photoAdded: entries[key, default: Entry()].photos[text("sha256")] = EvidencePhoto(payload, of: event)
        case .photoRemoved: entries[key]?.photos[text("sha256")] = nil
        case .otherProblemSet:
            guard let id = InspectionProblem.ID(text("problem")) else { return }
            others[id] = OtherProblem(id: id, text: text("text"), place: text("place"), provision: text("provision"))
        case .otherProblemRemoved: InspectionProblem.ID(text("problem")).map { others[$0] = nil }
        case .fieldFilled: fields[text("field")] = text("value")
        case .concluded: conclusion = text("conclusion")
        case .disposalSet: disposal = .init(disposal: Disposal(rawValue: text("disposal")), note: text("note"))
        case .notInspectable:
            notInspectable = payload["on"]?.flag == true
                ? .init(reason: NotInspectableReason(rawValue: text("reason")), text: text("text")) : nil
        case .signed:
            signatures[text("signer")] = GivenSignature(
                name: text("name"), file: text("sha256"), digest: Digest(hex: text("digest")), at: event.at)
            if text("signer") == GivenSignature.principal { refusal = nil }
        case .refusedToSign:
            refusal = SigningRefusal(
                reason: text("reason"), witness: text("witness"), witnessUnit: text("witnessUnit"),
                digest: Digest(hex: text("digest")))
            signatures[GivenSignature.principal] = nil
        case .submitted: submitted = event.id
        }
    }

    private mutating func answer(_ event: FieldEvent, _ key: String) {
        guard let mark = event.payload["answer"]?.text.flatMap(AnswerMark.init) else { return }
        entries[key, default: Entry()].answer = mark
        let settled = Set((event.payload["settles"]?.list ?? []).compactMap { $0.text.flatMap(FieldEvent.ID.init) })
        var lasts = (lastAnswers[key] ?? [:]).filter { !settled.contains($0.value.event) }
        lasts[event.device] = LastAnswer(event: event.id, answer: mark)
        lastAnswers[key] = lasts
    }

    private mutating func setMeasure(_ payload: JSONValue, _ key: String) {
        guard let kind = payload["kind"]?.text.flatMap(MeasureKind.init) else { return }
        entries[key, default: Entry()].measures[kind] = payload["on"]?.flag == true
            ? Measure(kind, amount: payload["amountFen"]?.integer, due: payload["due"]?.text) : nil
    }
}

/// 亮证告知
package struct NoticeGiven: Sendable, Equatable {
    package let certificatesShown: Bool
    package let rightsTold: Bool

    package init(certificatesShown: Bool, rightsTold: Bool) {
        (self.certificatesShown, self.rightsTold) = (certificatesShown, rightsTold)
    }
}

/// A signature by hand on the screen (INSP-20); `digest` is that of the result the signer saw.
package struct GivenSignature: Sendable, Equatable {
    /// The signer who is no officer: the on-site principal of the inspected unit.
    package static let principal = "principal"

    package let name: String
    /// The hash of the picture.
    package let file: String
    /// Nil where the signatures came together with the result, in one call.
    package let digest: Digest?
    package let at: Int64

    package init(name: String, file: String, digest: Digest?, at: Int64) {
        (self.name, self.file, self.digest, self.at) = (name, file, digest, at)
    }
}

/// The principal refuses to sign (INSP-20).
package struct SigningRefusal: Sendable, Equatable {
    package let reason: String
    package let witness: String
    package let witnessUnit: String
    package let digest: Digest?

    package init(reason: String, witness: String, witnessUnit: String, digest: Digest?) {
        (self.reason, self.witness, self.witnessUnit, self.digest) = (reason, witness, witnessUnit, digest)
    }
}

/// What is known of a photo from the moment it was taken (BEY-41).
package struct EvidencePhoto: Sendable, Equatable {
    package let type: String
    package let bytes: Int64
    package let takenAt: Int64
    package let latitudeE7: Int64?
    package let longitudeE7: Int64?
    package let accuracyM: Int64?
    package let device: FieldDevice.ID

    init(_ payload: JSONValue, of event: FieldEvent) {
        type = payload["type"]?.text ?? ""
        bytes = payload["bytes"]?.integer ?? 0
        takenAt = payload["takenAt"]?.integer ?? event.at
        latitudeE7 = payload["place"]?["latitudeE7"]?.integer
        longitudeE7 = payload["place"]?["longitudeE7"]?.integer
        accuracyM = payload["place"]?["accuracyM"]?.integer
        device = event.device
    }
}

extension EvidencePhoto {
    /// “2026-03-02 09:10　30.2741, 120.1551（±12米）”; a phone's clock that runs ahead is not believed.
    func words(before now: Instant) -> String {
        let time = Instant(milliseconds: min(takenAt, now.milliseconds)).beijingText
        guard let latitudeE7, let longitudeE7 else { return time }
        return "\(time)　\(Self.degrees(latitudeE7)), \(Self.degrees(longitudeE7))（±\(accuracyM ?? 0)米）"
    }

    private static func degrees(_ e7: Int64) -> String { "\(Double(e7 / 100) / 100_000)" }
}
