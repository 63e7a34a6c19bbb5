import Authority
import Storage

/// What making, changing and disabling an item have in common.
package enum ItemRefused: Refusal, Equatable {
    case missing(MissingField)
    case codeInvalid
    case codeTaken
    case codeFixed
    case nameForm
    case supervisionItemMissing
    case notMaintainer(agency: String)
    /// ITEM-03, ORG-19.
    case spotCheckItemsOfProvince

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .codeInvalid: "registry.item.codeInvalid"
        case .codeTaken: "registry.item.codeTaken"
        case .codeFixed: "registry.item.codeFixed"
        case .nameForm: "registry.item.nameForm"
        case .supervisionItemMissing: "registry.item.supervisionItemMissing"
        case .notMaintainer: "registry.item.notMaintainer"
        case .spotCheckItemsOfProvince: "registry.item.spotCheckItemsOfProvince"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .codeInvalid: "事项编码应为12位数字"
        case .codeTaken: "事项编码已存在"
        case .codeFixed: "事项编码不能修改"
        case .nameForm: "事项名称应为“对…的行政检查”"
        case .supervisionItemMissing: "对应监管事项不存在"
        case .notMaintainer(let agency): "该事项由\(agency)维护，本机构不能修改"
        case .spotCheckItemsOfProvince: "抽查事项由省级部门统一管理"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .codeInvalid, .codeTaken, .codeFixed: "itemCode"
        case .nameForm: "name"
        case .supervisionItemMissing: "supervisionItems"
        case .notMaintainer, .spotCheckItemsOfProvince: nil
        }
    }
}

extension ItemRecord {
    /// The fields alone, before anything is looked up (ITEM-01, ITEM-02).
    package func check(as kind: ItemKind) throws(ItemRefused) {
        try checkText(as: kind)
        if kind == .spotCheck, supervisionItems.isEmpty { throw .missing(MissingField(Item.Label.supervisionItems)) }
    }

    /// As far as it goes before the supervision items of a spot-check item are found.
    func checkText(as kind: ItemKind) throws(ItemRefused) {
        if let fault = textFaults(as: kind).first { throw fault }
    }

    /// Everything that is wrong with the fields alone: who corrects a row wants to know all of it.
    func textFaults(as kind: ItemKind) -> [ItemRefused] {
        let needed: [(label: String, value: String)] = [
            (Item.Label.itemCode, itemCode), (Item.Label.name, name), (Item.Label.legalBasis, legalBasis),
            (Item.Label.subjectClasses, subjectClasses.labels),
        ]
        var faults = needed.filter { $0.value.allSatisfy(\.isWhitespace) }.map { ItemRefused.missing(MissingField($0.label)) }
        let isCode = itemCode.utf8.count == 12 && itemCode.utf8.allSatisfy { (0x30...0x39).contains($0) }
        if !itemCode.allSatisfy(\.isWhitespace), !isCode { faults.append(.codeInvalid) }
        let isNamed = name.hasPrefix("对") && name.hasSuffix("的行政检查") && name.count > 6
        if kind == .supervision, !name.allSatisfy(\.isWhitespace), !isNamed { faults.append(.nameForm) }
        return faults
    }
}

extension Actor {
    func keeps(_ kind: ItemKind) -> Bool {
        do { try requireKeeping(kind) } catch { return false }
        return true
    }

    /// Who keeps the list of that kind at all: spot-check items the province alone (ITEM-03), supervision items every
    /// business administrator (ORG-18).
    func requireKeeping(_ kind: ItemKind) throws {
        switch kind {
        case .supervision: try require(.manageItems)
        case .spotCheck: guard may(.manageSpotCheckItems) else { throw ItemRefused.spotCheckItemsOfProvince }
        }
    }
}
