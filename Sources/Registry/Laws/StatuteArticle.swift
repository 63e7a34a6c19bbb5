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
        package var items: [String]
    }

    package var paragraphs: [Paragraph] {
        var paragraphs: [Paragraph] = []
        for line in text.split(separator: "\n").map(String.init) {
            if Self.itemNumber(line) != nil, let last = paragraphs.indices.last {
                paragraphs[last].items.append(line)
            } else {
                paragraphs.append(Paragraph(text: line, items: []))
            }
        }
        return paragraphs
    }

    /// The words of one 款 or 项, numbered from one; nil when there is none.
    package func part(paragraph: Int?, item: Int?) -> String? {
        let all = paragraphs
        guard let at = paragraph ?? (item == nil ? nil : all.firstIndex { !$0.items.isEmpty }.map { $0 + 1 })
        else { return text }
        guard all.indices.contains(at - 1) else { return nil }
        guard let item else { return all[at - 1].text }
        return all[at - 1].items.first { Self.itemNumber($0) == item }
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
    var isBlank: Bool { isWhitespace || self == "\u{3000}" || self == "\u{FEFF}" || self == "\u{200B}" }
}
