import Authority
import Importing
import Library
import Storage
import Timekeeping

/// 执法装备 (ELEM-02): a thing officers take along, with who has it and when it was calibrated.
package struct EnforcementEquipment: Sendable, Equatable {
    package typealias ID = Identifier<EnforcementEquipment>

    package let id: ID
    package let version: Int
    package let organization: Organization.ID
    package let organizationName: String
    package var record: EnforcementEquipmentRecord
    package let status: EnforcementEquipmentStatus
    /// Who has it now.
    package let holder: EnforcementOfficer.ID?
    package let holderName: String

    /// 领用 or 归还, as it happened.
    package struct Movement: Sendable, Equatable {
        package let isIssue: Bool
        package let officerName: String
        package let at: Instant
        package let by: String
        package let note: String
    }
}

package struct EnforcementEquipmentRecord: DeclaredRecord {
    package var kind: EnforcementEquipmentKind
    /// 编号, each once in an agency.
    package var number: String
    package var model: String
    /// 检定有效期至; nil for what needs no calibration.
    package var calibratedUntil: CalendarDate?

    package init(_ kind: EnforcementEquipmentKind, number: String, model: String = "", calibratedUntil: CalendarDate? = nil) {
        (self.kind, self.number, self.model, self.calibratedUntil) = (kind, number, model, calibratedUntil)
    }

    package static let blank = EnforcementEquipmentRecord(.bodyCamera, number: "")
    package static let attributes: Attributes<EnforcementEquipmentRecord> = [
        RecordAttribute("kind", "kind", "装备类型", \.kind, .choice(), required: true),
        RecordAttribute("number", "number", "装备编号", \.number, .text(50), required: true),
        RecordAttribute("model", "model", "型号", \.model, .text(100)),
        RecordAttribute("calibratedUntil", "calibrated_until", "检定有效期至", \.calibratedUntil, .date(empty: "无需检定"), hint: "无需检定的不填"),
    ]
}

package enum EnforcementEquipmentKind: String, Labelled, SQLConvertible {
    case bodyCamera, portablePrinter, mobileTerminal, vehicle

    package var label: String {
        switch self {
        case .bodyCamera: "执法记录仪"
        case .portablePrinter: "便携式打印机"
        case .mobileTerminal: "移动终端"
        case .vehicle: "车辆"
        }
    }
}

package enum EnforcementEquipmentStatus: String, Labelled, SQLConvertible {
    case inStore, issued, underRepair, retired

    package var label: String {
        switch self {
        case .inStore: "在库"
        case .issued: "领用中"
        case .underRepair: "维修"
        case .retired: "报废"
        }
    }

    package enum Act: String, Labelled {
        case issue, giveBack, repair, restore, retire

        package var label: String {
            switch self {
            case .issue: "领用"
            case .giveBack: "归还"
            case .repair: "送修"
            case .restore: "修复"
            case .retire: "报废"
            }
        }
    }

    /// The life of a piece of equipment; nil where the act is not possible.
    package func next(after act: Act) -> EnforcementEquipmentStatus? {
        switch act {
        case .issue: self == .inStore ? .issued : nil
        case .giveBack: self == .issued ? .inStore : nil
        case .repair: self == .inStore ? .underRepair : nil
        case .restore: self == .underRepair ? .inStore : nil
        case .retire: self == .inStore || self == .underRepair ? .retired : nil
        }
    }
}

package enum EnforcementEquipmentRefused: Refusal, Equatable {
    case numberTaken
    case notPossible(EnforcementEquipmentStatus)
    case calibrationExpired
    case holderMissing
    case otherAgency
    case unfit(name: String)

    package var code: String {
        switch self {
        case .numberTaken: "registry.enforcementEquipment.numberTaken"
        case .notPossible: "registry.enforcementEquipment.notPossible"
        case .calibrationExpired: "registry.enforcementEquipment.calibrationExpired"
        case .holderMissing: "registry.enforcementEquipment.holderMissing"
        case .otherAgency: OfficerRefused.otherAgency.code
        case .unfit: "registry.enforcementEquipment.unfit"
        }
    }

    package var message: String {
        switch self {
        case .numberTaken: "本机构已有同一编号的装备"
        case .notPossible(let status): "装备状态为“\(status.label)”，不能进行此操作"
        case .calibrationExpired: "装备检定已过期，请检定后再领用"
        case .holderMissing: "请选择领用人"
        case .otherAgency: OfficerRefused.otherAgency.message
        case .unfit(let name): "\(name)不在执法人员库中，不能领用"
        }
    }

    package var field: String? {
        switch self {
        case .numberTaken: "number"
        case .notPossible: "act"
        case .calibrationExpired, .holderMissing, .otherAgency, .unfit: "officer"
        }
    }
}
