import Spreadsheets
import Storage
import Timekeeping

/// Check forms as a table, one row a check content (ITEM-24).
package enum CheckFormSheet {
    private typealias Label = CheckForm.Label

    package static let layout = SheetLayout(
        name: "检查表单",
        columns: [
            SheetColumn(Label.name, isRequired: true, width: 30, note: "同一表单的各行填写相同的名称"),
            SheetColumn(Label.itemCode, .code, width: 18, note: "多个用顿号分开；同一表单填在第一行即可"),
            SheetColumn(Label.checkItem, isRequired: true, width: 24),
            SheetColumn(Label.point, isRequired: true, width: 50),
            SheetColumn(Label.method, width: 40, note: "现场怎样检查"),
            SheetColumn(Label.violated, width: 40, note: "多条用分号分开"),
            SheetColumn(Label.penalty, width: 40, note: "多条用分号分开"),
            SheetColumn(Label.scale, .choice(AnswerScale.allCases.map(\.label)), width: 24, note: "同一表单填在第一行即可"),
            SheetColumn(Label.modes, width: 30, note: "多个用顿号分开；同一表单填在第一行即可"),
            SheetColumn(Label.equipmentKinds, width: 24, note: "多个用顿号分开"),
            SheetColumn(Label.phrases, width: 30, note: "多条用分号分开"),
        ],
        instructions: [
            "导入的内容成为表单的草稿版本，启用后可用于任务",
            "检查项和检查内容文字相同的行更新原有内容，其他行新增内容；表中没有的内容保持不变",
        ])

    /// One row, read. What stands in the first row of a form only is empty in the others.
    package struct Line: Sendable, Equatable {
        package let formName: String
        package let itemCodes: [String]
        package let checkItem: String
        package let text: String
        package let method: String
        package var violated: [Citation]
        package var penalty: [Citation]
        package let scale: AnswerScale?
        package let modes: [InspectionMode]
        package let equipmentKinds: [String]
        package let phrases: [String]

        /// Known words become references (ITEM-16).
        func linked(_ library: inout LawLibrary, on date: CalendarDate) throws -> Line {
            var line = self
            line.violated = try library.linked(violated, on: date)
            line.penalty = try library.linked(penalty, on: date)
            return line
        }
    }

    /// Pure: what can be said of a row by itself.
    package static func read(_ cells: SheetCells) -> Result<Line, SheetProblems> {
        var problems = SheetProblems()
        let name = Cleaning.text(cells[0])
        let text = Cleaning.text(cells[3])
        if name.isEmpty { problems.add(Label.name, "请填写" + Label.name) }
        if Cleaning.text(cells[2]).isEmpty { problems.add(Label.checkItem, "请填写" + Label.checkItem) }
        if text.isEmpty { problems.add(Label.point, "请填写" + Label.point) }
        let scale = Cleaning.text(cells[7]).isEmpty
            ? nil : problems.choice(cells[7], Label.scale, AnswerScale.allCases, \.label)
        let modes = SheetList.split(cells[8]).compactMap {
            problems.choice($0, Label.modes, InspectionMode.allCases, \.label)
        }
        guard problems.isEmpty else { return .failure(problems) }
        return .success(Line(
            formName: name, itemCodes: SheetList.split(cells[1]).map(Cleaning.code),
            checkItem: Cleaning.text(cells[2]), text: text, method: Cleaning.text(cells[4]),
            violated: SheetList.sentences(cells[5]).map { Citation($0) },
            penalty: SheetList.sentences(cells[6]).map { Citation($0) }, scale: scale, modes: modes,
            equipmentKinds: SheetList.split(cells[9]), phrases: SheetList.sentences(cells[10])))
    }

    /// All rows of a version.
    package static func rows(_ form: CheckForm, _ version: CheckFormVersion, itemCodes: [String]) -> [[String]] {
        version.content.items.flatMap { item in
            item.points.map { point in
                [
                    form.record.name, itemCodes.joined(separator: "、"), item.name, point.text, point.method,
                    SheetList.joined(point.violatedProvisions.map(\.text)),
                    SheetList.joined(point.penaltyProvisions.map(\.text)), version.scale.label, form.record.modes.labels,
                    point.equipmentKinds.joined(separator: "、"), SheetList.joined(point.phrases),
                ]
            }
        }
    }
}
