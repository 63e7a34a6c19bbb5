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

    /// 第二章 附则: what stands before the name, and whether a numeral is between. In short laws 附则 stands alone.
    var heading: (rank: Int, title: String)? {
        let plain = text.filter { !$0.isBlank }
        if plain == "附则" || plain == "总则" { return (2, plain) }
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

    /// 二、…: a part of a normative document, and the words behind it.
    var section: (number: Int, text: String)? {
        let numeral = text.prefix { ChineseNumeral.characters.contains($0) }
        let rest = text.dropFirst(numeral.count)
        guard rest.first == "、", let number = ChineseNumeral.number(numeral), number < 200 else { return nil }
        return (number, String(rest.dropFirst().drop(while: \.isBlank)))
    }

    /// 附件, 附件2：…, 附：…, 附录 …, 附表一 at the head of what follows the last article.
    var isAnnexHead: Bool {
        guard text.first == "附", text.count <= 60, !"。；".contains(text.last ?? "。") else { return false }
        let plain = text.filter { !$0.isBlank }
        guard plain != "附则" else { return false }
        return text.wholeMatch(of: /附(?:[件录表图])?[ 　]*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Z])?[）)]?(?:[：:].*|[ 　].*)?/) != nil
    }

    private static func spaced(_ text: String, after count: Int) -> String {
        let name = text.dropFirst(count).drop(while: \.isBlank)
        return text.prefix(count) + (name.isEmpty ? "" : " " + name)
    }
}
