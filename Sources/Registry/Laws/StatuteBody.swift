/// The text below the front matter, taken apart into what stands above the first article, and the articles.
struct StatuteBody {
    private(set) var preamble: [StatuteLine] = []
    private(set) var articles: [StatuteText.Article] = []
    private(set) var problems: [String] = []

    private var headings: [Int: String] = [:]
    private var number: ArticleNumber?
    private var words: [String] = []
    private let readsClauses: Bool

    init(_ lines: [StatuteLine], readsClauses: Bool) {
        self.readsClauses = readsClauses
        for line in lines where !line.text.isEmpty { take(line) }
        close()
        if articles.isEmpty { problems.append("没有找到条文，每条应以“第…条”开头") }
    }

    private mutating func take(_ line: StatuteLine) {
        if let heading = line.heading {
            close()
            headings = headings.filter { $0.key < heading.rank }
            headings[heading.rank] = heading.title
        } else if let found = line.article(after: number ?? articles.last?.number) ?? (readsClauses ? line.clause : nil) {
            close()
            open(found.number, found.text)
        } else if number != nil {
            words.append(line.text)
        } else if articles.isEmpty, headings.isEmpty, !Self.isContents(line.text) {
            preamble.append(line)
        }
    }

    private mutating func open(_ found: ArticleNumber, _ text: String) {
        let former = articles.last?.number
        if articles.contains(where: { $0.number == found }) {
            problems.append("\(found.label)重复")
        } else if !found.follows(former) {
            problems.append(former.map { "\($0.label)之后是\(found.label)，请补全或更正" } ?? "第一个条文是\(found.label)，请补全或更正")
        }
        number = found
        words = text.isEmpty ? [] : [text]
    }

    private mutating func close() {
        guard let number else { return }
        let wording = ArticleWording(words.joined(separator: "\n"))
        if wording.isEmpty { problems.append("\(number.label)没有内容") }
        articles.append(.init(number, headings: headings.sorted { $0.key < $1.key }.map(\.value), wording))
        self.number = nil
        words = []
    }

    private static func isContents(_ text: String) -> Bool { text.filter { !$0.isBlank } == "目录" }
}
