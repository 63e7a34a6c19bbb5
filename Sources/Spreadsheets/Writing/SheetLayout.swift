/// One column of a table that we hand out.
package struct SheetColumn: Sendable {
    package enum Kind: Equatable, Sendable {
        case text
        /// Codes, telephone numbers: text, so that no digit is lost.
        case code
        case number
        case date
        /// One of these, offered as a list.
        case choice([String])
    }

    package let heading: String
    package let kind: Kind
    package let isRequired: Bool
    /// In characters of the standard font.
    package let width: Double
    /// What to fill in, for the instruction sheet.
    package let note: String

    package init(_ heading: String, _ kind: Kind = .text, isRequired: Bool = false, width: Double? = nil, note: String = "") {
        self.heading = heading
        self.kind = kind
        self.isRequired = isRequired
        // A Chinese character is twice as wide as a digit.
        self.width = width ?? max(12, Double(heading.count * 2 + 4))
        self.note = note
    }

    /// As shown: required columns carry a star.
    var shownHeading: String { isRequired ? heading + "*" : heading }
}

/// What a table looks like before its rows are known.
package struct SheetLayout: Sendable {
    /// Name of the sheet.
    package let name: String
    package let columns: [SheetColumn]
    /// General instructions; with them, or with notes of columns, the workbook gets a sheet 填写说明.
    package let instructions: [String]
    /// Where each heading stands.
    package let places: [String: Int]

    package init(name: String, columns: [SheetColumn], instructions: [String] = []) {
        self.name = name
        self.columns = columns
        self.instructions = instructions
        places = Dictionary(zip(columns.map(\.heading), 0...), uniquingKeysWith: { first, _ in first })
    }

    var needsInstructions: Bool { !instructions.isEmpty || columns.contains { !$0.note.isEmpty } }
}
