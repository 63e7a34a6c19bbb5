/// The number of a unit of a text that can be cited: an article (第三十五条, 第三十五条之一), a clause of a standard (4.1.2),
/// a part of a normative document (二、, 二、（三）), an annex, or the whole text where it has no parts.
package struct ArticleNumber: Hashable, Comparable, Sendable {
    private enum Form: String { case article, clause, section, annex, whole }

    private let parts: [Int]
    private let form: Form

    private init(_ form: Form, _ parts: [Int]) { (self.form, self.parts) = (form, parts) }

    /// 条, and 之 for articles put in later.
    package init(_ number: Int, branch: Int = 0) { self.init(.article, branch > 0 ? [number, branch] : [number]) }

    /// A clause of a standard, at most five numbers deep.
    package init?(clause parts: [Int]) {
        guard (1...5).contains(parts.count), parts.allSatisfy({ (0...999).contains($0) }) else { return nil }
        self.init(.clause, parts)
    }

    /// 二、 and, with an item, 二、（三）: how decisions, opinions and notices are numbered.
    package init(section: Int, item: Int = 0) { self.init(.section, item > 0 ? [section, item] : [section]) }

    /// What follows the last article: 附件, 附表, 附录, in their order.
    package init(annex: Int) { self.init(.annex, [annex]) }

    /// A text without numbers: a reply, a short notice.
    package static let whole = ArticleNumber(.whole, [1])

    /// As addresses and rows hold it: `35`, `35-1`, `4.1.2`, `4.` for a clause of one number, `S2-3`, `A1`, `W`.
    package init?(key: String) {
        if key == "W" {
            self = .whole
        } else if let first = key.first, first == "S" || first == "A" {
            guard let numbers = Self.numbers(key.dropFirst(), most: 2), first == "S" || numbers.count == 1 else { return nil }
            self.init(first == "S" ? .section : .annex, numbers)
        } else if key.contains(".") {
            let numbers = key.split(separator: ".").map { Int($0) }
            self.init(clause: numbers.compactMap { $0 })
            guard !numbers.contains(nil) else { return nil }
        } else {
            guard let numbers = Self.numbers(key[...], most: 2) else { return nil }
            self.init(.article, numbers)
        }
    }

    private static func numbers(_ text: Substring, most: Int) -> [Int]? {
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...most).contains(numbers.count), let first = numbers[0], (1...9999).contains(first) else { return nil }
        guard numbers.count == 2 else { return [first] }
        guard let second = numbers[1], (1...999).contains(second) else { return nil }
        return [first, second]
    }

    /// 第三十五条之一, 4.1.2, 二、（三）, 附件1
    package init?(label: String) {
        let line = StatuteLine(label)
        if let found = line.article(after: nil) ?? line.clause, found.text.isEmpty {
            self = found.number
        } else if let section = line.section {
            let item = section.text.isEmpty ? 0 : ArticleWording.itemNumber(section.text) ?? -1
            guard item >= 0 else { return nil }
            self.init(section: section.number, item: item)
        } else if label == Self.whole.label {
            self = .whole
        } else {
            guard label.hasPrefix("附件"), let number = ChineseNumeral.number(label.dropFirst(2)) else { return nil }
            self.init(annex: number)
        }
    }

    package var key: String {
        switch form {
        case .article: joined("-")
        case .clause: parts.count == 1 ? joined(".") + "." : joined(".")
        case .section: "S" + joined("-")
        case .annex: "A" + joined("-")
        case .whole: "W"
        }
    }

    private func joined(_ separator: String) -> String { parts.map(String.init).joined(separator: separator) }

    package var label: String {
        switch form {
        case .article:
            "第" + ChineseNumeral.text(parts[0]) + "条" + (parts.count > 1 ? "之" + ChineseNumeral.text(parts[1]) : "")
        case .clause: joined(".")
        case .section: ChineseNumeral.text(parts[0]) + "、" + (parts.count > 1 ? "（\(ChineseNumeral.text(parts[1]))）" : "")
        case .annex: "附件\(parts[0])"
        case .whole: "全文"
        }
    }

    /// As a citation says it.
    package var citedLabel: String {
        switch form {
        case .article, .annex: label
        case .clause: "第\(label)条"
        case .section:
            "第\(ChineseNumeral.text(parts[0]))部分" + (parts.count > 1 ? "（\(ChineseNumeral.text(parts[1]))）" : "")
        case .whole: ""
        }
    }

    /// The part of a normative document it stands in.
    var section: Int { parts[0] }
    var isSection: Bool { form == .section && parts.count == 1 }

    /// The order in the statute; annexes stand behind everything.
    package var position: Int64 {
        let place = (0..<5).reduce(0) { $0 * 1000 + Int64($1 < parts.count ? min(parts[$1], 9999) : 0) }
        return form == .annex ? 100_000_000_000_000_000 + place : place
    }

    /// Whether an article of this number may stand right behind `former`: none is missing between them.
    func follows(_ former: ArticleNumber?) -> Bool {
        guard let former else { return form == .clause || parts == [1] }
        switch form {
        case .annex: return former.form != .annex || parts[0] == former.parts[0] + 1
        case .whole: return false
        case .clause: return former < self
        case .section:
            // （一） goes on from part to part in some documents
            return parts.count > 1 ? parts[0] == former.parts[0] : parts[0] == former.parts[0] + 1
        case .article:
            if parts.count == 1 { return parts[0] == former.parts[0] + 1 }
            return parts[0] == former.parts[0] && parts[1] == (former.parts.count > 1 ? former.parts[1] : 0) + 1
        }
    }

    package static func < (a: Self, b: Self) -> Bool { a.position < b.position }
}
