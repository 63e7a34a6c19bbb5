import Storage

/// Why an act on workshops and equipment is refused (SUBJ-21…25).
package enum WorkshopRefused: Refusal, Equatable {
    case nameMissing
    case nameTaken
    case noSuchTrade
    case otherMissing
    /// SUBJ-23: fewer than before takes a confirmation.
    case fewer(EquipmentKind, from: Int, to: Int)
    case inspected(String)
    case tooMany(EquipmentKind)
    case specification(String)

    /// More pieces of one kind in one workshop are a slip of the keyboard.
    package static let most = 200

    package var code: String {
        switch self {
        case .nameMissing: "registry.workshop.nameMissing"
        case .nameTaken: "registry.workshop.nameTaken"
        case .noSuchTrade: "registry.workshop.noSuchTrade"
        case .otherMissing: "registry.workshop.otherMissing"
        case .fewer: "registry.workshop.fewer"
        case .inspected: "registry.workshop.inspected"
        case .tooMany: "registry.workshop.tooMany"
        case .specification: "registry.workshop.specification"
        }
    }

    package var message: String {
        switch self {
        case .nameMissing: "请输入本工艺相关厂或分厂或车间名称"
        case .nameTaken: "该厂/分厂/车间已存在"
        case .noSuchTrade: "该企业没有此行业类型"
        case .otherMissing: "请填写其他涉及场所"
        case .fewer(let kind, let from, let to):
            "\(kind.label)由\(from)\(kind.counter)减为\(to)\(kind.counter)，将删除编号最大的\(from - to)\(kind.counter)，请勾选“确认减少设备”后保存"
        case .inspected(let name): "\(name)已有检查结果，不能删除"
        case .tooMany(let kind): "\(kind.label)的数量应为0至\(Self.most)"
        case .specification(let name): "\(name)的规格应为数字"
        }
    }

    package var field: String? {
        switch self {
        case .nameMissing, .nameTaken: "name"
        case .noSuchTrade: "trade"
        case .otherMissing: "otherPremise"
        case .fewer, .inspected, .tooMany, .specification: nil
        }
    }
}
