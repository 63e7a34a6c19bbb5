import Doors
import Registry

/// The form of one workshop: its premises, how many pieces there are of each kind, and each piece (SUBJ-22, SUBJ-23).
enum WorkshopForm {
    static let head = [
        Field(
            "name", "厂/分厂/车间", .text(maxLength: 100), required: true, placeholder: "请输入本工艺相关厂或分厂或车间名称"),
        Field("premises", "涉及场所", .choices(WorkshopPremise.options)),
        Field("otherPremise", "其他涉及场所", .text(maxLength: 100), hint: "勾选“其他”时填写"),
        Field("version", "版本", .hidden),
    ]

    static func count(_ kind: EquipmentKind) -> Field {
        Field("count." + kind.rawValue, "\(kind.label)（\(kind.counter)）", .integer(0...WorkshopRefused.most))
    }

    static func piece(_ piece: WorkshopPiece) -> [Field] {
        let units: [Field] = switch piece.units.count {
        case 0: []
        case 1: [Field("specification." + piece.id, "规格（\(piece.units[0])）", .text(maxLength: 20))]
        default: [
            Field("specification." + piece.id, "规格", .text(maxLength: 20)),
            Field("unit." + piece.id, "规格单位", .choice(piece.units.map { .init($0, $0) }), required: true),
        ]
        }
        return [Field("label." + piece.id, piece.labelTitle, .text(maxLength: 100))] + units + piece.details.map { detail in
            let name = "\(detail.name).\(piece.id)"
            return detail.words.isEmpty
                ? Field(name, detail.label, .text(maxLength: 200)) : Field(name, detail.label, .choice(detail.words.map { .init($0, $0) }))
        }
    }

    /// For programs: the fields of every piece.
    static let pieces = [
        Field("label.{piece}", "名称或编号", .text(maxLength: 100)), Field("specification.{piece}", "规格", .text(maxLength: 20)),
        Field("unit.{piece}", "规格单位", .text(maxLength: 20)),
    ] + EquipmentDetail.allCases.map { Field($0.rawValue + ".{piece}", $0.label, .text(maxLength: 200)) }

    static func typed(_ workshop: WorkshopModel) -> Values {
        var values = Values([
            "name": workshop.name, "otherPremise": workshop.otherPremise, "version": "\(workshop.version)",
        ])
        values.set("premises", all: workshop.premises)
        for count in workshop.counts { values.set("count." + count.kind, "\(count.number)") }
        for piece in workshop.pieces {
            values.set("label." + piece.id, piece.label)
            values.set("specification." + piece.id, piece.specification)
            values.set("unit." + piece.id, piece.unit)
            for detail in piece.details { values.set("\(detail.name).\(piece.id)", detail.value) }
        }
        return values
    }

    static func change(_ values: Values, of workshop: Workshop) throws -> WorkshopChange {
        let kinds = EquipmentKind.kinds(in: workshop.trade, workshop.unit)
        let reading = FormReading(values, head + kinds.map(count) + workshop.equipment.flatMap { piece(WorkshopPiece($0)) })
        try reading.finish()
        let counts = kinds.compactMap { kind in reading.integer("count." + kind.rawValue).map { (kind, $0) } }
        let entries = workshop.equipment.map { piece in
            let details = piece.kind.details.map { ($0, reading.text("\($0.rawValue).\(piece.id)")) }
            return (piece.id, WorkshopChange.Entry(
                label: reading.text("label.\(piece.id)"), specification: reading.text("specification.\(piece.id)"),
                unit: reading.text("unit.\(piece.id)"), details: Dictionary(uniqueKeysWithValues: details)))
        }
        return WorkshopChange(
            of: workshop.id, version: reading.integer("version") ?? 0, name: reading.text("name"),
            premises: WorkshopPremise.allCases.filter { reading.all("premises").contains($0.rawValue) },
            otherPremise: reading.text("otherPremise"), counts: Dictionary(uniqueKeysWithValues: counts),
            entries: Dictionary(uniqueKeysWithValues: entries), isConfirmed: reading.flag("confirmed"))
    }
}
