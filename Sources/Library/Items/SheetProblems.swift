import Spreadsheets

/// What is wrong with a row of a table, by column.
package struct SheetProblems: Error, Sendable, Equatable {
    package struct Problem: Sendable, Equatable {
        /// The heading of the column; empty when the row as a whole is meant.
        package let heading: String
        package let message: String
    }

    package private(set) var all: [Problem] = []

    package init() {}

    package var isEmpty: Bool { all.isEmpty }

    package mutating func add(_ heading: String, _ message: String) { all.append(Problem(heading: heading, message: message)) }

    /// The one of `choices` that the cell names; notes the problem when there is none.
    package mutating func choice<Choice>(
        _ cell: String, _ heading: String, _ choices: [Choice], _ label: (Choice) -> String
    ) -> Choice? {
        let text = Cleaning.text(cell)
        if let choice = choices.first(where: { label($0) == text }) { return choice }
        let known = choices.map(label).joined(separator: "、")
        add(heading, text.isEmpty ? "请填写\(heading)" : "\(heading)“\(text)”不在可选范围：\(known)")
        return nil
    }
}

/// Several values in one cell.
package enum SheetList {
    /// By lines, semicolons and 、 between short values.
    package static func split(_ cell: String) -> [String] {
        cell.split { $0.isNewline || "；;、".contains($0) }.map { Cleaning.text(String($0)) }.filter { !$0.isEmpty }
    }

    /// Sentences may hold 、 and stay whole.
    package static func sentences(_ cell: String) -> [String] {
        cell.split { $0.isNewline || "；;".contains($0) }.map { Cleaning.text(String($0)) }.filter { !$0.isEmpty }
    }

    package static func joined(_ sentences: [String]) -> String { sentences.joined(separator: "；") }
}

/// What became of a row.
package enum SheetOutcome: Sendable, Equatable {
    case created, changed, unchanged
    case refused(String)
}
