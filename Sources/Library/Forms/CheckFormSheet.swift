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
            SheetColumn(Label.isKey, .choice(["是", "否"]), note: "空白为否"),
            SheetColumn(Label.resultTemplate, width: 24, note: "模板名称；同一表单填在第一行即可，空白为\(ResultTemplate.general.name)"),
            SheetColumn(Label.fields, width: 30, note: "如 从业人数|数字|必填，多项用分号分开；同一表单填在第一行即可"),
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
        package let isKey: Bool
        /// By name; empty where the row says nothing.
        package let resultTemplate: String
        package let fields: [CustomField]

        /// Known words become references (ITEM-16).
        package func linked(_ library: inout LawLibrary, on date: CalendarDate) throws -> Line {
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
        let isKey = Cleaning.text(cells[11]).isEmpty ? false : problems.choice(cells[11], Label.isKey, [true, false]) { $0 ? "是" : "否" }
        let fields = SheetList.sentences(cells[13]).compactMap { text -> CustomField? in
            let field = CustomField(sheet: text)
            if field == nil { problems.add(Label.fields, "自定义资料项“\(text)”应为 名称|文字、数字或日期|必填") }
            return field
        }
        guard problems.isEmpty else { return .failure(problems) }
        return .success(Line(
            formName: name, itemCodes: SheetList.split(cells[1]).map(Cleaning.code),
            checkItem: Cleaning.text(cells[2]), text: text, method: Cleaning.text(cells[4]),
            violated: SheetList.sentences(cells[5]).map { Citation($0) },
            penalty: SheetList.sentences(cells[6]).map { Citation($0) }, scale: scale, modes: modes,
            equipmentKinds: SheetList.split(cells[9]), phrases: SheetList.sentences(cells[10]), isKey: isKey ?? false,
            resultTemplate: Cleaning.text(cells[12]), fields: fields))
    }

    /// All rows of a version.
    package static func rows(_ form: CheckForm, _ version: CheckFormVersion, itemCodes: [String]) -> [[String]] {
        version.content.items.flatMap { item in
            item.points.map { point in
                [
                    form.record.name, itemCodes.joined(separator: "、"), item.name, point.text, point.method,
                    SheetList.joined(point.violatedProvisions.map(\.text)),
                    SheetList.joined(point.penaltyProvisions.map(\.text)), version.scale.label, form.record.modes.labels,
                    point.equipmentKinds.joined(separator: "、"), SheetList.joined(point.phrases), point.isKey ? "是" : "否",
                    version.resultTemplate.name, SheetList.joined(version.content.fields.map(\.sheetText)),
                ]
            }
        }
    }
}

extension CustomField {
    /// 名称|类型|必填, the latter two as far as they are written.
    fileprivate init?(sheet text: String) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { Cleaning.text(String($0)) }
        let kind = parts.count > 1 ? Kind.allCases.first { $0.label == parts[1] } : .text
        guard let kind, let label = parts.first, !label.isEmpty, parts.count < 3 || ["", "必填"].contains(parts[2]) else { return nil }
        self.init(label: label, kind: kind, isRequired: parts.count > 2 && parts[2] == "必填")
    }

    fileprivate var sheetText: String { "\(label)|\(kind.label)" + (isRequired ? "|必填" : "") }
}
