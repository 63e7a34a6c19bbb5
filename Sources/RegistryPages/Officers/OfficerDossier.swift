import Authority
import Doors
import Importing
import Inspecting
import Ledger
import Library
import Markup
import Registry
import Storage
import Timekeeping

/// 一人一档 (ELEM-04): an officer's inspections, the equipment in hand, and what happened to the record.
struct OfficerDossier: Codable, Sendable {
    struct Inspection: Codable, Sendable {
        let id: String
        let subject: String
        let task: String
        let inspectedOn: String
        let result: String
        let tone: Tone
    }

    struct Equipment: Codable, Sendable {
        let id: String
        let number: String
        let kind: String
    }

    /// How many inspections and events are shown.
    static let shown = 20

    let inspections: [Inspection]
    let equipment: [Equipment]
    let events: [HistoryEntry]

    static func load(of officer: EnforcementOfficer.ID, scope: Scope, in transaction: Transaction) throws -> OfficerDossier {
        var filter = InspectionList.Filter()
        filter.officer = officer.as(OfficerMark.self)
        let lines = try InspectionList.load(filter, scope: scope, page: ListPage(size: shown), in: transaction).rows
        let facts = try FactTimeline.of(
            "EnforcementOfficer", officer, catalogue: FactCatalogue(Area.officers.facts), in: transaction)
        return OfficerDossier(
            inspections: lines.map { line in
                Inspection(
                    id: line.id.description, subject: line.subjectName, task: line.taskName,
                    inspectedOn: line.endedAt.isEmpty ? line.submittedAt.beijingDate.description : String(line.endedAt.prefix(10)),
                    result: line.overall.label, tone: line.overall == .noProblem ? .ok : .warn)
            },
            equipment: try EnforcementEquipment.held(by: officer, in: transaction).map {
                Equipment(id: $0.id.description, number: $0.record.number, kind: $0.record.kind.label)
            },
            events: facts.reversed().prefix(shown).map(HistoryEntry.init))
    }
}

extension HTML {
    mutating func officerDossier(_ dossier: OfficerDossier) {
        card("检查记录") { html in
            html.table("检查记录", [
                Column("检查对象", .fill) { .link($0.subject, href: "/inspections/" + $0.id, note: $0.task) },
                Column("检查日期", .small) { .text($0.inspectedOn) }, Column("检查结果", .small) { .tag($0.result, $0.tone) },
            ], rows: dossier.inspections, empty: "没有检查记录")
        }
        card("领用的执法装备") { html in
            html.table("领用的执法装备", [
                Column("装备编号", .fill) { .link($0.number, href: "/enforcement-equipment/" + $0.id) }, Column("装备类型") { .text($0.kind) },
            ], rows: dossier.equipment, empty: "没有领用的装备")
        }
        history("变更历史", dossier.events)
    }
}
