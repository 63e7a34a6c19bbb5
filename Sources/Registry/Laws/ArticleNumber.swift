/// The number of an article (第三十五条, 第三十五条之一) or of a clause of a standard (4.1.2).
package struct ArticleNumber: Hashable, Comparable, Sendable {
    private let parts: [Int]
    private let isClause: Bool

    /// 条, and 之 for articles put in later.
    package init(_ number: Int, branch: Int = 0) {
        parts = branch > 0 ? [number, branch] : [number]
        isClause = false
    }

    /// A clause of a standard, at most five numbers deep.
    init?(clause parts: [Int]) {
        guard (1...5).contains(parts.count), parts.allSatisfy({ (0...999).contains($0) }) else { return nil }
        self.parts = parts
        isClause = true
    }

    /// As addresses and rows hold it: `35`, `35-1`, `4.1.2`, `4.` for a clause of one number.
    package init?(key: String) {
        if key.contains(".") {
            let numbers = key.split(separator: ".").map { Int($0) }
            self.init(clause: numbers.compactMap { $0 })
            guard !numbers.contains(nil) else { return nil }
        } else {
            let numbers = key.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(numbers.count), let number = numbers[0], (1...9999).contains(number) else { return nil }
            guard numbers.count == 2 else {
                self.init(number)
                return
            }
            guard let branch = numbers[1], (1...999).contains(branch) else { return nil }
            self.init(number, branch: branch)
        }
    }

    /// 第三十五条之一, or 4.1.2
    package init?(label: String) {
        let line = StatuteLine(label)
        guard let found = line.article(after: nil) ?? line.clause, found.text.isEmpty else { return nil }
        self = found.number
    }

    package var key: String {
        let text = parts.map(String.init).joined(separator: isClause ? "." : "-")
        return isClause && parts.count == 1 ? text + "." : text
    }

    package var label: String {
        guard !isClause else { return parts.map(String.init).joined(separator: ".") }
        let article = "第" + ChineseNumeral.text(parts[0]) + "条"
        return parts.count > 1 ? article + "之" + ChineseNumeral.text(parts[1]) : article
    }

    /// As a citation says it.
    package var citedLabel: String { isClause ? "第\(label)条" : label }

    /// The order in the statute.
    var position: Int64 {
        (0..<5).reduce(0) { $0 * 1000 + Int64($1 < parts.count ? min(parts[$1], 9999) : 0) }
    }

    /// Whether an article of this number may stand right behind `former`: none is missing between them.
    func follows(_ former: ArticleNumber?) -> Bool {
        guard !isClause else { return former.map { $0 < self } ?? true }
        guard let former else { return parts == [1] }
        if parts.count == 1 { return parts[0] == former.parts[0] + 1 }
        return parts[0] == former.parts[0] && parts[1] == (former.parts.count > 1 ? former.parts[1] : 0) + 1
    }

    package static func < (a: Self, b: Self) -> Bool { a.position < b.position }
}
