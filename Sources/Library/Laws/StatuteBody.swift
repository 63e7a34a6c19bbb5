/// The text below the front matter, taken apart into what stands above the first unit, and the units that can be cited.
/// No line is lost: what fits nowhere is a problem that names it.
struct StatuteBody {
    /// How the text is numbered.
    enum Style { case articles, clauses, sections, whole }

    private(set) var preamble: [StatuteLine] = []
    private(set) var articles: [StatuteText.Article] = []
    private(set) var problems: [String] = []

    let style: Style
    private var headings: [Int: String] = [:]
    /// The heading read last, while nothing stands below it: it may go on in the next line.
    private var openHeading: Int?
    private var number: ArticleNumber?
    private var words: [String] = []
    private var annexes = 0

    /// - Parameter hasTitle: whether the title is known from elsewhere, so that no line of the text is one.
    init(_ lines: [StatuteLine], style: Style, hasTitle: Bool = false) {
        self.style = style
        for line in lines where !line.text.isEmpty { take(line) }
        close()
        if style == .whole { takeWhole(hasTitle: hasTitle) }
        if articles.isEmpty { problems.append("没有找到条文，每条应以“第…条”开头，规范性文件应以“一、”“（一）”分段") }
    }

    /// By what comes first: an article or chapter, or 一、.
    /// - Parameter mayBeWhole: whether a text of this kind may do without numbers.
    static func style(of lines: [StatuteLine], isStandard: Bool, mayBeWhole: Bool) -> Style {
        if isStandard { return .clauses }
        for line in lines {
            if line.article(after: nil) != nil || line.heading != nil { return .articles }
            if line.section?.number == 1 { return .sections }
        }
        return mayBeWhole ? .whole : .articles
    }

    private mutating func take(_ line: StatuteLine) {
        if !articles.isEmpty || number != nil, line.isAnnexHead { return openAnnex(line.text) }
        if annexes > 0 { return words.append(line.text) }
        switch style {
        case .whole: preamble.append(line)
        case .sections: takeOfSections(line)
        case .articles, .clauses: takeOfArticles(line)
        }
    }

    private mutating func takeOfArticles(_ line: StatuteLine) {
        if let heading = line.heading {
            close()
            headings = headings.filter { $0.key < heading.rank }
            headings[heading.rank] = heading.title
            openHeading = heading.rank
        } else if let found = line.article(after: number ?? articles.last?.number) ?? (style == .clauses ? line.clause : nil) {
            close()
            open(found.number, found.text)
        } else if number != nil {
            words.append(line.text)
        } else if let rank = openHeading, line.mayContinueHeading {
            headings[rank]?.append(line.text)
        } else if articles.isEmpty {
            if !Self.isContents(line.text) { preamble.append(line) }
        } else {
            problems.append("“\(line.text.prefix(30))”不属于任何一条，请补上条号或更正")
        }
    }

    /// 一、…, and below it （一）…; both counted, so that a list inside a paragraph is none.
    private mutating func takeOfSections(_ line: StatuteLine) {
        let last = number ?? articles.last?.number
        if let section = line.section, ArticleNumber(section: section.number).follows(last) {
            close()
            headings = [:]
            open(ArticleNumber(section: section.number), section.text)
            headings[0] = line.text.count <= 60 ? line.text : nil
        } else if let item = ArticleWording.itemNumber(line.text), let last, items.isNext(item, in: last.section) {
            close()
            items.took(item, in: last.section)
            open(ArticleNumber(section: last.section, item: item), String(line.text.drop { !"）)".contains($0) }.dropFirst()))
        } else if number != nil {
            words.append(line.text)
        } else {
            preamble.append(line)
        }
    }

    private var items = ItemCount()

    private mutating func openAnnex(_ text: String) {
        close()
        annexes += 1
        headings = [:]
        (number, words) = (ArticleNumber(annex: annexes), [text])
    }

    /// Below the title and the note in brackets everything is the text.
    private mutating func takeWhole(hasTitle: Bool) {
        let head = (hasTitle ? 0 : 1) + preamble.dropFirst(hasTitle ? 0 : 1).prefix { $0.level > 0 || $0.text.hasPrefix("（") }.count
        let text = preamble.dropFirst(head)
        guard !text.isEmpty else { return }
        articles.insert(.init(.whole, ArticleWording(text.map(\.text).joined(separator: "\n"))), at: 0)
        preamble = Array(preamble.prefix(head))
    }

    private mutating func open(_ found: ArticleNumber, _ text: String) {
        let former = articles.last?.number
        if articles.contains(where: { $0.number == found }) {
            problems.append("\(found.label)重复")
        } else if !found.follows(former) {
            problems.append(former.map { "\($0.label)之后是\(found.label)，请补全或更正" } ?? "第一个条文是\(found.label)，请补全或更正")
        }
        number = found
        openHeading = nil
        words = text.isEmpty ? [] : [text]
    }

    private mutating func close() {
        guard let number else { return }
        let wording = ArticleWording(words.joined(separator: "\n"))
        if wording.isEmpty { problems.append("\(number.label)没有内容") }
        // a part is its own heading
        let shown = style == .sections && number.isSection ? [] : headings.sorted { $0.key < $1.key }.map(\.value)
        articles.append(.init(number, headings: shown, wording))
        self.number = nil
        words = []
    }

    private static func isContents(_ text: String) -> Bool { text.filter { !$0.isBlank } == "目录" }
}

/// The items of the parts of a document, which begin anew in each part or go on through all.
private struct ItemCount {
    private var overall = 0
    private var inSection: [Int: Int] = [:]

    func isNext(_ item: Int, in section: Int) -> Bool {
        let last = inSection[section]
        return item == (last ?? 0) + 1 || (last == nil && item == overall + 1)
    }

    mutating func took(_ item: Int, in section: Int) {
        overall = item
        inSection[section] = item
    }
}

extension StatuteLine {
    /// Short, and no sentence: the second line of a heading that was too long for one.
    fileprivate var mayContinueHeading: Bool {
        text.count <= 40 && !"。；！：".contains(text.last ?? "。") && !"（(".contains(text.first ?? "（")
    }
}
