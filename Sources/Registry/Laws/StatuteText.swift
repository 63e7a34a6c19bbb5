import Timekeeping

/// A statute as a text file, one file a statute (LIB-03): Markdown or plain text, headings 第…章, articles 第…条. What
/// the file is about stands in front matter (`标题: …` between two lines of `---`), or is read off its first lines.
package struct StatuteText: Sendable, Equatable {
    package struct Article: Sendable, Equatable {
        package let number: ArticleNumber
        package let headings: [String]
        package let wording: ArticleWording

        package init(_ number: ArticleNumber, headings: [String] = [], _ wording: ArticleWording) {
            (self.number, self.headings, self.wording) = (number, headings, wording)
        }
    }

    package let record: StatuteRecord
    package let repealedOn: CalendarDate?
    package let articles: [Article]

    /// What is wrong with a file, sentence by sentence.
    package struct Problems: Error, Sendable, Equatable {
        package let messages: [String]
    }

    /// The articles of a text whose record is known from elsewhere.
    package static func articles(of text: String, _ kind: StatuteKind) throws(Problems) -> [Article] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { StatuteLine(String($0)) }
        let body = StatuteBody(lines, readsClauses: kind == .safetyStandard)
        guard body.problems.isEmpty else { throw Problems(messages: body.problems) }
        return body.articles
    }

    /// - Parameter name: of the file, where the text does not say the title.
    package static func read(_ text: String, named name: String) -> Result<StatuteText, Problems> {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { StatuteLine(String($0)) }
        let (matter, body) = StatuteMatter.take(lines)
        let isStandard = matter.kind == .safetyStandard || (matter.kind == nil && StatuteMatter.isStandard(body, name))
        let taken = StatuteBody(body, readsClauses: isStandard)
        var messages = taken.problems
        let record = StatuteMatter.record(matter, taken, isStandard: isStandard, name: name, &messages)
        guard let record, messages.isEmpty else { return .failure(Problems(messages: messages)) }
        return .success(StatuteText(record: record, repealedOn: matter.repealedOn, articles: taken.articles))
    }
}

/// A line without its Markdown.
struct StatuteLine: Equatable {
    let text: String
    /// Number of `#`.
    let level: Int

    init(_ raw: String) {
        let hashes = raw.prefix { $0 == "#" }.count
        let rest = raw.dropFirst(hashes).filter { $0 != "*" && $0 != "\r" }
        level = hashes
        text = ArticleWording(rest).text
    }

    /// 第二章 附则: what stands before the name, and whether a numeral is between.
    var heading: (rank: Int, title: String)? {
        guard text.first == "第", text.count <= 60 else { return nil }
        let numeral = text.dropFirst().prefix { ChineseNumeral.characters.contains($0) || $0.isNumber }
        guard !numeral.isEmpty else { return nil }
        let rest = text.dropFirst(1 + numeral.count)
        for (rank, mark) in [(0, "编"), (1, "分编"), (2, "章"), (3, "节")] where rest.hasPrefix(mark) {
            return (rank, Self.spaced(text, after: 1 + numeral.count + mark.count))
        }
        return nil
    }

    /// 第三十五条之一 …: the number and the words behind it.
    func article(after former: ArticleNumber?) -> (number: ArticleNumber, text: String)? {
        guard text.first == "第" else { return nil }
        let numeral = text.dropFirst().prefix { ChineseNumeral.characters.contains($0) || $0.isNumber }
        var rest = text.dropFirst(1 + numeral.count)
        guard let main = ChineseNumeral.number(numeral), rest.first == "条" else { return nil }
        rest = rest.dropFirst()
        var branch = 0
        if rest.first == "之" {
            let numeral = rest.dropFirst().prefix { ChineseNumeral.characters.contains($0) }
            guard let found = ChineseNumeral.number(numeral) else { return nil }
            branch = found
            rest = rest.dropFirst(1 + numeral.count)
        }
        let number = ArticleNumber(main, branch: branch)
        // “第三条规定的…” at the head of a paragraph is no new article
        let isApart = rest.isEmpty || rest.first?.isBlank == true
        guard isApart || (number.follows(former) && !"第款项规、和至的，。".contains(rest.first ?? "第")) else { return nil }
        return (number, String(rest.drop(while: \.isBlank)))
    }

    /// 4.1.2 …: a clause of a standard.
    var clause: (number: ArticleNumber, text: String)? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let rest = text.dropFirst(digits.count)
        guard !digits.isEmpty, rest.isEmpty || rest.first?.isBlank == true else { return nil }
        let parts = digits.split(separator: ".").map { Int($0) }
        guard !parts.contains(nil), let number = ArticleNumber(clause: parts.compactMap { $0 }) else { return nil }
        return (number, String(rest.drop(while: \.isBlank)))
    }

    private static func spaced(_ text: String, after count: Int) -> String {
        let name = text.dropFirst(count).drop(while: \.isBlank)
        return text.prefix(count) + (name.isEmpty ? "" : " " + name)
    }
}
