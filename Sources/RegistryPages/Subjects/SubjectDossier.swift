import Authority
import Doors
import Inspecting
import Ledger
import Library
import Markup
import Registry
import Storage
import Timekeeping

/// 一企一档 (ELEM-04): what the page of an object shows beside its registration data and its inspections.
package struct SubjectDossier: Codable, Sendable {
    struct Place: Codable, Sendable {
        let unit: String
        let name: String
        let premises: String
        let equipment: String
    }

    package struct Problem: Codable, Sendable {
        package let inspection: String
        package let date: String
        package let description: String
        package let measures: String
        package let agency: String
    }

    /// How many problems and events are shown.
    package static let shown = 20

    package let licences: [LicenceRow]
    /// Workshops with their premises and equipment; of other objects than enterprises none.
    let places: [Place]
    /// Nil for who does not see inspections.
    package let problems: [Problem]?
    let events: [HistoryEntry]

    package static func load(
        of subject: RegulatedSubject, for actor: Actor, today: CalendarDate, in transaction: Transaction
    ) throws -> SubjectDossier {
        let problems = actor.may(.readInspections)
            ? try SubjectProblem.all(of: subject.id, scope: actor.scope, limit: shown, in: transaction).map(Problem.init) : nil
        let facts = try FactTimeline.of(
            "RegulatedSubject", subject.id, catalogue: FactCatalogue(Area.subjects.facts), in: transaction)
        return SubjectDossier(
            licences: try Licence.all(of: subject.id, in: transaction).map { LicenceRow($0, today: today) },
            places: try Workshop.all(of: subject.id, in: transaction).map { workshop in
                Place(
                    unit: workshop.unit.label, name: workshop.name,
                    premises: (workshop.premises.map(\.label) + [workshop.otherPremise]).filter { !$0.isEmpty }.joined(separator: "、"),
                    equipment: EquipmentTotal.totals(of: [workshop]).map(\.words).joined(separator: "；"))
            },
            problems: problems,
            events: facts.reversed().prefix(shown).map(HistoryEntry.init))
    }
}

extension SubjectDossier.Problem {
    package init(_ problem: SubjectProblem) {
        inspection = problem.inspection.description
        date = problem.submittedAt.beijingDate.description
        description = problem.description.isEmpty ? problem.content : problem.description
        measures = problem.measures.map { $0.kind.ordered + ($0.due.isEmpty ? "" : "（期限\($0.due)）") }.joined(separator: "、")
        agency = problem.agencyName
    }
}

extension HTML {
    mutating func subjectDossier(_ dossier: SubjectDossier, of id: String) {
        licences(dossier.licences, link: ("登记与修改", "/subjects/\(id)/licences"))
        if !dossier.places.isEmpty {
            card("场所和设备", link: ("设备信息", "/subjects/\(id)/equipment")) { html in
                html.table("场所和设备", [
                    Column("厂/分厂/车间", .fill) { .lines($0.name, $0.unit) }, Column("涉及场所", .wide) { .words($0.premises) },
                    Column("设备", .fill) { .words($0.equipment) },
                ], rows: dossier.places, empty: "")
            }
        }
        if let problems = dossier.problems, !problems.isEmpty {
            card("发现的问题和处理措施") { html in
                html.table("问题", [
                    Column("问题描述", .fill) { .link($0.description, href: "/inspections/" + $0.inspection) },
                    Column("执法措施", .wide) { .words($0.measures) }, Column("日期", .small) { .text($0.date) },
                    Column("检查机构", .wide) { .text($0.agency) },
                ], rows: problems, empty: "")
            }
        }
    }
}
