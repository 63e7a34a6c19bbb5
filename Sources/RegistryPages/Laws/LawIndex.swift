import Doors
import Library
import Registry
import Timekeeping

/// A line of 法律法规查询 (LIB-02).
package struct LawRow: Codable, Sendable {
    package let id: String
    package let title: String
    package let kind: String
    package let documentNumber: String
    package let issuer: String
    let promulgatedOn: String
    let effectiveOn: String
    package let standing: String
    package let tone: Tone

    package init(_ statute: Statute, on date: CalendarDate) {
        id = statute.id.description
        title = statute.record.title
        kind = statute.record.kind.label
        documentNumber = statute.record.documentNumber
        issuer = statute.record.issuer
        promulgatedOn = statute.record.promulgatedOn?.description ?? ""
        effectiveOn = statute.record.effectiveOn.description
        let standing = statute.standing(on: date)
        self.standing = standing.label
        tone = standing.tone
    }
}

extension StatuteStanding {
    package var tone: Tone {
        switch self {
        case .pending: .info
        case .inForce: .ok
        case .repealed: .mute
        }
    }
}

/// An article found by its words.
package struct ArticleRow: Codable, Sendable {
    package let label: String
    package let title: String
    package let kind: String
    package let words: String
    package let href: String

    package init(_ line: ArticleLine, on date: CalendarDate) {
        label = line.article.number.label
        title = line.title
        kind = line.kind.label
        let text = line.article.wording.text
        words = text.isEmpty ? "条文未录入" : text.count > 120 ? text.prefix(120) + "…" : text
        href = Provision(line.article.statute, line.article.number).address(on: date)
    }
}

/// A statute as it was in force on a day.
struct LawDetail: Codable, Sendable {
    struct Heading: Codable, Sendable {
        let anchor: String
        let text: String
        let depth: Int
    }

    struct Paragraph: Codable, Sendable {
        let text: String
        let items: [Item]
        /// A table below it, cell by cell.
        let rows: [[String]]

        init(_ paragraph: ArticleWording.Paragraph) {
            text = paragraph.text
            items = paragraph.items.map { Item(text: $0.text, points: $0.points) }
            rows = paragraph.rows.map { row in
                row.split(separator: row.contains("\t") ? "\t" : "|").map { ArticleWording(String($0)).text }.filter { !$0.isEmpty || row.contains("\t") }
            }
        }
    }

    /// 项, with the 目 below it.
    struct Item: Codable, Sendable {
        let text: String
        let points: [String]
    }

    /// An earlier or later wording.
    struct Wording: Codable, Sendable {
        let period: String
        let text: String
    }

    struct Article: Codable, Sendable {
        let key: String
        let label: String
        let paragraphs: [Paragraph]
        /// When this wording holds; missing where it is that of the statute.
        let period: String?
        let others: [Wording]
        /// The headings that begin here.
        let headings: [Heading]
    }

    let id: String
    let version: Int
    let title: String
    let standing: String
    let tone: Tone
    let on: String
    let notices: [String]
    let successor: ItemDetail.Link?
    let fields: [ItemDetail.Field]
    let preamble: [String]
    let contents: [Heading]
    let articles: [Article]
    /// Articles that the library knows by number only.
    let isIncomplete: Bool
    let isRepealed: Bool
    /// Items and forms that cite it, for those who keep forms.
    let citing: [ItemDetail.Link]
    let mayKeep: Bool

    init(
        _ statute: Statute, _ all: [StatuteArticle], asked: CalendarDate, successor: Statute?, use: StatuteUse?, mayKeep: Bool
    ) {
        typealias Label = Statute.Label
        let record = statute.record
        id = statute.id.description
        version = statute.version
        title = record.title
        let standing = statute.standing(on: asked)
        (self.standing, tone) = (standing.label, standing.tone)
        on = asked.description
        isRepealed = statute.repealedOn != nil
        self.mayKeep = mayKeep
        citing = (use?.items ?? []).map { .init(label: $0.name, href: "/items/\($0.id)") }
            + (use?.forms ?? []).map { .init(label: $0.name, href: "/forms/\($0.id)") }
        self.successor = successor.map { .init(label: $0.record.title, href: "/laws/\($0.id)") }
        fields = [
            .init(label: Label.kind, value: record.kind.label),
            .init(label: Label.documentNumber, value: record.documentNumber),
            .init(label: Label.issuer, value: record.issuer),
            .init(label: Label.promulgatedOn, value: record.promulgatedOn?.description ?? ""),
            .init(label: Label.effectiveOn, value: record.effectiveOn.description),
            .init(label: Label.repealedOn, value: statute.repealedOn?.description ?? ""),
            .init(label: Label.organization, value: statute.organizationName ?? "随平台提供"),
        ]
        preamble = record.preamble.split(separator: "\n").map(String.init)
        // a statute that is not in force is shown as it was on its last day, or will be on its first
        let shown = Self.shownDay(statute, asked)
        let wordings = Dictionary(grouping: all, by: \.number)
        let inForce = all.filter { $0.isInForce(on: shown) }
        articles = Self.articles(inForce, wordings, record.effectiveOn)
        contents = articles.flatMap(\.headings)
        isIncomplete = inForce.contains { $0.wording.isEmpty }
        notices = Self.notices(statute, standing, asked, isIncomplete: isIncomplete)
    }

    private static func shownDay(_ statute: Statute, _ asked: CalendarDate) -> CalendarDate {
        if let repealedOn = statute.repealedOn, asked >= repealedOn { return repealedOn.advanced(days: -1) }
        return max(asked, statute.record.effectiveOn)
    }

    private static func notices(
        _ statute: Statute, _ standing: StatuteStanding, _ asked: CalendarDate, isIncomplete: Bool
    ) -> [String] {
        var notices: [String] = []
        switch standing {
        case .pending: notices.append("在\(asked)尚未施行，自\(statute.record.effectiveOn)起施行。")
        case .repealed: notices.append("自\(statute.repealedOn?.description ?? "")起已废止，以下是废止前的文字。")
        case .inForce: break
        }
        if isIncomplete { notices.append("本库收录该文件的题录和部分条文，其余条文尚未录入，请以公布的文本为准。") }
        return notices
    }

    private static func articles(
        _ inForce: [StatuteArticle], _ wordings: [ArticleNumber: [StatuteArticle]], _ start: CalendarDate
    ) -> [Article] {
        // in documents that count 一、（一） a unit is also the heading of the units in it, and is read once
        var (former, number, said): ([String], Int, String) = ([], 0, "")
        return inForce.map { article in
            let same = zip(former, article.headings).prefix { $0 == $1 }.count
            former = article.headings
            let headings = article.headings.enumerated().dropFirst(same).filter { $0.element != said }.map { depth, text in
                number += 1
                return Heading(anchor: "h\(number)", text: text, depth: depth)
            }
            said = article.number.label + article.wording.text
            let others = (wordings[article.number] ?? []).filter { $0.id != article.id }
            return Article(
                key: article.number.key, label: article.number.label,
                paragraphs: article.wording.paragraphs.map(Paragraph.init),
                period: article.validFrom != start || !others.isEmpty ? article.period : nil,
                others: others.map { Wording(period: $0.period, text: $0.wording.text) }, headings: headings)
        }
    }
}

extension StatuteArticle {
    /// 自2020-01-01起施行，至2021-12-31止（依据…）
    package var period: String {
        let end = validUntil.map { "，至\($0.advanced(days: -1))止" } ?? ""
        return "自\(validFrom)起施行\(end)" + (basis.isEmpty ? "" : "（\(basis)）")
    }
}
