/// The words of a DOCX file, as the national database of statutes gives them out: a paragraph a line, a row of a table a
/// line with bars between its cells.
enum WordDocument {
    static let part = "word/document.xml"

    static func text(of archive: ZipArchive) throws -> String {
        try XMLParser.parse(part, in: archive, WordListener()).lines.joined(separator: "\n")
    }
}

private struct WordListener: XMLListener {
    private(set) var lines: [String] = []
    var failure: (any Error)?

    private var bytes: [UInt8] = []
    private var size = 0
    private var isText = false
    /// Inside what is there twice for older programs.
    private var fallbacks = 0
    /// Cells of the rows that are open, the innermost last: tables may stand in tables.
    private var rows: [[String]] = []
    /// Paragraphs of the cells that are open.
    private var cells: [[String]] = []

    /// More text than any statute has.
    private static let most = 16 << 20

    init() {}

    mutating func begin(_ tag: XMLTag, _ attributes: XMLAttributes) {
        switch tag {
        case .text: isText = fallbacks == 0
        case .lineBreak: endParagraph()
        case .tab: if fallbacks == 0 { bytes.append(0x20) }
        case .tableRow: rows.append([])
        case .tableCell: cells.append([])
        case .fallback: fallbacks += 1
        case .row, .cell, .value, .inlineString, .phonetic, .sharedString, .relationship, .workbookProperties, .sheet, .numberFormat,
            .cellFormats, .format, .mergedCell, .paragraph, .other:
            break
        }
    }

    mutating func end(_ tag: XMLTag) {
        switch tag {
        case .text: isText = false
        case .paragraph: endParagraph()
        case .tableCell:
            guard let words = cells.popLast(), let row = rows.indices.last else { return }
            rows[row].append(words.joined(separator: " "))
        case .tableRow:
            guard let row = rows.popLast(), row.contains(where: { !$0.isEmpty }) else { return }
            put("| " + row.joined(separator: " | ") + " |")
        case .fallback: fallbacks -= 1
        case .row, .cell, .value, .inlineString, .phonetic, .sharedString, .relationship, .workbookProperties, .sheet, .numberFormat,
            .cellFormats, .format, .mergedCell, .lineBreak, .tab, .other:
            break
        }
    }

    mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
        guard isText else { return }
        bytes.append(contentsOf: text)
        size += text.count
        if size > Self.most { failure = SpreadsheetError.unfoldsTooFar }
    }

    private mutating func endParagraph() {
        guard fallbacks == 0 else { return }
        put(String(decoding: bytes, as: UTF8.self))
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func put(_ line: String) {
        if let cell = cells.indices.last {
            if !line.isEmpty { cells[cell].append(line) }
        } else {
            lines.append(line)
        }
    }
}
