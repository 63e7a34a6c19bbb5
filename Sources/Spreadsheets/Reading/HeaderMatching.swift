/// Finds the heading row of one of our templates (SUBJ-14): all headings, in order, none besides. Titles
/// above it are allowed.
package struct HeaderMatching: Sendable {
    /// The heading row stands among the first ten.
    static let lastRow = 10

    /// Of required columns, after `bracket`.
    private static let markers = ["(必填)", "[必填]", "*"]

    /// How many columns are named, of those that are missing or too many.
    private static let named = 5

    private let expected: [String]
    /// How many of the headings the row had that was likest to ours, and what was different in it.
    private var likest = (headings: 0, difference: "")

    package init(headings: [String]) {
        expected = headings.map(Self.normalised)
    }

    /// Whether the row is the heading row; one that is not is remembered for the refusal.
    package mutating func isHeading(_ cells: SheetCells) -> Bool {
        var found = cells.map(Self.normalised)
        while found.last == "" { found.removeLast() }
        guard found != expected else { return true }
        let known = Set(found).intersection(expected).count
        if known > likest.headings { likest = (known, difference(found)) }
        return false
    }

    /// Why the file is refused: a heading row that was altered is told from a table of another kind.
    var refusal: SpreadsheetError {
        likest.headings * 2 > expected.count ? .alteredTemplate(likest.difference) : .notOurTemplate
    }

    private func difference(_ found: [String]) -> String {
        let (missing, further) = (expected.filter { !found.contains($0) }, found.filter { !expected.contains($0) })
        if missing.isEmpty, further.isEmpty {
            let twice = Dictionary(grouping: found) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
            return twice.isEmpty ? "列的顺序应为" + expected.joined(separator: "、") : Self.words("重复的列", twice)
        }
        return [Self.words("缺少列", missing), Self.words("多出列", further)].filter { !$0.isEmpty }.joined(separator: "，")
    }

    private static func words(_ what: String, _ columns: [String]) -> String {
        guard !columns.isEmpty else { return "" }
        let names = columns.prefix(named).map { $0.isEmpty ? "没有表头的一列" : "“\($0)”" }.joined(separator: "、")
        return what + names + (columns.count > named ? "等\(columns.count)列" : "")
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
    /// Throws `SpreadsheetError.notOurTemplate` or `alteredTemplate` before the first call when the headings are not found, and
    /// `mergedCells` after the last when rows share cells: what stands in the first of them only would be missing from
    /// the others.
    package func forEachRecord(under headings: [String], _ body: (_ row: Int, _ cells: SheetCells) throws -> Void) throws {
        var matching = HeaderMatching(headings: headings)
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
                throw matching.refusal
            }
        }
        if !isBelow { throw matching.refusal }
        let shared = merged.filter { $0.lastRow > headingRow && $0.firstRow <= lastRow }
        if !shared.isEmpty { throw SpreadsheetError.mergedCells(rows: MergedRange.words(shared)) }
    }
}
