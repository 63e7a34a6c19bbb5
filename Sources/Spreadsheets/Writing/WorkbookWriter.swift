/// XLSX, with the rows deflated as they come: memory does not grow with the table.
final class WorkbookWriter: SheetWriter {
    private let zip: ZipWriter
    private let layout: SheetLayout
    private let kinds: [SheetColumn.Kind]
    /// `<c r="A` and so on: a cell's opening up to its column.
    private let openings: [[UInt8]]
    private var markup = MarkupBytes()
    private var row = 0

    private static let mostRows = 1_048_576
    private static let pieceSize = 1 << 16

    init(path: String, layout: SheetLayout) throws(SpreadsheetError) {
        zip = try ZipWriter(path: path)
        self.layout = layout
        kinds = layout.columns.map(\.kind)
        openings = layout.columns.indices.map { Array("<c r=\"\(WorkbookParts.column($0))".utf8) }
        try WorkbookParts.writeSurroundings(of: layout, to: zip)
        try zip.begin("xl/worksheets/sheet1.xml")
        try zip.write(Array(WorkbookParts.sheetHead(layout).utf8))
        beginRow()
        for (index, column) in layout.columns.enumerated() {
            text(column.shownHeading, index, style: column.isRequired ? .requiredHeading : .heading)
        }
        endRow()
    }

    func append(_ cells: [String]) throws(SpreadsheetError) {
        guard row < Self.mostRows else { throw .tooManyRowsForWorkbook }
        beginRow()
        for (index, cell) in cells.enumerated() where index < kinds.count && !cell.isEmpty {
            switch kinds[index] {
            case .text, .choice: text(cell, index, style: .plain)
            case .code: text(cell, index, style: .text)
            case .number: number(cell, index)
            case .date: date(cell, index)
            }
        }
        endRow()
        if markup.bytes.count >= Self.pieceSize { try pass() }
    }

    func finish() throws(SpreadsheetError) {
        markup.raw("</sheetData>")
        try pass()
        try zip.write(Array(WorkbookParts.sheetTail(layout).utf8))
        try zip.end()
        try zip.finish()
    }

    private func pass() throws(SpreadsheetError) {
        try zip.write(markup.bytes)
        markup.removeAll()
    }

    private func beginRow() {
        row += 1
        markup.raw("<row r=\"")
        markup.number(row)
        markup.raw("\">")
    }

    private func endRow() {
        markup.raw("</row>")
    }

    /// The cell up to its type; style 0 needs no words.
    private func open(_ index: Int, _ style: WorkbookStyle) {
        markup.raw(openings[index])
        markup.number(row)
        if style != .plain {
            markup.raw("\" s=\"")
            markup.number(style.rawValue)
        }
    }

    private func text(_ text: String, _ index: Int, style: WorkbookStyle) {
        open(index, style)
        var text = text
        text.withUTF8 { bytes in
            let hasOuterSpace = (bytes.first ?? 0x30) <= 0x20 || (bytes.last ?? 0x30) <= 0x20
            if hasOuterSpace {
                markup.raw("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
            } else {
                markup.raw("\" t=\"inlineStr\"><is><t>")
            }
            markup.text(bytes)
        }
        markup.raw("</t></is></c>")
    }

    private func number(_ cell: String, _ index: Int) {
        var cell = cell
        guard cell.withUTF8({ PlainNumber.matches($0) }) else { return text(cell, index, style: .plain) }
        open(index, .plain)
        markup.raw("\"><v>")
        markup.text(cell)
        markup.raw("</v></c>")
    }

    /// A real date, which can be filtered and sorted; what is none, or has a time, stays text.
    private func date(_ cell: String, _ index: Int) {
        guard cell.utf8.count <= 10, let date = Cleaning.date(cell) else { return text(cell, index, style: .plain) }
        open(index, .date)
        markup.raw("\"><v>")
        markup.number(SerialDate.serial(date))
        markup.raw("</v></c>")
    }
}

/// The cell formats of styles.xml, in its order.
enum WorkbookStyle: Int {
    case plain, heading, requiredHeading, text, date, wrapped
}
