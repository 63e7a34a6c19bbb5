import Authority
import Spreadsheets
import Storage
import Timekeeping

/// Takes the cells of a row apart by heading, cleaned, collecting every problem before any is told.
package struct RowReading {
    private let cells: [String]
    private let layout: SheetLayout
    /// The column behind the one read last: most rows are read in the order of their columns.
    private var cursor = 0
    package private(set) var problems: [ImportProblem] = []

    package init(_ cells: [String], _ layout: SheetLayout) { (self.cells, self.layout) = (cells, layout) }

    private mutating func cell(_ heading: String) -> String {
        guard let place = place(heading) else { return "" }
        cursor = place + 1
        return place < cells.count ? cells[place] : ""
    }

    private func place(_ heading: String) -> Int? {
        for guess in [cursor - 1, cursor] where layout.columns.indices.contains(guess) {
            if layout.columns[guess].heading.isSameBytes(as: heading) { return guess }
        }
        return layout.places[heading]
    }

    package mutating func refuse(_ heading: String, _ message: String) {
        problems.append(ImportProblem(heading, message))
    }

    package mutating func isBlank(_ heading: String) -> Bool {
        let cell = cell(heading)
        return cell.isEmpty || Cleaning.text(cell).isEmpty
    }

    /// Text in one line; empty where the cell is.
    package mutating func text(_ heading: String, limit: Int = 200) -> String {
        let text = Cleaning.text(cell(heading))
        demand(heading, !text.isEmpty)
        // no text has more characters than bytes
        if text.utf8.count > limit, text.count > limit { refuse(heading, "\(heading)限制在\(limit)字符") }
        return text
    }

    /// A code, a telephone number: half width, upper case, no spaces.
    package mutating func code(_ heading: String) -> String {
        let code = Cleaning.code(cell(heading))
        demand(heading, !code.isEmpty)
        return code
    }

    /// Nil where the cell is empty or no day.
    package mutating func date(_ heading: String) -> CalendarDate? {
        guard !isBlank(heading) else {
            demand(heading, false)
            return nil
        }
        let day = Cleaning.date(cell(heading)).flatMap { CalendarDate(year: $0.year, month: $0.month, day: $0.day) }
        if day == nil { refuse(heading, "\(heading)应为日期，如 2026-01-31") }
        return day
    }

    /// One of the words people use for a choice.
    package mutating func choice<Choice>(_ heading: String, _ words: [(word: String, value: Choice)]) -> Choice? {
        let text = Cleaning.text(cell(heading))
        guard !text.isEmpty else {
            demand(heading, false)
            return nil
        }
        if let found = words.first(where: { $0.word.isSameBytes(as: text) }) { return found.value }
        refuse(heading, "\(heading)应为以下之一：\(words.map(\.word).joined(separator: "、"))")
        return nil
    }

    /// Several words, parted by 、 or a comma or a semicolon.
    package mutating func list(_ heading: String) -> [String] {
        let text = Cleaning.text(cell(heading))
        demand(heading, !text.isEmpty)
        var seen = Set<String>()
        return text.split { "、,，;；".contains($0) }.map { Cleaning.text(String($0)) }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// The agency of that name in the importer's scope; the importer's own where the cell is empty.
    package mutating func agency(_ heading: String, _ context: ImportContext) -> Organization.ID {
        let name = Cleaning.text(cell(heading))
        guard !name.isEmpty else { return context.actor.organization }
        if let agency = context.agency(named: name) { return agency }
        refuse(heading, "\(heading)“\(name)”不存在，或不在您的管理范围内")
        return context.actor.organization
    }

    /// The record, unless something was wrong.
    package func result<Record>(_ record: @autoclosure () -> Record?) -> Result<Record, ImportProblems> {
        guard problems.isEmpty else { return .failure(ImportProblems(problems)) }
        guard let record = record() else { return .failure([ImportProblem("", "该行内容不完整")]) }
        return .success(record)
    }

    private mutating func demand(_ heading: String, _ isThere: Bool) {
        if !isThere, let place = place(heading), layout.columns[place].isRequired { refuse(heading, "请填写" + heading) }
    }
}

extension String {
    /// Without looking for other spellings of the same characters, which costs much more.
    fileprivate func isSameBytes(as other: String) -> Bool { utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8) }
}
