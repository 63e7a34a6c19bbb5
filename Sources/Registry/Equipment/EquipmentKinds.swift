import Authority
import Storage

/// 生产单元 of a steel enterprise (SUBJ-21).
package enum ProductionUnit: String, Sendable, CaseIterable, SQLConvertible {
    case ironmaking, steelmaking, rolling, gas
    /// In the other trades plants are not told apart by process.
    case none = ""

    package var label: String {
        switch self {
        case .ironmaking: "炼铁"
        case .steelmaking: "炼钢"
        case .rolling: "轧钢"
        case .gas: "煤气"
        case .none: ""
        }
    }
}

/// 涉及场所 of a workshop: where people are near molten metal (SUBJ-22).
package enum WorkshopPremise: String, Labelled {
    case controlRoom, meetingRoom, handoverRoom, activityRoom, restRoom, changingRoom, other

    package var label: String {
        switch self {
        case .controlRoom: "操作室"
        case .meetingRoom: "会议室"
        case .handoverRoom: "交接班室"
        case .activityRoom: "活动室"
        case .restRoom: "休息室"
        case .changingRoom: "更衣室"
        case .other: "其他"
        }
    }
}

/// A kind of equipment of the trade programmes (A.8).
package enum EquipmentKind: String, Sendable, CaseIterable, SQLConvertible {
    case blastFurnace, converter, electricFurnace, gasHolder, foundryCrane, otherMoltenMetalCrane
    case dustCollector, meltingFurnace, castingLine, confinedSpace

    package var label: String {
        switch self {
        case .blastFurnace: "高炉"
        case .converter: "转炉"
        case .electricFurnace: "电炉"
        case .gasHolder: "煤气柜"
        case .foundryCrane: "吊运熔融金属的冶金铸造起重机"
        case .otherMoltenMetalCrane: "吊运熔融金属的起重机（不含冶金铸造起重机）"
        case .dustCollector: "除尘系统"
        case .meltingFurnace: "熔炼炉"
        case .castingLine: "深井铸造线"
        case .confinedSpace: "有限空间"
        }
    }

    /// 座, 台, 套 …
    package var counter: String {
        switch self {
        case .blastFurnace, .converter, .electricFurnace, .gasHolder: "座"
        case .foundryCrane, .otherMoltenMetalCrane, .meltingFurnace: "台"
        case .castingLine: "条"
        case .dustCollector: "套"
        case .confinedSpace: "处"
        }
    }

    /// The units its specification may be given in, the usual one first; empty where there is none.
    package var units: [String] {
        switch self {
        case .blastFurnace: ["立方米"]
        case .converter: ["立方米", "吨"]
        case .electricFurnace, .foundryCrane, .otherMoltenMetalCrane, .meltingFurnace: ["吨"]
        case .gasHolder: ["万立方米"]
        case .dustCollector, .castingLine, .confinedSpace: []
        }
    }

    package var trade: ProgrammeTrade {
        switch self {
        case .blastFurnace, .converter, .electricFurnace, .gasHolder, .foundryCrane, .otherMoltenMetalCrane: .steel
        case .dustCollector: .dust
        case .meltingFurnace, .castingLine: .aluminium
        case .confinedSpace: .confinedSpace
        }
    }

    /// What stands in a workshop of that trade and unit.
    package static func kinds(in trade: ProgrammeTrade, _ unit: ProductionUnit) -> [EquipmentKind] {
        allCases.filter { $0.trade == trade && $0.stands(in: unit) }
    }

    private func stands(in unit: ProductionUnit) -> Bool {
        switch self {
        case .blastFurnace: unit == .ironmaking
        case .converter, .electricFurnace: unit == .steelmaking
        case .gasHolder: unit == .gas
        case .foundryCrane, .otherMoltenMetalCrane, .dustCollector, .meltingFurnace, .castingLine, .confinedSpace: true
        }
    }

    /// What is asked of an entry beside its label and specification.
    package var details: [EquipmentDetail] {
        switch self {
        case .dustCollector: [.method, .dust, .workers]
        case .confinedSpace: [.place, .type, .hazards]
        case .blastFurnace, .converter, .electricFurnace, .gasHolder, .foundryCrane, .otherMoltenMetalCrane,
            .meltingFurnace, .castingLine:
            []
        }
    }
}

/// A further field of dust collectors and of confined spaces (A.8).
package enum EquipmentDetail: String, Sendable, CaseIterable {
    case method, dust, workers, place, type, hazards

    package var label: String {
        switch self {
        case .method: "除尘方式"
        case .dust: "粉尘种类"
        case .workers: "作业人数"
        case .place: "位置"
        case .type: "类型"
        case .hazards: "主要危险因素"
        }
    }

    /// Nil for free text.
    package var words: [String]? {
        switch self {
        case .method: ["干式", "湿式"]
        case .type: ["密闭设备", "地下有限空间", "地上有限空间"]
        case .dust, .workers, .place, .hazards: nil
        }
    }
}
