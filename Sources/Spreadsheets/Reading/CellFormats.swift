/// Which cells of a workbook show a number as a date, by the number formats of styles.xml.
struct CellFormats {
    enum Kind: UInt8 {
        case number, date, dateTime, time
    }

    var kinds: [Kind] = []
    /// Old workbooks of the Macintosh count from 1904.
    let is1904: Bool

    init(is1904: Bool) {
        self.is1904 = is1904
    }

    func kind(ofStyle style: Int) -> Kind {
        style < kinds.count ? kinds[style] : .number
    }

    /// The formats that have a number but no code in the file; 27 to 36 and 50 to 58 are the Chinese dates.
    static func builtIn(_ id: Int) -> Kind {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: .date
        case 18...21, 32...35, 45...47, 55, 56: .time
        case 22: .dateTime
        default: .number
        }
    }

    /// Reads a code such as `yyyy"年"m"月"d"日"` or `[$-804]h:mm`; what stands in quotes, brackets or behind
    /// a backslash is text.
    static func kind(ofCode code: String) -> Kind {
        let letters = meaningfulLetters(code)
        // "General" in the languages of Office; digits placeholders make it a number
        if letters.contains(where: { "0#?".contains($0) }) && !letters.contains(where: { "yd".contains($0) }) { return .number }
        if letters.hasPrefix("general") || letters.hasPrefix("g/") { return .number }
        let hasDay = letters.contains { "yd".contains($0) } || (letters.contains("m") && !letters.contains { "hs".contains($0) })
        let hasClock = letters.contains { "hs".contains($0) }
        switch (hasDay, hasClock) {
        case (true, true): return .dateTime
        case (true, false): return .date
        case (false, true): return .time
        case (false, false): return .number
        }
    }

    private static func meaningfulLetters(_ code: String) -> String {
        var letters = ""
        var closing: Character?
        var skipsNext = false
        for character in code.lowercased() {
            if skipsNext {
                skipsNext = false
            } else if let end = closing {
                if character == end { closing = nil }
            } else if character == ";" {
                break
            } else if character == "\"" {
                closing = "\""
            } else if character == "[" {
                closing = "]"
            } else if character == "\\" || character == "_" || character == "*" {
                skipsNext = true
            } else {
                letters.append(character)
            }
        }
        return letters
    }
}

/// Reads styles.xml.
struct FormatsListener: XMLListener {
    var formats: CellFormats
    var failure: (any Error)?
    private var codes: [Int: CellFormats.Kind] = [:]
    private var isInCellFormats = false

    /// Excel allows 65,490 cell formats.
    private static let most = 70_000

    init(is1904: Bool) {
        formats = CellFormats(is1904: is1904)
    }

    mutating func begin(_ tag: XMLTag, _ attributes: XMLAttributes) {
        if tag == .cellFormats { isInCellFormats = true }
        if tag == .numberFormat { takeCode(attributes.dictionary()) }
        guard tag == .format, isInCellFormats else { return }
        guard formats.kinds.count < Self.most else { return failure = SpreadsheetError.damaged }
        let id = attributes.dictionary()["numFmtId"].flatMap { Int($0) } ?? 0
        formats.kinds.append(codes[id] ?? CellFormats.builtIn(id))
    }

    mutating func end(_ tag: XMLTag) {
        if tag == .cellFormats { isInCellFormats = false }
    }

    mutating func read(_ text: UnsafeBufferPointer<UInt8>) {}

    private mutating func takeCode(_ attributes: [String: String]) {
        guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else { return }
        guard codes.count < Self.most else { return failure = SpreadsheetError.damaged }
        codes[id] = CellFormats.kind(ofCode: code)
    }
}
