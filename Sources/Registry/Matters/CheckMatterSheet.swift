import Library
import Spreadsheets
import Storage

/// 检查事项清单 as a table, one row a check content: template, import and export have the same columns (ITEM-24).
package enum CheckMatterSheet {
    private typealias Label = CheckForm.Label

    package static let layout = SheetLayout(
        name: "检查事项清单",
        columns: [
            SheetColumn(CheckMatter.Label.sheet, isRequired: true, width: 16, note: "如 钢铁8项"),
            SheetColumn(CheckMatter.Label.category, isRequired: true, width: 24),
            SheetColumn(Label.point, isRequired: true, width: 50),
            SheetColumn(Label.method, width: 40, note: "现场怎样检查"),
            SheetColumn(Label.violated, width: 40, note: "多条用分号分开"),
            SheetColumn(Label.penalty, width: 40, note: "多条用分号分开"),
            SheetColumn(Label.equipmentKinds, width: 24, note: "多个用顿号分开"),
            SheetColumn(Label.phrases, width: 30, note: "多条用分号分开"),
            SheetColumn(Label.isKey, .choice(["是", "否"]), note: "空白为否"),
        ],
        instructions: ["检查表、类别和内容都相同的自定义检查事项被更新，其他的新增；与基础检查事项相同的行保持不变。"])

    package static func cells(_ record: CheckMatterRecord) -> [String] {
        [
            record.sheet, record.category, record.content, record.method, SheetList.joined(record.violated.map(\.text)),
            SheetList.joined(record.penalty.map(\.text)), record.equipmentKinds.joined(separator: "、"),
            SheetList.joined(record.phrases), record.isKey ? "是" : "否",
        ]
    }

    /// Pure: what can be said of a row by itself.
    package static func read(_ cells: SheetCells) -> Result<CheckMatterRecord, SheetProblems> {
        var problems = SheetProblems()
        var record = CheckMatterRecord(
            sheet: Cleaning.text(cells[0]), category: Cleaning.text(cells[1]), content: Cleaning.text(cells[2]))
        for (label, value) in [
            (CheckMatter.Label.sheet, record.sheet), (CheckMatter.Label.category, record.category), (Label.point, record.content),
        ] where value.isEmpty { problems.add(label, "请填写" + label) }
        record.method = Cleaning.text(cells[3])
        record.violated = SheetList.sentences(cells[4]).map { Citation($0) }
        record.penalty = SheetList.sentences(cells[5]).map { Citation($0) }
        record.equipmentKinds = SheetList.split(cells[6])
        record.phrases = SheetList.sentences(cells[7])
        if !Cleaning.text(cells[8]).isEmpty {
            record.isKey = problems.choice(cells[8], Label.isKey, [true, false]) { $0 ? "是" : "否" } ?? false
        }
        return problems.isEmpty ? .success(record) : .failure(problems)
    }
}
