import Authority
import Doors
import Library
import Markup
import Registry
import Timekeeping

typealias EnforcementEquipmentRow = Resource<EnforcementEquipmentRecord, EnforcementEquipmentState>

struct EnforcementEquipmentState: Codable, Sendable {
    let id: String
    let version: Int
    let organization: Referenced
    let status: Coded
    /// Who has it now.
    let holder: Referenced?
    let isCalibrationOver: Bool
}

extension EnforcementEquipmentRow {
    init(_ equipment: EnforcementEquipment, on today: CalendarDate) {
        self.init(equipment.record, EnforcementEquipmentState(
            id: equipment.id.description, version: equipment.version,
            organization: Referenced(id: equipment.organization.description, label: equipment.organizationName), status: Coded(equipment.status),
            holder: equipment.holder.map { Referenced(id: $0.description, label: equipment.holderName) },
            isCalibrationOver: equipment.record.calibratedUntil.map { $0 < today } ?? false))
    }

    var path: String { "/enforcement-equipment/" + self.id }
    var calibrationTone: Tone { fields.list(\.calibratedUntil).isEmpty ? .mute : self.isCalibrationOver ? .bad : .ok }

    var tone: Tone {
        switch EnforcementEquipmentStatus(rawValue: self.status.code) {
        case .inStore: .ok
        case .issued: .info
        case .underRepair: .warn
        case .retired, nil: .mute
        }
    }
}

typealias EnforcementEquipmentModel = Extended<EnforcementEquipmentRow, EnforcementEquipmentLife>

struct EnforcementEquipmentLife: Codable, Sendable {
    struct Movement: Codable, Sendable {
        let what: String
        let officer: String
        let at: String
        let by: String
        let note: String
    }

    /// What can be done with it now.
    let acts: [String]
    let movements: [Movement]

    init(_ acts: [EnforcementEquipmentStatus.Act], _ movements: [EnforcementEquipment.Movement]) {
        self.acts = acts.map(\.rawValue)
        self.movements = movements.map {
            Movement(what: $0.isIssue ? "领用" : "归还", officer: $0.officerName, at: $0.at.beijingText, by: $0.by, note: $0.note)
        }
    }
}

extension HTML {
    mutating func basics(_ row: EnforcementEquipmentRow) {
        card("基本信息") { $0.record(row.fields.lines(without: [\.number]) + [("领用人", row.holder?.label)]) }
    }

    mutating func movements(_ movements: [EnforcementEquipmentLife.Movement]) {
        card("领用与归还") { html in
            html.table("领用与归还", [
                Column("办理", .small) { .text($0.what) }, Column("领用人") { .text($0.officer) }, Column("时间", .time) { .text($0.at) },
                Column("经手人") { .text($0.by) }, Column("备注", .fill) { .words($0.note) },
            ], rows: movements, empty: "还没有领用记录")
        }
    }
}
