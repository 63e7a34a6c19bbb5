import Authority
import Doors
import Inspecting
import Ledger
import Library
import Registry
import Tasking
import Timekeeping

/// A line of the lists of results.
package struct InspectionRow: Codable, Sendable {
    package let id: String
    package let version: Int
    package let round: Int
    package let subjectName: String
    package let taskName: String
    package let mode: String
    package let agency: String
    package let officers: String
    package let time: String
    package let source: String
    package let result: String
    package let isProblem: Bool
    package let review: String
    package let isPending: Bool
    let isReturned: Bool

    package init(_ line: InspectionLine) {
        id = line.id.description
        (version, round) = (line.version, line.round)
        subjectName = line.subjectName
        taskName = line.taskName
        mode = line.mode.label
        agency = line.agencyName
        officers = line.officers.map(\.name).joined(separator: "、")
        time = line.endedAt.replacing("T", with: " ")
        source = line.source.label
        result = line.overall.label
        isProblem = line.overall == .problem
        review = line.reviewStatus == .unneeded ? line.status.label : line.reviewStatus.label
        isPending = line.reviewStatus == .pending
        isReturned = line.reviewStatus == .returned
    }
}

/// One visit with its result.
package struct InspectionDetail: Codable, Sendable {
    package struct Field: Codable, Sendable {
        package let label: String
        package let value: String
    }

    package struct Answer: Codable, Sendable {
        package let number: Int
        package let group: String
        package let content: String
        package let answer: String
        package let isProblem: Bool
    }

    package struct Problem: Codable, Sendable {
        package let number: Int
        package let content: String
        package let description: String
        /// As in force on the day of the inspection.
        let bases: [CitationLink]
        package let measures: String
    }

    package struct Picture: Codable, Sendable {
        let src: String
        package let caption: String
    }

    package struct Verification: Codable, Sendable {
        package let href: String
        package let number: String
        package let status: String
        package let words: String
    }

    package struct Event: Codable, Sendable {
        package let time: String
        package let words: String
    }

    package let id: String
    /// Of the result, and the how manieth entry it is; nothing before there is one.
    package let version: Int?
    package let round: Int?
    package let name: String
    package let status: String
    let isFinished: Bool
    let isSubmitted: Bool
    package let fields: [Field]
    package let answers: [Answer]
    package let problems: [Problem]
    let photos: [Picture]
    package let signatures: [Picture]
    /// Said where the principal refused to sign.
    package let refusal: String?
    package let documentHref: String?
    package let reviews: [Field]
    /// The inspection that this one verifies, and those that verify it (TASK-32).
    package let verified: String?
    package let verifications: [Verification]
    /// Where a 二次核查 is created; nil where the caller can't.
    let verifyHref: String?
    package let timeline: [Event]
    package let acts: [TaskSubjectAct]
    /// Why a reviewer can't decide on it, where it waits for a decision.
    let undecidable: String?

    package init(_ file: InspectionFile, facts: [FactLine], review: ResultReviewStanding, for actor: Actor) {
        let subject = file.subject
        id = subject.id.description
        version = file.inspection?.version
        round = file.inspection?.round
        name = subject.name
        status = subject.status.label
        isFinished = subject.status.isFinished
        isSubmitted = file.inspection != nil
        fields = Self.fields(file)
        answers = Self.answers(file)
        problems = file.problems.map { Self.problem($0, file) }
        let path = "/inspections/\(subject.id)/files/"
        photos = file.evidence.map { evidence in
            Picture(src: path + evidence.hash.hex, caption: Self.caption(evidence, file.form))
        }
        signatures = file.signatures.map { signature in
            let role = signature.signer == GivenSignature.principal
                ? "被检查单位现场负责人" : ResultTemplate.Signer(rawValue: signature.signer)?.label ?? "执法人员"
            return Picture(src: path + signature.hash.hex, caption: "\(role) \(signature.name) \(signature.at.beijingText)")
        }
        let refused = file.inspection?.refusal
        refusal = refused.flatMap { $0.witness.isEmpty ? nil : "拒绝签名：\($0.reason)　见证人：\($0.witness)　\($0.witnessUnit)" }
        documentHref = file.inspection?.document.map { "/documents/\($0)/pdf" }
        reviews = file.reviews.map { review in
            let returned = review.decision == .returned ? Self.compared(file.signed.first { $0.round == review.round }) : ""
            return Field(
                label: "第\(review.round)次审核 \(review.decision.label)",
                value: [review.reviewer, review.at.beijingText, review.reason, returned].filter { !$0.isEmpty }.joined(separator: "　"))
        }
        verified = file.origin?.visit.map { "/inspections/\($0)" }
        verifications = file.verifications.map { line in
            Verification(
                href: "/inspections/\(line.visit)", number: line.number,
                status: [line.status.label, line.finishedOn?.description ?? ""].filter { !$0.isEmpty }.joined(separator: "　"), words: line.words)
        }
        let verifies = subject.status == .completed && subject.agency == actor.organization && actor.may(.makeTasks)
        verifyHref = verifies ? "/inspections/\(subject.id)/verification" : nil
        timeline = facts.map { Event(time: $0.at.beijingText, words: $0.words) }
        acts = review.offers
        undecidable = subject.status == .awaitingReview ? review.refusal(of: .approveResult)?.message : nil
    }

    /// What is stored, against what was signed (INSP-20).
    private static func compared(_ signed: SignedResult?) -> String {
        guard let signed, let isAsSigned = signed.isAsSigned else { return "" }
        let receipt = "回执\(signed.receiptNumber)"
        return isAsSigned ? "与签名时的内容一致（\(receipt)）" : "与签名时的内容不一致，请报告安全管理员（\(receipt)）"
    }

    private static func fields(_ file: InspectionFile) -> [Field] {
        var fields = [
            Field(label: "检查任务", value: file.taskName), Field(label: "检查模式", value: file.subject.mode.label),
            Field(label: "检查机构", value: file.agencyName),
            Field(label: "执法人员", value: file.officers.map { "\($0.name)（\($0.certificateNumber)）" }.joined(separator: "、")),
            Field(label: "统一社会信用代码", value: file.subject.code),
        ]
        if let origin = file.origin {
            fields.append(Field(label: "检查来源", value: [origin.kind.label, origin.number, origin.words].filter { !$0.isEmpty }.joined(separator: "　")))
        }
        guard let inspection = file.inspection else { return fields }
        fields += VisitBasics.Field.allCases.map { field in
            let value = inspection.basics[field]
            let shown: String =
                switch field {
                case .phone: Telephone.masked(value)
                case .joint: value == "yes" ? "是" : "否"
                case .startedAt, .endedAt: value.replacing("T", with: " ")
                case .unit, .principal, .principalTitle, .address, .place, .experts: value
                }
            return Field(label: field.label, value: shown)
        }
        fields += [
            Field(label: "总体结果", value: inspection.overall.label),
            Field(label: "检查结论", value: inspection.conclusion),
            Field(label: "合格", value: inspection.overall == .notInspectable ? "—" : inspection.isQualified ? "合格" : "不合格"),
            Field(label: "合格率", value: inspection.passRate.map { "\($0)%" } ?? "—"),
            Field(label: "处置方式", value: inspection.disposal?.label ?? "—"),
            Field(label: "处置说明", value: inspection.disposalNote), Field(label: "数据来源", value: inspection.source.label),
            Field(label: "内容核对", value: Self.compared(file.signed.first)),
            Field(label: "提交", value: "\(inspection.submitterName) \(inspection.submittedAt.beijingText)"),
            Field(label: "回执编号", value: inspection.receiptNumber),
            Field(label: "内容 SHA-256", value: inspection.digest.hex),
            Field(label: "审核", value: inspection.reviewStatus.label),
        ]
        fields += file.form.filled(inspection.fields).map { Field(label: $0.label, value: $0.value) }
        if let reason = inspection.notInspectable.reason {
            fields.append(Field(label: "无法开展检查的原因", value: "\(reason.label)。\(inspection.notInspectable.text)"))
        }
        return fields
    }

    private static func answers(_ file: InspectionFile) -> [Answer] {
        guard let inspection = file.inspection else { return [] }
        return zip(file.form.cards, inspection.answers).enumerated().map { index, pair in
            let words: String =
                switch pair.1 {
                case .pass: file.form.scale.pass
                case .fail: file.form.scale.fail
                case .notApplicable: file.form.scale.notApplicable
                case nil: "未检查"
                }
            return Answer(
                number: index + 1, group: pair.0.group, content: pair.0.point.text, answer: words, isProblem: pair.1 == .fail)
        }
    }

    private static func problem(_ found: FoundProblem, _ file: InspectionFile) -> Problem {
        let measures = found.measures.map { measure in
            switch measure.kind {
            case .fine: "\(measure.kind.ordered)\(yuan(measure.amount ?? 0))元"
            case .rectification: "\(measure.kind.ordered)（\(measure.due ?? "")前）"
            case .warning, .suspension: measure.kind.ordered
            }
        }
        return Problem(
            number: found.number, content: found.place.isEmpty ? found.content : "\(found.content)（\(found.place)）",
            description: found.description, bases: bases(of: found, file),
            measures: measures.joined(separator: "、"))
    }

    /// What the form cites, as far as the record says the same.
    private static func bases(of found: FoundProblem, _ file: InspectionFile) -> [CitationLink] {
        let cited = file.form.cards.first { $0.point.text == found.content }.map {
            $0.point.violatedProvisions + $0.point.penaltyProvisions
        } ?? []
        let started = file.inspection.map { $0.basics[.startedAt].prefix(10) }
        let day = started.flatMap { CalendarDate(String($0)) } ?? file.inspection?.submittedAt.beijingDate
        let recorded = [found.violated, found.penalty].flatMap { $0.split(separator: "；").map(String.init) }
        return recorded.map { text in
            guard let day, let citation = cited.first(where: { $0.text == text }) else { return CitationLink(text) }
            return CitationLink(citation.text, href: citation.provision?.address(on: day))
        }
    }

    /// Fen as yuan.
    private static func yuan(_ fen: Int64) -> String {
        fen % 100 == 0 ? "\(fen / 100)" : "\(fen / 100)." + (fen % 100 < 10 ? "0" : "") + "\(fen % 100)"
    }

    private static func caption(_ evidence: EvidenceFile, _ form: InspectedForm) -> String {
        let place = form.cards.firstIndex { $0.content == evidence.key }.map { "第\($0 + 1)项" } ?? "其他"
        let time = evidence.takenAt.map { Instant(milliseconds: $0).beijingText } ?? ""
        guard let latitude = evidence.latitudeE7, let longitude = evidence.longitudeE7 else {
            return [place, time].filter { !$0.isEmpty }.joined(separator: "　")
        }
        return "\(place)　\(time)　\(degrees(latitude)), \(degrees(longitude))（±\(evidence.accuracyM ?? 0)米）"
    }

    private static func degrees(_ e7: Int64) -> String { "\(Double(e7 / 100) / 100_000)" }
}
