import Doors
import Library
import Markup
import Registry
import Timekeeping

package struct EnforcementEquipmentRow: Codable, Sendable {
    package let id: String
    package let number: String
    let kindLabel: String
    package let model: String
    package let organization: String
    package let holder: String
    let calibration: String
    let calibrationTone: Tone
    package let status: String
    package let tone: Tone

    package static let empty = EnforcementEquipmentRow()

    private init() {
        (id, number, kindLabel, model, organization, holder, calibration, status) = ("", "", "", "", "", "", "", "")
        (calibrationTone, tone) = (.mute, .mute)
    }

    package init(_ equipment: EnforcementEquipment, on today: CalendarDate) {
        id = equipment.id.description
        number = equipment.record.number
        kindLabel = equipment.record.kind.label
        model = equipment.record.model
        organization = equipment.organizationName
        holder = equipment.holderName
        let until = equipment.record.calibratedUntil
        calibration = until?.description ?? "无需检定"
        calibrationTone = until.map { $0 < today ? .bad : .ok } ?? .mute
        status = equipment.status.label
        tone = switch equipment.status {
        case .inStore: .ok
        case .issued: .info
        case .underRepair: .warn
        case .retired: .mute
        }
    }
}

struct EnforcementEquipmentModel: Codable, Sendable {
    struct Movement: Codable, Sendable {
        let what: String
        let officer: String
        let at: String
        let by: String
        let note: String
    }

    let equipment: EnforcementEquipmentRow
    /// What can be done with it now.
    let acts: [String]
    let movements: [Movement]

    init(_ found: EnforcementEquipment, _ movements: [EnforcementEquipment.Movement], on today: CalendarDate) {
        equipment = EnforcementEquipmentRow(found, on: today)
        acts = EnforcementEquipmentStatus.Act.allCases.filter { found.status.next(after: $0) != nil }.map { "\($0)" }
        self.movements = movements.map {
            Movement(what: $0.isIssue ? "领用" : "归还", officer: $0.officerName, at: $0.at.beijingText, by: $0.by, note: $0.note)
        }
    }
}

extension HTML {
    mutating func enforcementEquipment(_ model: EnforcementEquipmentModel, mayMove: Bool, values: Values, problems: Problems?, formToken: String?) {
        let equipment = model.equipment, home = "/enforcement-equipment/" + model.equipment.id
        crumbs([(label: "执法装备", href: "/enforcement-equipment")], here: equipment.number)
        pageHead(
            equipment.number, note: equipment.organization, tag: (label: equipment.status, tone: equipment.tone),
            actions: (mayMove ? [Action("修改", home + "/edit", icon: "pencil")] : []) + [Action.versions(of: "/enforcement-equipment/\(equipment.id)")])
        card("基本信息") {
            $0.record([
                ("装备类型", equipment.kindLabel), ("型号", equipment.model), ("领用人", equipment.holder),
                ("检定有效期至", equipment.calibration),
            ])
        }
        if mayMove, !model.acts.isEmpty {
            let fields = EnforcementEquipmentPages.movementFields.map { field -> Field in
                guard field.name == "act", case .choice(let options) = field.kind else { return field }
                return Field("act", field.label, .choice(options.filter { model.acts.contains($0.value) }), required: true)
            }
            form(
                action: home + "/movements", parts: [FormPart("办理", fields: fields.filter { $0.name != "officer" || model.acts.contains("issue") })],
                values: values, problems: problems, formToken: formToken, submit: [SubmitButton("确定")])
        }
        card("领用与归还") { html in
            html.table("领用与归还", [
                Column("办理", .small) { .text($0.what) }, Column("领用人") { .text($0.officer) }, Column("时间", .time) { .text($0.at) },
                Column("经手人") { .text($0.by) }, Column("备注", .fill) { .words($0.note) },
            ], rows: model.movements, empty: "还没有领用记录")
        }
    }
}
