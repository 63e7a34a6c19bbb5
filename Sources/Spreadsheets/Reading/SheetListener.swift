/// Puts the rows of a sheet together from its elements.
struct SheetListener: XMLListener {
    private enum CellType {
        case number, sharedString, text, boolean, isoDate
    }

    private let limits: SheetLimits
    private let strings: SharedStrings
    private let formats: CellFormats
    private let deliver: (Int, SheetCells) throws -> Void
    var failure: (any Error)?

    private var row = 0
    private var cells: [String] = []
    /// Places of numbers with more digits than are kept.
    private var longNumbers: [Int] = []
    /// Cells that were made one, in the order of the file; they stand behind the rows.
    private(set) var merged: [MergedRange] = []
    /// One-based, as the number of the last cell.
    private var column = 0
    private var type = CellType.number
    private var style = 0
    private var bytes: [UInt8] = []
    private var isReading = false
    private var isPhonetic = false

    init(limits: SheetLimits, strings: SharedStrings, formats: CellFormats, deliver: @escaping (Int, SheetCells) throws -> Void) {
        self.limits = limits
        self.strings = strings
        self.formats = formats
        self.deliver = deliver
    }

    mutating func begin(_ tag: XMLTag, _ attributes: XMLAttributes) {
        switch tag {
        case .cell: beginCell(attributes)
        case .value: isReading = true
        case .text: isReading = !isPhonetic
        case .phonetic: isPhonetic = true
        case .row: beginRow(attributes)
        case .mergedCell: beginMerged(attributes)
        case .inlineString, .sharedString, .relationship, .workbookProperties, .sheet, .numberFormat, .cellFormats, .format,
            .paragraph, .tableRow, .tableCell, .lineBreak, .tab, .fallback, .other:
            break
        }
    }

    mutating func end(_ tag: XMLTag) {
        switch tag {
        case .value, .text: isReading = false
        case .cell: if !bytes.isEmpty { endCell() }
        case .phonetic: isPhonetic = false
        case .row: endRow()
        case .mergedCell, .inlineString, .sharedString, .relationship, .workbookProperties, .sheet, .numberFormat, .cellFormats, .format,
            .paragraph, .tableRow, .tableCell, .lineBreak, .tab, .fallback, .other:
            break
        }
    }

    mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
        guard isReading else { return }
        bytes.append(contentsOf: text)
        if bytes.count > limits.cellBytes { failure = SpreadsheetError.cellTooLong(row: row) }
    }

    private mutating func beginRow(_ attributes: XMLAttributes) {
        var number = row + 1
        attributes.forEach { name, value in
            if name[0] == CChar(bitPattern: UInt8(ascii: "r")), name[1] == 0 { number = Self.integer(value) }
        }
        row = number
        column = 0
        cells.removeAll(keepingCapacity: true)
        longNumbers.removeAll(keepingCapacity: true)
    }

    private mutating func beginMerged(_ attributes: XMLAttributes) {
        guard merged.count < MergedRange.most, let reference = attributes.dictionary()["ref"] else { return }
        if let range = MergedRange(reference) { merged.append(range) }
    }

    private mutating func endRow() {
        while let last = cells.last, last.isEmpty { cells.removeLast() }
        guard !cells.isEmpty else { return }
        do { try deliver(row, SheetCells(cells, longNumbers: longNumbers)) } catch { failure = error }
    }

    private mutating func beginCell(_ attributes: XMLAttributes) {
        var (column, style, type) = (column + 1, 0, CellType.number)
        attributes.forEach { name, value in
            guard name[0] != 0, name[1] == 0 else { return }
            switch UInt8(bitPattern: name[0]) {
            case UInt8(ascii: "r"): column = Self.column(value) ?? column
            case UInt8(ascii: "s"): style = Self.integer(value)
            case UInt8(ascii: "t"): type = Self.type(value)
            default: break
            }
        }
        (self.column, self.style, self.type) = (column, style, type)
        isReading = false
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func endCell() {
        let text: String
        do { text = try shown() } catch { return failure = error }
        if type == .number, formats.kind(ofStyle: style) == .number, CellText.isLong(bytes) { longNumbers.append(column - 1) }
        bytes.removeAll(keepingCapacity: true)
        guard !text.isEmpty else { return }
        guard column <= limits.columns else {
            return failure = SpreadsheetError.tooManyColumns(row: row, limit: limits.columns)
        }
        while cells.count < column - 1 { cells.append("") }
        if cells.count >= column { cells[column - 1] = text } else { cells.append(text) }
    }

    private func shown() throws(SpreadsheetError) -> String {
        switch type {
        case .number:
            let kind = formats.kind(ofStyle: style)
            return kind == .number ? CellText.number(bytes) : CellText.moment(bytes, kind, is1904: formats.is1904)
        case .sharedString:
            guard let number = WholeNumber.parse(bytes), let text = try strings[number] else { throw .damaged }
            return ExcelEscape.decoded(text)
        case .text: return ExcelEscape.decoded(String(decoding: bytes, as: UTF8.self))
        case .boolean: return bytes == [UInt8(ascii: "1")] || bytes.count == 4 ? "TRUE" : "FALSE"
        case .isoDate: return Self.isoDate(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func type(_ value: UnsafePointer<CChar>) -> CellType {
        switch UInt8(bitPattern: value[0]) {
        case UInt8(ascii: "s"): value[1] == 0 ? .sharedString : .text
        case UInt8(ascii: "i"), UInt8(ascii: "e"): .text
        case UInt8(ascii: "b"): .boolean
        case UInt8(ascii: "d"): .isoDate
        default: .number
        }
    }

    /// `2026-01-05T08:30:00` as 2026-01-05 08:30.
    private static func isoDate(_ text: String) -> String {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2 else { return text }
        let clock = parts[1].prefix(5)
        return clock == "00:00" ? String(parts[0]) : "\(parts[0]) \(clock)"
    }

    /// The column of a reference such as AB12; nil when there is none.
    private static func column(_ reference: UnsafePointer<CChar>) -> Int? {
        var column = 0
        var index = 0
        while index < 4 {
            let letter = UInt8(bitPattern: reference[index]) & 0xDF
            guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { break }
            column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
            index += 1
        }
        return column == 0 ? nil : column
    }

    /// A number without sign; what is none counts as far as it goes, and never overflows.
    private static func integer(_ digits: UnsafePointer<CChar>) -> Int {
        var number = 0
        var index = 0
        while index < 12, let digit = UInt8(exactly: digits[index]), digit >= 0x30, digit <= 0x39 {
            number = number * 10 + Int(digit - 0x30)
            index += 1
        }
        return number
    }
}
