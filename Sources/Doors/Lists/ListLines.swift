import Authority

/// What the table of a list page shows, whatever its rows are: all that depends on their type is asked here once, so that
/// the table is written by code that knows it.
struct ListTable {
    let title: String
    let path: String
    let headings: [ListHeading]
    let lines: [ListLine]
    /// The number of the first line.
    let first: Int
    /// What the list is sorted by; nil where it can't be sorted.
    let sort: String??
    let hasBoxes: Bool
    let hasActions: Bool
    /// Pixels for the table on a screen of 1280 with a scroll bar of 17.
    let room: Int
    /// Room for the first act of every row and the button for the others.
    private let opsPixels: Int

    init<Row: Codable & Sendable>(
        _ screen: ListScreen<Row>, of rows: [Row], for actor: Actor?, hasBulk: Bool, from first: Int, sort: String??
    ) {
        (title, path, self.first, self.sort) = (screen.title, screen.path, first, sort)
        let lines = screen.lines(of: rows, for: actor, hasBulk: hasBulk)
        self.lines = lines
        headings = screen.columns.enumerated().map { place, column in
            ListHeading(column, isNumber: lines.first?.cells[place].isNumber ?? false)
        }
        hasBoxes = lines.contains { $0.key != nil }
        hasActions = lines.contains { !$0.actions.isEmpty }
        room = switch screen.layout {
        case .inner: 1040
        case .open, .enterprise, .bare: 1100
        }
        opsPixels = Self.opsPixels(lines)
    }

    /// What the columns need in pixels, in the steps that the style sheet has classes for (`at-least-…`).
    var width: Int {
        let ops = (hasActions ? opsPixels : 0) + (hasBoxes ? 38 : 0)
        let needed = headings.reduce(56 + ops) { $0 + $1.pixels }
        let step = needed > 1040 ? 100 : 40
        return min(max((needed + step - 1) / step * step, 720), 2000)
    }

    private static func opsPixels(_ lines: [ListLine]) -> Int {
        var (longest, label, hasMore) = (0, "", false)
        for line in lines {
            hasMore = hasMore || line.actions.count > 1
            // most rows have the same first act
            guard let first = line.actions.first?.label, first != label else { continue }
            label = first
            longest = max(longest, label.count)
        }
        let needed = (label.isEmpty ? 2 : longest) * 13 + 26 + (hasMore ? 38 : 0)
        return [94, 126, 148, 184].first { $0 >= needed } ?? 204
    }

    var opsClass: String {
        switch opsPixels {
        case 94: "c-ops"
        case 126: "c-people"
        case 148: "c-time"
        case 184: "c-code"
        default: "c-name"
        }
    }
}

struct ListLine {
    let cells: [Cell]
    /// Those that are offered to the person.
    let actions: [Action]
    /// The record that acts on many rows would be done to.
    let key: String?
}

extension ListScreen {
    fileprivate func lines(of rows: [Row], for actor: Actor?, hasBulk: Bool) -> [ListLine] {
        var lines: [ListLine] = []
        lines.reserveCapacity(rows.count)
        for row in rows {
            var cells: [Cell] = []
            cells.reserveCapacity(columns.count)
            for column in columns { cells.append(column.cell(row)) }
            var actions = rowActions(row)
            if !actions.allSatisfy({ $0.isOffered(to: actor) }) { actions.removeAll { !$0.isOffered(to: actor) } }
            lines.append(ListLine(cells: cells, actions: actions, key: hasBulk ? bulkKey(row) : nil))
        }
        return lines
    }
}

/// What stands above a column.
struct ListHeading {
    let title: String
    let second: String?
    /// How the value is named where there is no heading, as on a phone.
    let label: String
    let sorts: (first: String?, second: String?)
    let isNumber: Bool
    let pixels: Int
    let className: String?

    init<Row>(_ column: Column<Row>, isNumber: Bool) {
        (title, second, sorts, self.isNumber) = (column.title, column.second, column.sorts, isNumber)
        label = column.second.map { column.title + "、" + $0 } ?? column.title
        let arrows = (first: sorts.first == nil ? 0 : 14, second: sorts.second == nil ? 0 : 14)
        let words = max(title.count * 13 + arrows.first, (second?.count ?? 0) * 12 + arrows.second) + 22
        pixels = column.width.pixels(for: words)
        className = column.width.className(pixels)
    }
}

extension ColumnWidth {
    /// Wide enough for what the column holds and for its heading.
    fileprivate func pixels(for words: Int) -> Int {
        switch self {
        case .serial: 56
        case .narrow: max(48, words)
        case .small: max(106, words)
        case .medium: max(126, words)
        case .time: max(148, words)
        case .wide: max(184, words)
        case .fill: 200
        }
    }

    /// The widths that the style sheet has a class for, in pixels.
    private static let classes: [(pixels: Int, name: String)] =
        [(48, "c-risk"), (84, "c-num"), (106, "c-state"), (126, "c-people"), (148, "c-time"), (184, "c-code"), (204, "c-name")]

    fileprivate func className(_ pixels: Int) -> String? {
        switch self {
        case .serial: "c-no"
        case .fill: nil
        case .narrow, .small, .medium, .time, .wide: Self.classes.first { $0.pixels >= pixels }?.name ?? "c-name"
        }
    }
}

extension Cell {
    var isNumber: Bool { if case .number = self { true } else { false } }
}
