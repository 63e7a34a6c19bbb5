import Authority
import Spreadsheets
import Storage
import Timekeeping

/// Takes the cells of a row apart by heading, cleaned, collecting every problem before any is told.
package struct RowReading {
    private let cells: SheetCells
    private let layout: SheetLayout
    /// The column behind the one read last: most rows are read in the order of their columns.
    private var cursor = 0
    package private(set) var problems: [ImportProblem] = []

    package init(_ cells: SheetCells, _ layout: SheetLayout) { (self.cells, self.layout) = (cells, layout) }

    private mutating func place(_ heading: String) -> Int? {
        guard let place = stands(heading, cursor) ?? stands(heading, cursor - 1) ?? stands(heading, cursor + 1) ?? layout.places[heading]
        else { return nil }
        cursor = place + 1
        return place
    }

    private func stands(_ heading: String, _ place: Int) -> Int? {
        layout.columns.indices.contains(place) && layout.columns[place].heading == heading ? place : nil
    }

    package mutating func refuse(_ heading: String, _ message: String) {
        problems.append(ImportProblem(heading, message))
    }

    package mutating func isBlank(_ heading: String) -> Bool { place(heading).map(cells.isBlank) ?? true }

    /// Text in one line; empty where the cell is.
    package mutating func text(_ heading: String, limit: Int = 200) -> String {
        let text = place(heading).map { cells.withBytes($0) { Cleaning.text($0) } } ?? ""
        if text.isEmpty { demand(heading) }
        // no text has more characters than bytes
        if text.utf8.count > limit, text.count > limit { refuse(heading, "\(heading)限制在\(limit)字符") }
        return text
    }

    /// A code, a telephone number: half width, upper case, no spaces.
    package mutating func code(_ heading: String) -> String {
        let code = place(heading).map { cells.withBytes($0) { Cleaning.code($0) } } ?? ""
        if code.isEmpty { demand(heading) }
        return code
    }

    /// Nil where the cell is empty or no day.
    /// - Parameter none: the word that says that there is no day, such as 长期.
    package mutating func date(_ heading: String, none: String = "") -> CalendarDate? {
        guard let place = place(heading), !cells.isBlank(place) else {
            demand(heading)
            return nil
        }
        if !none.isEmpty, Cleaning.text(cells[place]) == none { return nil }
        let day = Cleaning.date(cells[place]).flatMap { CalendarDate(year: $0.year, month: $0.month, day: $0.day) }
        if day == nil { refuse(heading, "\(heading)应为日期，如 2026-01-31") }
        return day
    }

    /// One of the words people use for a choice.
    package mutating func choice<Choice>(_ heading: String, _ words: [(word: String, value: Choice)]) -> Choice? {
        guard let place = place(heading), !cells.isBlank(place) else {
            demand(heading)
            return nil
        }
        // as it stands first: a word from the list of the template
        if let found = cells.withBytes(place, { cell in words.first { $0.word.isSameBytes(as: cell) } }) { return found.value }
        let text = Cleaning.text(cells[place])
        if let found = words.first(where: { $0.word == text }) { return found.value }
        refuse(heading, "\(heading)应为以下之一：\(words.map(\.word).joined(separator: "、"))")
        return nil
    }

    /// Several words, parted by 、 or a comma or a semicolon.
    package mutating func list(_ heading: String) -> [String] {
        let text = text(heading, limit: .max)
        guard !text.isEmpty else { return [] }
        var seen = Set<String>()
        return text.split { "、,，;；".contains($0) }.map { Cleaning.text(String($0)) }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// The agency of that name in the importer's scope; the importer's own where the cell is empty.
    package mutating func agency(_ heading: String, _ context: ImportContext) -> Organization.ID {
        let name = place(heading).map { cells.withBytes($0) { Cleaning.text($0) } } ?? ""
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

    /// An empty cell of a column that must be filled in.
    private mutating func demand(_ heading: String) {
        if let place = place(heading), layout.columns[place].isRequired { refuse(heading, "请填写" + heading) }
    }
}

extension String {
    /// Without looking for other spellings of the same characters, which costs much more.
    fileprivate func isSameBytes(as cell: UnsafeRawBufferPointer) -> Bool {
        utf8.count == cell.count && utf8.elementsEqual(cell)
    }
}
