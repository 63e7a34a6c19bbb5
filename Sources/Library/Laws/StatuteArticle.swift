import Importing
import Storage
import Timekeeping

/// An article in one wording, with the period that wording is in force. A change of the law is a further wording; the
/// former one stays, so that a citation leads to what was in force on the day.
package struct StatuteArticle: Sendable, Equatable {
    package typealias ID = Identifier<StatuteArticle>

    package let id: ID
    package let statute: Statute.ID
    package let number: ArticleNumber
    /// 编, 章, 节, from the outside in.
    package let headings: [String]
    package let wording: ArticleWording
    package let validFrom: CalendarDate
    /// The first day on which this wording is no longer in force.
    package let validUntil: CalendarDate?
    /// By what it came to be: the decision on the amendment.
    package let basis: String

    package func isInForce(on date: CalendarDate) -> Bool {
        validFrom <= date && (validUntil.map { date < $0 } ?? true)
    }
}

/// The words of an article: 款, one a line, each with the 项 below it. Empty where the library has only the number.
package struct ArticleWording: Sendable, Hashable {
    package let text: String

    /// Lines are cleaned, blank ones left out.
    package init(_ text: String) {
        self.text = text.split(whereSeparator: \.isNewline)
            .map { String($0.drop(while: \.isBlank).reversed().drop(while: \.isBlank).reversed()) }
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    package var isEmpty: Bool { text.isEmpty }

    package struct Paragraph: Sendable, Equatable {
        package let text: String
        /// （一）, （二） …
        package var items: [Item]
        /// Lines of a table that stands below its words.
        package var rows: [String] = []
    }

    /// 项, with the 目 below it: 1., 2. …
    package struct Item: Sendable, Equatable {
        package let text: String
        package var points: [String] = []
    }

    package var paragraphs: [Paragraph] {
        var paragraphs: [Paragraph] = []
        for line in text.split(separator: "\n").map(String.init) {
            guard let last = paragraphs.indices.last else {
                paragraphs.append(Paragraph(text: line, items: []))
                continue
            }
            if Self.itemNumber(line) != nil {
                paragraphs[last].items.append(Item(text: line))
            } else if let item = paragraphs[last].items.indices.last, let point = Self.pointNumber(line),
                point == paragraphs[last].items[item].points.count + 1 {
                paragraphs[last].items[item].points.append(line)
            } else if Self.isRow(line) {
                paragraphs[last].rows.append(line)
            } else {
                paragraphs.append(Paragraph(text: line, items: []))
            }
        }
        return paragraphs
    }

    /// Columns parted by bars or tabs, as tables come out of text files and DOCX.
    private static func isRow(_ line: String) -> Bool { line.contains("\t") || (line.hasPrefix("|") && line.count > 1) }

    /// The number at the head of 1.…, １．… or 2、…; nil for every other line.
    static func pointNumber(_ line: String) -> Int? {
        let digits = line.prefix { $0.isNumber && $0.wholeNumberValue != nil && !ChineseNumeral.characters.contains($0) }
        guard (1...2).contains(digits.count), let mark = line.dropFirst(digits.count).first, ".．、".contains(mark) else { return nil }
        return digits.reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
    }

    /// The words of one 款, 项 or 目, numbered from one; nil when there is none.
    package func part(paragraph: Int?, item: Int?, point: Int? = nil) -> String? {
        let all = paragraphs
        guard let at = paragraph ?? (item == nil ? nil : all.firstIndex { !$0.items.isEmpty }.map { $0 + 1 })
        else { return text }
        guard all.indices.contains(at - 1) else { return nil }
        guard let item else { return all[at - 1].text }
        guard let found = all[at - 1].items.first(where: { Self.itemNumber($0.text) == item }) else { return nil }
        guard let point else { return found.text }
        return found.points.first { Self.pointNumber($0) == point }
    }

    /// The number at the head of （三）…; nil for every other line.
    static func itemNumber(_ line: String) -> Int? {
        guard let open = line.first, "（(".contains(open), let close = line.firstIndex(where: { "）)".contains($0) }) else { return nil }
        let numeral = line[line.index(after: line.startIndex)..<close]
        return numeral.allSatisfy(ChineseNumeral.characters.contains) ? ChineseNumeral.number(numeral) : nil
    }
}

extension Character {
    /// White space, the wide blank of Chinese texts, and marks that nobody sees.
    package var isBlank: Bool { isWhitespace || self == "\u{3000}" || self == "\u{FEFF}" || self == "\u{200B}" }
}
