/// Finds the heading row of one of our templates (SUBJ-14): all headings, in order, none besides. Titles
/// above it are allowed.
package struct HeaderMatching: Sendable {
    /// The heading row stands among the first ten.
    static let lastRow = 10

    /// Of required columns, after `bracket`.
    private static let markers = ["(必填)", "[必填]", "*"]

    private let expected: [String]

    package init(headings: [String]) {
        expected = headings.map(Self.normalised)
    }

    package func isHeading(_ cells: SheetCells) -> Bool {
        var found = cells.map(Self.normalised)
        while found.last == "" { found.removeLast() }
        return found == expected
    }

    /// A heading without spaces, without the marker of required columns, its brackets in one width.
    static func normalised(_ heading: String) -> String {
        var text = Cleaning.text(heading).filter { $0 != " " }
        text = String(text.map { bracket($0) })
        while let marker = markers.first(where: { text.hasSuffix($0) }) { text.removeLast(marker.count) }
        while let marker = markers.first(where: { text.hasPrefix($0) }) { text.removeFirst(marker.count) }
        return text
    }

    private static func bracket(_ character: Character) -> Character {
        switch character {
        case "（": "("
        case "）": ")"
        case "【", "［": "["
        case "】", "］": "]"
        default: character
        }
    }
}

extension SheetReader {
    /// Calls `body` with every row below the heading row that is more than white space; a row may have fewer cells than there are headings.
    ///
    /// Throws `SpreadsheetError.notOurTemplate` before the first call when the headings are not found, and
    /// `mergedCells` after the last when rows share cells: what stands in the first of them only would be missing from
    /// the others.
    package func forEachRecord(under headings: [String], _ body: (_ row: Int, _ cells: SheetCells) throws -> Void) throws {
        let matching = HeaderMatching(headings: headings)
        var isBelow = false
        var (headingRow, lastRow) = (0, 0)
        let merged = try forEachRowFindingMerged { row, cells in
            if isBelow {
                guard !SheetMark.isMark(cells), !cells.indices.allSatisfy(cells.isBlank) else { return }
                lastRow = row
                try body(row, cells)
            } else if row <= HeaderMatching.lastRow, matching.isHeading(cells) {
                (isBelow, headingRow) = (true, row)
            } else if row >= HeaderMatching.lastRow {
                throw SpreadsheetError.notOurTemplate
            }
        }
        if !isBelow { throw SpreadsheetError.notOurTemplate }
        let shared = merged.filter { $0.lastRow > headingRow && $0.firstRow <= lastRow }
        if !shared.isEmpty { throw SpreadsheetError.mergedCells(rows: MergedRange.words(shared)) }
    }
}
