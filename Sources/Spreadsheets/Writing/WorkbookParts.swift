/// The parts of a workbook around its rows (ECMA-376, transitional).
enum WorkbookParts {
    static let instructionSheet = "填写说明"
    static let choiceSheet = "选项"
    /// Rows of an empty template that offer the lists.
    private static let validatedRows = 1_048_576
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"

    static func writeSurroundings(of layout: SheetLayout, to zip: ZipWriter) throws(SpreadsheetError) {
        let sheets = sheets(of: layout)
        try zip.part("[Content_Types].xml", contentTypes(sheets.count))
        try zip.part(
            "_rels/.rels",
            declaration + #"<Relationships xmlns="\#(package)/relationships"><Relationship Id="rId1" Type="\#(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#)
        try zip.part("xl/workbook.xml", book(sheets))
        try zip.part("xl/_rels/workbook.xml.rels", bookLinks(sheets.count))
        try zip.part("xl/styles.xml", WorkbookStyles.part)
        for (index, sheet) in sheets.enumerated() {
            if let content = sheet.content { try zip.part("xl/worksheets/sheet\(index + 1).xml", content) }
        }
    }

    /// A, B, …, Z, AA for 0, 1, …, 25, 26.
    static func column(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(0x41 + index % 26)))
        return index < 26 ? letter : column(index / 26 - 1) + letter
    }

    static func sheetHead(_ layout: SheetLayout) -> String {
        let columns = layout.columns.enumerated().map { index, column in
            let style = column.kind == .code ? WorkbookStyle.text : column.kind == .date ? .date : .plain
            return #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(column.width)" style="\#(style.rawValue)" customWidth="1"/>"#
        }
        return declaration + #"<worksheet xmlns="\#(main)">"#
            + #"<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>"#
            + #"<sheetFormatPr defaultRowHeight="15"/>"#
            + (columns.isEmpty ? "" : "<cols>\(columns.joined())</cols>") + "<sheetData>"
    }

    static func sheetTail(_ layout: SheetLayout) -> String {
        let validations = choices(of: layout).enumerated().map { place, choice in
            let source = column(place), target = column(choice.column)
            return #"<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="填写有误" error="请从下拉列表中选择" sqref="\#(target)2:\#(target)\#(validatedRows)">"#
                + "<formula1>'\(choiceSheet)'!$\(source)$1:$\(source)$\(choice.values.count)</formula1></dataValidation>"
        }
        let lists = validations.isEmpty ? "" : #"<dataValidations count="\#(validations.count)">\#(validations.joined())</dataValidations>"#
        return lists + "</worksheet>"
    }

    private struct Sheet {
        let name: String
        var isHidden = false
        /// The rows of the first sheet come later.
        var content: String?
    }

    private static func sheets(of layout: SheetLayout) -> [Sheet] {
        var sheets = [Sheet(name: layout.name)]
        if layout.needsInstructions { sheets.append(Sheet(name: instructionSheet, content: instructions(layout))) }
        let choices = choices(of: layout)
        if !choices.isEmpty { sheets.append(Sheet(name: choiceSheet, isHidden: true, content: choiceTable(choices))) }
        return sheets
    }

    /// The columns with a list; the lists stand side by side on the hidden sheet in this order.
    private static func choices(of layout: SheetLayout) -> [(column: Int, values: [String])] {
        layout.columns.enumerated().compactMap { index, column in
            if case .choice(let values) = column.kind, !values.isEmpty { (index, values) } else { nil }
        }
    }

    private static func instructions(_ layout: SheetLayout) -> String {
        var rows = layout.instructions.map { [($0, WorkbookStyle.wrapped)] }
        rows.append([("栏目", .heading), ("是否必填", .heading), ("填写要求", .heading)])
        rows += layout.columns.map { column in
            [(column.heading, .wrapped), (column.isRequired ? "必填" : "选填", .wrapped), (requirement(column), .wrapped)]
        }
        return table(rows, widths: [28, 12, 80])
    }

    private static func requirement(_ column: SheetColumn) -> String {
        switch column.kind {
        case .choice(let values) where column.note.isEmpty: "从下拉列表中选择：" + values.joined(separator: "、")
        case .date where column.note.isEmpty: "日期，如 2026-01-05"
        case .text, .code, .number, .date, .choice: column.note
        }
    }

    private static func choiceTable(_ choices: [(column: Int, values: [String])]) -> String {
        let longest = choices.map(\.values.count).max() ?? 0
        let rows = (0..<longest).map { row in
            choices.map { (row < $0.values.count ? $0.values[row] : "", WorkbookStyle.plain) }
        }
        return table(rows, widths: [])
    }

    private static func table(_ rows: [[(text: String, style: WorkbookStyle)]], widths: [Int]) -> String {
        let columns = widths.enumerated().map { #"<col min="\#($0 + 1)" max="\#($0 + 1)" width="\#($1)" customWidth="1"/>"# }.joined()
        let body = rows.enumerated().map { index, cells in
            let row = cells.enumerated().map { place, cell in
                cell.text.isEmpty ? "" : #"<c r="\#(column(place))\#(index + 1)" s="\#(cell.style.rawValue)" t="inlineStr"><is><t>\#(escaped(cell.text))</t></is></c>"#
            }
            return #"<row r="\#(index + 1)">\#(row.joined())</row>"#
        }
        return declaration + #"<worksheet xmlns="\#(main)">"# + (columns.isEmpty ? "" : "<cols>\(columns)</cols>")
            + "<sheetData>\(body.joined())</sheetData></worksheet>"
    }

    private static func book(_ sheets: [Sheet]) -> String {
        let list = sheets.enumerated().map { index, sheet in
            #"<sheet name="\#(escaped(sheetName(sheet.name)))" sheetId="\#(index + 1)"\#(sheet.isHidden ? #" state="hidden""# : "") r:id="rId\#(index + 1)"/>"#
        }
        return declaration + #"<workbook xmlns="\#(main)" xmlns:r="\#(office)"><bookViews><workbookView/></bookViews><sheets>\#(list.joined())</sheets></workbook>"#
    }

    private static func bookLinks(_ count: Int) -> String {
        let sheets = (1...count).map { #"<Relationship Id="rId\#($0)" Type="\#(office)/worksheet" Target="worksheets/sheet\#($0).xml"/>"# }
        return declaration + #"<Relationships xmlns="\#(package)/relationships">\#(sheets.joined())<Relationship Id="rId\#(count + 1)" Type="\#(office)/styles" Target="styles.xml"/></Relationships>"#
    }

    private static func contentTypes(_ count: Int) -> String {
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        let sheets = (1...count).map { #"<Override PartName="/xl/worksheets/sheet\#($0).xml" ContentType="\#(type).worksheet+xml"/>"# }
        return declaration + #"<Types xmlns="\#(package)/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="\#(type).sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="\#(type).styles+xml"/>\#(sheets.joined())</Types>"#
    }

    /// Excel allows 31 characters and none of these signs.
    private static func sheetName(_ name: String) -> String {
        let allowed = name.filter { !"[]:*?/\\'".contains($0) }.prefix(31)
        return allowed.isEmpty ? "数据" : String(allowed)
    }

    private static func escaped(_ text: String) -> String {
        var markup = MarkupBytes()
        markup.text(text)
        return String(decoding: markup.bytes, as: UTF8.self)
    }
}
