extension Composer {
    private struct SetCell {
        let passage: Passage
        let x: Double
        let width: Double
    }

    private struct SetRow {
        let cells: [SetCell]
        var lineCount: Int { cells.map(\.passage.lines.count).max() ?? 0 }
    }

    private struct Measure {
        let pitch: Double
        let padding: Double

        func height(lines: Int) -> Double { Double(lines) * pitch + 2 * padding }
        func lines(in height: Double) -> Int { Int(((height - 2 * padding) / pitch + 0.001).rounded(.down)) }
    }

    /// A table on its way over the pages.
    private struct Progress {
        let measure: Measure
        let head: SetRow?
        let headHeight: Double
        /// Lines of a row that an empty page holds below the head.
        let room: Int
        var needsHead = true
    }

    mutating func place(_ table: Table) throws(TypesettingError) {
        let measure = Measure(pitch: 1.4 * table.size, padding: 0.3 * table.size)
        let head = table.hasHead ? try set(table.columns.map { .label($0.title) }, of: table) : nil
        let headHeight = head.map { measure.height(lines: $0.lineCount) } ?? 0
        var progress = Progress(
            measure: measure, head: head, headHeight: headHeight, room: measure.lines(in: fullHeight - headHeight))
        let gap = Self.tableGap * pitch
        if !isAtTop { y += gap }
        for (index, cells) in table.rows.enumerated() {
            let goesWithEnd = index == table.rows.count - 1 && following > 0
            place(try set(cells, of: table), with: goesWithEnd ? following + gap : 0, &progress)
        }
        if table.rows.isEmpty {
            reserve(headHeight)
            drawHead(&progress)
        }
        y += gap
    }

    private mutating func place(_ row: SetRow, with following: Double, _ progress: inout Progress) {
        let measure = progress.measure
        let height = measure.height(lines: min(row.lineCount, progress.room))
        if progress.needsHead || following > 0, !fits((progress.needsHead ? progress.headHeight : 0) + height + following),
            !isAtTop
        {
            breakPage()
            progress.needsHead = true
        }
        var done = 0
        while done < row.lineCount {
            let above = progress.needsHead ? progress.headHeight : 0
            let fitting = measure.lines(in: bottom - y - above)
            let rest = row.lineCount - done
            // A row is only torn apart if no page can hold it.
            if fitting < rest, fitting < 1 || rest <= progress.room, !isAtTop {
                breakPage()
                progress.needsHead = true
                continue
            }
            drawHead(&progress)
            let taken = min(rest, max(1, fitting))
            draw(row, taken, from: done, measure)
            done += taken
        }
    }

    private mutating func drawHead(_ progress: inout Progress) {
        if progress.needsHead, let head = progress.head { draw(head, head.lineCount, from: 0, progress.measure) }
        progress.needsHead = false
    }

    private func set(_ cells: [Table.Cell], of table: Table) throws(TypesettingError) -> SetRow {
        let shares = table.columns.reduce(0) { $0 + $1.share }
        var x = left
        var column = 0
        var row: [SetCell] = []
        for cell in cells where column < table.columns.count {
            let covered = table.columns[column..<min(column + cell.span, table.columns.count)]
            let width = width * covered.reduce(0) { $0 + $1.share } / max(shares, 0.001)
            let passage = try Passage(
                Prose(cell.text),
                .init(
                    face: cell.isLabel ? .hei : .fangsong, size: table.size, width: width - 2 * Self.cellInset,
                    alignment: cell.isLabel ? .center : table.columns[column].alignment),
                in: context)
            row.append(SetCell(passage: passage, x: x, width: width))
            x += width
            column += cell.span
        }
        return SetRow(cells: row)
    }

    /// White above and below a table, in lines.
    private static let tableGap = 0.3
    private static let cellInset = 4.0

    /// Draws `count` lines of a row, and its borders. A cell with fewer lines than the row has stands in its middle.
    private mutating func draw(_ row: SetRow, _ count: Int, from first: Int, _ measure: Measure) {
        let height = measure.height(lines: count)
        let isWhole = first == 0 && count == row.lineCount
        for cell in row.cells {
            let lines = cell.passage.lines.count
            let lead = isWhole ? Double(count - lines) / 2 * measure.pitch : 0
            for line in first..<max(first, min(first + count, lines)) {
                let offset = measure.padding + lead + Double(line - first) * measure.pitch
                let baseline = y + offset + cell.passage.baseline(pitch: measure.pitch)
                draw(.text(cell.passage, line: line, x: cell.x + Self.cellInset, y: baseline, .black))
            }
            draw(.box(Frame(x: cell.x, y: y, width: cell.width, height: height)))
        }
        y += height
    }
}
