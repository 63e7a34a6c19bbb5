/// The elements of a workbook that matter to reading rows.
enum XMLTag {
    case row, cell, value, inlineString, text, phonetic, sharedString
    case relationship, workbookProperties, sheet, numberFormat, cellFormats, format, mergedCell
    /// Of a text document.
    case paragraph, tableRow, tableCell, lineBreak, tab, fallback
    case other

    /// `name` may carry a namespace prefix.
    init(_ name: UnsafePointer<CChar>) {
        let local = Self.withoutPrefix(name)
        if local[0] != 0, local[1] == 0 {
            self = Self.single(UInt8(bitPattern: local[0]))
        } else if local[0] == Self.i, local[1] == Self.s, local[2] == 0 {
            self = .inlineString
        } else {
            self = Self.long(String(cString: local))
        }
    }

    private static let i = CChar(bitPattern: UInt8(ascii: "i"))
    private static let s = CChar(bitPattern: UInt8(ascii: "s"))

    private static func single(_ letter: UInt8) -> XMLTag {
        switch letter {
        case UInt8(ascii: "c"): .cell
        case UInt8(ascii: "v"): .value
        case UInt8(ascii: "t"): .text
        case UInt8(ascii: "p"): .paragraph
        default: .other
        }
    }

    private static func long(_ name: String) -> XMLTag {
        switch name {
        case "row": .row
        case "si": .sharedString
        case "rPh": .phonetic
        case "xf": .format
        case "cellXfs": .cellFormats
        case "numFmt": .numberFormat
        case "sheet": .sheet
        case "workbookPr": .workbookProperties
        case "Relationship": .relationship
        case "mergeCell": .mergedCell
        case "tr": .tableRow
        case "tc": .tableCell
        case "br": .lineBreak
        case "tab": .tab
        case "Fallback": .fallback
        default: .other
        }
    }

    static func withoutPrefix(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar> {
        var start = name
        var end = name
        while end.pointee != 0 {
            if end.pointee == CChar(bitPattern: UInt8(ascii: ":")) { start = end + 1 }
            end += 1
        }
        return start
    }
}

/// The attributes of one element, valid during its callback.
struct XMLAttributes {
    private let base: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    init(_ base: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        self.base = base
    }

    /// Names without their prefix. Of the scanned parts no value is used that could hold a reference.
    func forEach(_ body: (_ name: UnsafePointer<CChar>, _ value: UnsafePointer<CChar>) -> Void) {
        guard var pair = base else { return }
        while let name = pair[0], let value = pair[1] {
            body(XMLTag.withoutPrefix(name), value)
            pair += 2
        }
    }

    func dictionary() -> [String: String] {
        var found: [String: String] = [:]
        forEach { found[String(cString: $0)] = String(cString: $1) }
        return found
    }
}
