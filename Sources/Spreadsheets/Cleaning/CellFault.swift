/// What makes a cell wrong in every kind of table.
package enum CellFault: Equatable, Sendable {
    /// What a formula has left that could not be computed.
    case errorValue(String)
    /// A code that a spreadsheet program took for a number: the digits behind the fifteenth are made up.
    case digitsLost
    /// A character that no font prints and nobody can search for.
    case unprintable(Unicode.Scalar)

    package var message: String {
        switch self {
        case .errorValue(let word): "该单元格是错误值\(word)，请改正公式或直接填写内容"
        case .digitsLost: "该列是数字格式，后几位已丢失，请改为文本格式后重新填写"
        case .unprintable(let scalar): Cleaning.unprintableMessage(scalar)
        }
    }

    private static let errors: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!",
        "#UNKNOWN!", "#BUSY!", "#GETTING_DATA", "#PYTHON!", "#EXTERNAL!",
    ]

    /// What is wrong with the cell; nil for nearly all.
    package static func of(_ cells: SheetCells, _ place: Int, in column: SheetColumn) -> CellFault? {
        if cells.isLongNumber(place), column.kind != .number { return .digitsLost }
        let kind = cells.withBytes(place, Kind.init)
        switch kind {
        case .harmless: return nil
        case .perhapsError:
            let text = Cleaning.text(cells[place]).uppercased()
            if errors.contains(text) { return .errorValue(text) }
        case .perhapsNumber:
            if column.kind != .number, isScientific(Cleaning.code(cells[place])) { return .digitsLost }
        case .perhapsUnprintable: break
        }
        return Cleaning.unprintable(in: cells[place]).map { .unprintable($0) }
    }

    /// What a look at the bytes of a cell shows: most need no second one.
    private enum Kind {
        case harmless, perhapsError, perhapsNumber, perhapsUnprintable

        init(_ cell: UnsafeRawBufferPointer) {
            var hasPlus = false, hasRare = false, hasHash = false
            for byte in cell {
                switch byte {
                case UInt8(ascii: "#"): hasHash = true
                case UInt8(ascii: "+"): hasPlus = true
                // the lead bytes of symbols, of private use, of half-width forms, of everything beyond the first plane
                case 0xE2, 0xEE...0xF7: hasRare = true
                case _: break
                }
            }
            self = hasHash ? .perhapsError : hasRare ? .perhapsUnprintable : hasPlus ? .perhapsNumber : .harmless
        }
    }

    /// `9.90101E+16`: what a spreadsheet program shows of a long number, and writes into a text file.
    private static func isScientific(_ code: String) -> Bool {
        let parts = code.split(separator: "E", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].first == "+", parts[1].count > 1, parts[1].dropFirst().allSatisfy(\.isNumber) else { return false }
        let digits = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        return digits.count <= 2 && digits[0].count == 1 && digits.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
    }
}

extension Cleaning {
    /// The first character that no font prints and nobody can search for, after the text was cleaned.
    package static func unprintable(in raw: String) -> Unicode.Scalar? {
        raw.unicodeScalars.first { !Characters.isInvisible($0) && Ideographs.isUnprintable(Ideographs.meant($0)) }
    }

    /// What a person is told of it.
    package static func unprintableMessage(_ scalar: Unicode.Scalar) -> String {
        let number = String(scalar.value, radix: 16, uppercase: true)
        return "含有不能显示和打印的字符（U+\(String(repeating: "0", count: max(0, 4 - number.count)))\(number)），请改用通用汉字"
    }
}
