import Foundation
import Importing
import Timekeeping

/// A basis in law as people read it, and, where the library knows it, what it refers to (ITEM-16, CASE-12). Free text
/// that matches nothing stays as it was written.
package struct Citation: Sendable, Hashable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let text: String
    package let provision: Provision?

    package init(_ text: String, _ provision: Provision? = nil) { (self.text, self.provision) = (text, provision) }
    package init(stringLiteral text: String) { self.init(text) }

    package var description: String { text }

    /// In stored forms a text alone is a string, so that contents without references stay small and readable.
    package init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self.init(text)
        } else {
            let fields = try decoder.container(keyedBy: Key.self)
            self.init(try fields.decode(String.self, forKey: .text), try fields.decode(Provision.self, forKey: .provision))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        guard let provision else {
            var container = encoder.singleValueContainer()
            return try container.encode(text)
        }
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(text, forKey: .text)
        try fields.encode(provision, forKey: .provision)
    }

    private enum Key: CodingKey { case text, provision }

    /// Several citations in a column of a table, one a line; behind a tab what each refers to.
    package static func stored(_ citations: [Citation]) -> String {
        citations.map { $0.provision == nil ? $0.text : $0.text + "\t" + $0.token }.joined(separator: "\n")
    }

    package static func read(stored text: String) -> [Citation] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            return Citation(parts[0], parts.count > 1 ? Provision(token: parts[1]) : nil)
        }
    }

    /// As a form posts it: the provision, or the text where there is none.
    package var token: String { provision?.token ?? text }
}

/// An article of a statute, or one 款 or 项 of it: what a citation refers to. Which wording that is depends on the day.
package struct Provision: Sendable, Hashable, Codable {
    package let statute: Statute.ID
    /// `ArticleNumber.key`
    package let article: String
    package let paragraph: Int?
    package let item: Int?
    /// 目
    package let point: Int?

    package init(
        _ statute: Statute.ID, _ article: ArticleNumber, paragraph: Int? = nil, item: Int? = nil, point: Int? = nil
    ) {
        self.statute = statute
        self.article = article.key
        self.paragraph = paragraph
        self.item = item
        self.point = point
    }

    package var number: ArticleNumber? { ArticleNumber(key: article) }

    /// `statute/35/1/2`, in forms; with a 目 one number more.
    package var token: String {
        let parts = [statute.description, article, paragraph.map(String.init) ?? "", item.map(String.init) ?? ""]
        return (parts + (point.map { [String($0)] } ?? [])).joined(separator: "/")
    }

    package init?(token: String) {
        let parts = token.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (4...5).contains(parts.count), let statute = Statute.ID(parts[0]), let number = ArticleNumber(key: parts[1]),
            parts[2...].allSatisfy({ $0.isEmpty || Int($0) != nil })
        else { return nil }
        self.init(
            statute, number, paragraph: Int(parts[2]), item: Int(parts[3]), point: parts.count > 4 ? Int(parts[4]) : nil)
    }

    /// The page of the statute as it was in force on that day, at this article.
    package func address(on date: CalendarDate) -> String {
        "/laws/\(statute)?on=\(date)#a\(article)"
    }
}

/// A citation in words, taken apart: 《…法》第三十五条第一款第（二）项.
package struct CitedWords: Sendable, Equatable {
    package let title: String
    package let number: ArticleNumber
    package let paragraph: Int?
    package let item: Int?
    package let point: Int?

    /// Nil for what is not one citation of one article.
    package init?(_ text: String) {
        let words = text.filter { !$0.isBlank }
        if let part = Self.part(words) {
            (title, number, paragraph, item, point) = (part.title, part.number, nil, nil, nil)
            return
        }
        guard let match = words.wholeMatch(
            of: /(?:《([^《》]+)》(?:[（(][^）)]*[）)])?|([^《》]+?))第([\p{Han}\d.]+?)条(?:之([\p{Han}]+?))?(?:第([\p{Han}\d]+)款)?(?:第?[（(]?([\p{Han}\d]+?)[）)]?项(?:第?([\p{Han}\d]+)目)?)?/),
            let named = match.1 ?? match.2, let number = Self.number(String(match.3), branch: match.4.map(String.init))
        else { return nil }
        let paragraph = match.5.map { ChineseNumeral.number($0) }
        let item = match.6.map { ChineseNumeral.number($0) }
        // what cannot be read is not left out
        if case .some(nil) = paragraph { return nil }
        if case .some(nil) = item { return nil }
        let point = match.7.map { ChineseNumeral.number($0) }
        if case .some(nil) = point { return nil }
        self.point = point ?? nil
        title = String(named)
        self.number = number
        self.paragraph = paragraph ?? nil
        self.item = item ?? nil
    }

    /// 《…意见》第二部分（三）, 《…标准》附件1
    private static func part(_ words: String) -> (title: String, number: ArticleNumber)? {
        if let match = words.wholeMatch(of: /《?([^《》]+?)》?第([\p{Han}\d]+)部分(?:第?[（(]([\p{Han}\d]+)[）)]项?)?/) {
            guard let section = ChineseNumeral.number(match.2) else { return nil }
            guard let typed = match.3 else { return (String(match.1), ArticleNumber(section: section)) }
            return ChineseNumeral.number(typed).map { (String(match.1), ArticleNumber(section: section, item: $0)) }
        }
        guard let match = words.wholeMatch(of: /《?([^《》]+?)》?附件(\d{1,3})/) else { return nil }
        return Int(match.2).map { (String(match.1), ArticleNumber(annex: $0)) }
    }

    private static func number(_ text: String, branch: String?) -> ArticleNumber? {
        if text.contains(".") { return ArticleNumber(clause: text.split(separator: ".").compactMap { Int($0) }) }
        guard let main = ChineseNumeral.number(text) else { return nil }
        guard let branch else { return ArticleNumber(main) }
        return ChineseNumeral.number(branch).map { ArticleNumber(main, branch: $0) }
    }

    /// The same citation in the one form the platform writes.
    package static func text(
        _ title: String, _ number: ArticleNumber, paragraph: Int?, item: Int?, point: Int? = nil
    ) -> String {
        let bracketed = title.hasPrefix("《") ? title : "《\(title)》"
        return bracketed + number.citedLabel + (paragraph.map { "第\(ChineseNumeral.text($0))款" } ?? "")
            + (item.map { "第（\(ChineseNumeral.text($0))）项" } ?? "") + (point.map { "第\($0)目" } ?? "")
    }
}
