/// CSV by RFC 4180, in UTF-8 with a byte order mark so that Excel reads the Chinese.
final class TextTableWriter: SheetWriter {
    private let file: OutputFile
    private let columns: [SheetColumn]
    private var line: [UInt8] = []

    init(path: String, layout: SheetLayout) throws(SpreadsheetError) {
        file = try OutputFile(path: path)
        columns = layout.columns
        try file.write([0xEF, 0xBB, 0xBF])
        try write(columns.map(\.shownHeading), isHeading: true)
    }

    func append(_ cells: [String]) throws(SpreadsheetError) {
        try write(cells, isHeading: false)
    }

    func finish() throws(SpreadsheetError) {
        try file.finish()
    }

    private func write(_ cells: [String], isHeading: Bool) throws(SpreadsheetError) {
        line.removeAll(keepingCapacity: true)
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            let isNumber = !isHeading && index < columns.count && columns[index].kind == .number
            var cell = cell
            cell.withUTF8 { field($0, isNumber: isNumber) }
        }
        line.append(0x0D)
        line.append(0x0A)
        try file.write(line)
    }

    private func field(_ bytes: UnsafeBufferPointer<UInt8>, isNumber: Bool) {
        let needsGuard = Self.looksLikeFormula(bytes) && !(isNumber && PlainNumber.matches(bytes))
        // Quotes, commas and line ends; spaces at the ends survive only in quotes.
        let needsQuotes = bytes.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D } || bytes.first == 0x20 || bytes.last == 0x20
        if needsQuotes { line.append(0x22) }
        if needsGuard { line.append(UInt8(ascii: "'")) }
        if needsQuotes {
            for byte in bytes {
                if byte == 0x22 { line.append(0x22) }
                line.append(byte)
            }
            line.append(0x22)
        } else {
            line.append(contentsOf: bytes)
        }
    }

    /// A spreadsheet program would run such a cell as a formula (CSV injection).
    private static func looksLikeFormula(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch bytes.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: true
        // ＝ ＋ － ＠: the programs of East Asia take them for the narrow ones
        case 0xEF: bytes.count >= 3 && bytes[1] == 0xBC && [0x9D, 0x8B, 0x8D, 0xA0].contains(bytes[2])
        default: false
        }
    }
}

/// A number that a workbook can hold without losing a digit: at most fifteen, no leading zeros.
enum PlainNumber {
    static func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = bytes.first == UInt8(ascii: "-") ? 1 : 0
        let start = index
        var points = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "."), points == 0, index > start { points = 1 } else if !(0x30...0x39).contains(bytes[index]) { return false }
            index += 1
        }
        let digits = index - start - points
        guard digits > 0, digits <= 15, bytes.last != UInt8(ascii: ".") else { return false }
        return bytes[start] != 0x30 || digits == 1 || bytes[start + 1] == UInt8(ascii: ".")
    }
}
