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
        let body = StatuteBody(
            lines, style: StatuteBody.style(
                of: lines, isStandard: kind == .safetyStandard, mayBeWhole: StatuteMatter.mayBeWhole(kind, lines, "")),
            hasTitle: true)
        guard body.problems.isEmpty else { throw Problems(messages: body.problems) }
        return body.articles
    }

    /// - Parameter name: of the file, where the text does not say the title.
    package static func read(_ text: String, named name: String) -> Result<StatuteText, Problems> {
        switch drafted(text, named: name) {
        case .failure(let problems): return .failure(problems)
        case .success(let reading):
            guard let text = reading.text() else { return .failure(Problems(messages: reading.draft.missing)) }
            return .success(text)
        }
    }

    /// What the text seems to be, with everything that was guessed.
    package static func drafted(_ text: String, named name: String) -> Result<StatuteReading, Problems> {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { StatuteLine(String($0)) }
        let (matter, body) = StatuteMatter.take(lines)
        let isStandard = matter.kind == .safetyStandard || (matter.kind == nil && StatuteMatter.isStandard(body, name))
        let style = StatuteBody.style(
            of: body, isStandard: isStandard, mayBeWhole: StatuteMatter.mayBeWhole(matter.kind, body, name))
        let taken = StatuteBody(body, style: style, hasTitle: matter.hasTitle)
        let (draft, problems) = matter.draft(taken, isStandard: isStandard, name: name)
        guard taken.problems.isEmpty, problems.isEmpty else {
            return .failure(Problems(messages: taken.problems + problems + draft.missing))
        }
        return .success(StatuteReading(draft: draft, articles: taken.articles))
    }
}

/// A file as it was read.
package struct StatuteReading: Sendable, Equatable {
    package let draft: StatuteDraft
    package let articles: [StatuteText.Article]

    /// - Parameter corrected: what a person made of the draft.
    package func text(_ corrected: StatuteDraft? = nil) -> StatuteText? {
        let draft = corrected ?? self.draft
        return draft.record.map { StatuteText($0, articles: articles, repealedOn: draft.repealedOn) }
    }
}
