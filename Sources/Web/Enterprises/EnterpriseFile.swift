import Authority
import Disclosure
import Doors
import Inspecting
import InspectingPages
import Library
import Paperwork
import Registry
import RegistryPages
import Storage
import Timekeeping

/// What an enterprise sees of itself. Risk levels are for the agencies alone: they steer the use of their officers and
/// are no evaluation of the enterprise.
struct EnterpriseFile: Codable, Sendable {
    struct Field: Codable, Sendable {
        let label: String
        let value: String
    }

    struct Visit: Codable, Sendable {
        let id: String
        let task: String
        let mode: String
        let agency: String
        let officers: String
        let inspectedOn: String
        let result: String
        let tone: Tone
        let document: String
        let documentHref: String?
        let publishedHref: String?
    }

    struct Deadline: Codable, Sendable {
        let inspectedOn: String
        let agency: String
        let problem: String
        let measure: String
        let due: String
        let left: String
        let tone: Tone
    }

    struct Right: Codable, Sendable {
        let title: String
        let words: String
        let citation: String
    }

    struct View: Codable, Sendable {
        let at: String
        let agency: String
        let person: String
    }

    let id: String
    let name: String
    let code: String
    let status: String
    let fields: [Field]
    let licences: [LicenceRow]
    let visits: [Visit]
    let deadlines: [Deadline]
    let rights: [Right]
    let views: [View]
    /// 入企检查台账 (BEY-30)
    let ledger: VisitLedgerModel

    static func load(
        for actor: EnterpriseActor, today: CalendarDate, protection: any FieldProtection, in transaction: Transaction
    ) throws -> EnterpriseFile {
        let id = actor.enterprise.as(RegulatedSubject.self)
        guard let subject = try RegulatedSubject.ownFile(of: actor.enterprise, protection: protection, in: transaction)
        else { throw NotFound() }
        let visits = try DisclosedVisit.all(of: id, in: transaction)
        let disclosed = Set(visits.map(\.id))
        let problems = try SubjectProblem.all(of: id, scope: nil, in: transaction).filter { disclosed.contains($0.inspection) }
        let agency = try Organization.load(subject.record.jurisdiction, protection: protection, in: transaction)
        return EnterpriseFile(
            id: id.description, name: subject.record.name, code: subject.objectCode, status: subject.status.label,
            fields: SubjectDetail(subject, whole: true).fields.filter { !internalLabels.contains($0.label) }
                .map { Field(label: $0.label, value: $0.value) },
            licences: try Licence.all(of: id, in: transaction).map { LicenceRow($0, today: today) },
            visits: visits.map(Visit.init), deadlines: problems.flatMap { Deadline.all(of: $0, today: today) },
            rights: try Right.all(on: today, agency: agency?.record, in: transaction),
            views: try DisclosedView.all(of: id, in: transaction).map {
                View(at: $0.at.beijingText, agency: $0.agencyName, person: $0.personName)
            },
            ledger: VisitLedgerModel(try VisitLedger.load(
                of: id, for: .enterprise(disclosed: disclosed), on: today, in: transaction)))
    }

    private static let internalLabels: Set = [RegulatedSubject.Label.riskLevel, RegulatedSubject.Label.source]
}

extension EnterpriseFile.Visit {
    init(_ visit: DisclosedVisit) {
        id = visit.id.description
        task = visit.taskName
        mode = visit.mode.label
        agency = visit.agencyName
        officers = visit.officers.map { "\($0.name)（\($0.certificateNumber)）" }.joined(separator: "、")
        inspectedOn = String((visit.endedAt.isEmpty ? visit.startedAt : visit.endedAt).prefix(10))
        result = visit.overall.label
        tone = visit.overall == .noProblem ? .ok : .warn
        document = visit.document.map { (DocumentKind(rawValue: $0.kind)?.label ?? "") + " " + $0.number } ?? ""
        documentHref = visit.document.map { "/enterprise/documents/\($0.id)/pdf" }
        publishedHref = visit.publication.map { "/public/results/\($0)" }
    }
}

extension EnterpriseFile.Deadline {
    /// A line for each measure that has a day.
    static func all(of problem: SubjectProblem, today: CalendarDate) -> [Self] {
        problem.measures.compactMap { measure in
            guard let due = CalendarDate(measure.due) else { return nil }
            let days = due.dayNumber - today.dayNumber
            return Self(
                inspectedOn: problem.submittedAt.beijingDate.description, agency: problem.agencyName,
                problem: problem.description.isEmpty ? problem.content : problem.description, measure: measure.kind.ordered,
                due: due.description, left: days < 0 ? "已过期限\(-days)天" : days == 0 ? "今天到期" : "还有\(days)天",
                tone: days < 0 ? .bad : days <= 5 ? .warn : .mute)
        }
    }
}

extension EnterpriseFile.Right {
    /// 陈述申辩, 听证, 复议 and 诉讼, with the periods of the law in force and the bodies the agency has named (BEY-04).
    static func all(on today: CalendarDate, agency: OrganizationRecord?, in transaction: Transaction) throws -> [Self] {
        func rule(_ code: String) throws -> (period: String, citation: String)? {
            try LegalRule.holding(code, on: today, in: transaction).map { rule in
                (rule.record.numbers.first.map { "\($0.value)\($0.unit)" } ?? "", rule.record.citation)
            }
        }
        let organs = agency?.reconsiderationOrgans.filter { !$0.isEmpty } ?? []
        let organ = organs.isEmpty ? "有权的行政复议机关" : organs.joined(separator: "或者")
        let court = agency.map { $0.litigationCourt }.flatMap { $0.isEmpty ? nil : $0 } ?? "有管辖权的人民法院"
        var rights = [Self(
            title: "陈述、申辩", words: "对检查发现的问题和拟作出的处罚，有权进行陈述和申辩；行政机关不得因陈述、申辩给予更重的处罚。",
            citation: "《中华人民共和国行政处罚法》第四十五条")]
        if let hearing = try rule("penalty.hearing.request") {
            rights.append(Self(
                title: "听证", words: "收到可以听证的处罚事先告知后，可以在\(hearing.period)内要求听证。", citation: hearing.citation))
        }
        if let reconsideration = try rule("reconsideration.application") {
            let first = try rule("reconsideration.summaryPenalty")
            let must = first == nil ? "" : "对当场作出的行政处罚决定不服的，应当先申请行政复议。"
            rights.append(Self(
                title: "行政复议",
                words: "对行政行为不服的，可以自知道或者应当知道该行政行为之日起\(reconsideration.period)内向\(organ)申请行政复议。\(must)",
                citation: [reconsideration.citation, first?.citation].compactMap { $0 }.joined(separator: "、")))
        }
        if let litigation = try rule("litigation.direct") {
            rights.append(Self(
                title: "行政诉讼", words: "也可以自知道或者应当知道该行政行为之日起\(litigation.period)内直接向\(court)提起行政诉讼；法律规定应当先申请行政复议的，对复议决定不服再提起行政诉讼。",
                citation: litigation.citation))
        }
        return rights
    }
}
