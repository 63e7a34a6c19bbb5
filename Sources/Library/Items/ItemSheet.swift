import Authority
import Spreadsheets
import Storage

/// Items as a table, one row an item: template, import and export have the same columns (ITEM-24).
package struct ItemSheet: Sendable {
    package let kind: ItemKind

    package init(_ kind: ItemKind) { self.kind = kind }

    package var layout: SheetLayout {
        typealias Label = Item.Label
        let parts = kind == .spotCheck
            ? [SheetColumn("对应监管事项编码", .code, isRequired: true, width: 30, note: "多个编码用顿号分开")] : []
        return SheetLayout(
            name: kind.label,
            columns: [
                SheetColumn(Label.itemCode, .code, isRequired: true, width: 16, note: "12位数字；编码相同的事项会被更新"),
                SheetColumn(
                    Label.name, isRequired: true, width: 44, note: kind == .supervision ? "形式为“对…的行政检查”" : ""),
                SheetColumn(Label.domain, .choice(EnforcementDomain.allCases.map(\.label)), isRequired: true),
                SheetColumn(Label.legalBasis, isRequired: true, width: 60, note: "多条用分号分开"),
                SheetColumn(Label.subjectClasses, width: 24, note: "多个用顿号分开；留空为机构类主体"),
                SheetColumn(Label.status, .choice(ItemStatus.allCases.map(\.label)), note: "留空为启用"),
            ] + parts)
    }

    /// One row, read.
    package struct Line: Sendable, Equatable {
        package let record: ItemRecord
        package let status: ItemStatus
        /// Codes of the supervision items, not yet looked up.
        package let partCodes: [String]
    }

    /// Pure: what can be said of a row without looking anything up.
    package func read(_ cells: SheetCells) -> Result<Line, SheetProblems> {
        typealias Label = Item.Label
        var problems = SheetProblems()
        let domain = problems.choice(cells[2], Label.domain, EnforcementDomain.allCases, \.label)
        let classes = SheetList.split(cells[4]).compactMap {
            problems.choice($0, Label.subjectClasses, SubjectClass.allCases, \.label)
        }
        let status = Cleaning.text(cells[5]).isEmpty
            ? .enabled : problems.choice(cells[5], Label.status, ItemStatus.allCases, \.label)
        let record = ItemRecord(
            itemCode: Cleaning.code(cells[0]), name: Cleaning.text(cells[1]), domain: domain ?? .justice,
            legalBasis: SheetList.sentences(cells[3]).joined(separator: "\n"),
            subjectClasses: classes.isEmpty ? [.organization] : Set(classes))
        let partCodes = kind == .spotCheck ? SheetList.split(cells[6]).map(Cleaning.code) : []
        if kind == .spotCheck, partCodes.isEmpty { problems.add("对应监管事项编码", "请填写对应监管事项编码") }
        for fault in record.textFaults(as: kind) { problems.add(fault.heading, fault.message) }
        guard problems.isEmpty, let status else { return .failure(problems) }
        return .success(Line(record: record, status: status, partCodes: partCodes))
    }

    package func cells(_ item: Item, partCodes: [String]) -> [String] {
        [
            item.record.itemCode, item.record.name, item.record.domain.label,
            SheetList.joined(item.record.legalBasis.split(separator: "\n").map(String.init)),
            item.record.subjectClasses.labels, item.status.label,
        ] + (kind == .spotCheck ? [partCodes.joined(separator: "、")] : [])
    }
}

extension ItemRefused {
    /// The column a refusal of the fields alone speaks of.
    fileprivate var heading: String {
        switch self {
        case .missing(let field): field.label
        case .codeInvalid, .codeTaken, .codeFixed: Item.Label.itemCode
        case .nameForm: Item.Label.name
        case .supervisionItemMissing: "对应监管事项编码"
        case .notMaintainer, .spotCheckItemsOfProvince: ""
        }
    }
}
