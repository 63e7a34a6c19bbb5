import Timekeeping

/// What a file says about its statute: front matter, or what the first lines show.
struct StatuteMatter {
    private(set) var fields: [String: String] = [:]

    private typealias Label = Statute.Label

    var kind: StatuteKind? { fields[Label.kind].flatMap { named in StatuteKind.allCases.first { $0.label == named } } }
    var hasTitle: Bool { !(fields[Label.title] ?? "").isEmpty }

    /// Splits the front matter off.
    static func take(_ lines: [StatuteLine]) -> (StatuteMatter, [StatuteLine]) {
        var matter = StatuteMatter()
        let rest = lines.drop { $0.text.isEmpty }
        guard rest.first?.text == "---" else { return (matter, lines) }
        let inside = rest.dropFirst().prefix { $0.text != "---" }
        for line in inside {
            guard let colon = line.text.firstIndex(where: { ":：".contains($0) }) else { continue }
            let name = ArticleWording(String(line.text[..<colon])).text
            matter.fields[name] = ArticleWording(String(line.text[line.text.index(after: colon)...])).text
        }
        return (matter, Array(rest.dropFirst(inside.count + 2)))
    }

    static func isStandard(_ body: [StatuteLine], _ name: String) -> Bool {
        ([name] + body.prefix(5).map(\.text)).contains { $0.contains(/\b(GB|AQ|GB\/T|XF|TSG)[\/ ]?[T ]?\s?\d/) }
    }

    /// What a text without numbers may be.
    static func mayBeWhole(_ kind: StatuteKind?, _ lines: [StatuteLine], _ name: String) -> Bool {
        if kind == .normativeDocument || kind == .judicialInterpretation { return true }
        let titles = [name.split(separator: ".").first.map(String.init) ?? name] + lines.filter { !$0.text.isEmpty }.prefix(1).map(\.text)
        return kind == nil && titles.contains { title in ["批复", "通知", "意见", "决定", "公告", "答复", "复函", "函"].contains { title.hasSuffix($0) } }
    }

    /// The draft, and what is wrong with the front matter.
    func draft(_ body: StatuteBody, isStandard: Bool, name: String) -> (draft: StatuteDraft, problems: [String]) {
        var draft = StatuteDraft()
        var problems: [String] = []
        draft.title = title(body, name)
        let title = draft.title
        let words = body.preamble.map(\.text).filter { $0 != title }.joined(separator: "\n")
        let note = StatuteNote(words)
        draft.preamble = words
        draft.units = body.articles.count
        if let typed = fields[Label.kind], kind == nil {
            problems.append("类型“\(typed)”不在可选范围：" + StatuteKind.allCases.map(\.label).joined(separator: "、"))
        }
        draft.documentNumber = fields[Label.documentNumber] ?? guess(note.documentNumber ?? Self.serial(words), Label.documentNumber, &draft) ?? ""
        draft.issuer = fields[Label.issuer] ?? guess(note.issuer ?? Self.issuer(ofTitle: title), Label.issuer, &draft) ?? ""
        draft.kind = kind ?? (fields[Label.kind] == nil
            ? guess(isStandard ? StatuteKind.safetyStandard : Self.guessedKind(title, draft, words), Label.kind, &draft) : nil)
        draft.promulgatedOn = date(Label.promulgatedOn, &problems) ?? guess(note.promulgatedOn, Label.promulgatedOn, &draft)
        draft.effectiveOn = date(Label.effectiveOn, &problems) ?? effective(note, body, &draft)
        draft.repealedOn = date(Label.repealedOn, &problems)
        return (draft, problems)
    }

    private func guess<Value>(_ value: Value?, _ label: String, _ draft: inout StatuteDraft) -> Value? {
        if value != nil { draft.guessed.append(label) }
        return value
    }

    /// An amended statute keeps the first day in force in its last article: then the day of the latest revision counts, and
    /// somebody should look.
    private func effective(_ note: StatuteNote, _ body: StatuteBody, _ draft: inout StatuteDraft) -> CalendarDate? {
        let last = body.articles.last { !$0.number.key.hasPrefix("A") }?.wording.text ?? ""
        let said = note.effectiveOn ?? StatuteNote.effective(in: last)
        guard let revision = note.revision, said.map({ $0 < revision.date }) ?? true else {
            return guess(said, Label.effectiveOn, &draft)
        }
        draft.guessed.append(Label.effectiveOn)
        let first = said.map { "，正文写的\($0)是首次施行的日期" } ?? ""
        draft.doubts.append("\(Label.effectiveOn)按最近一次修订的日期\(revision.date)推定\(first)，请核对")
        return revision.date
    }

    private func title(_ body: StatuteBody, _ name: String) -> String {
        if let typed = fields[Label.title], !typed.isEmpty { return typed }
        if let heading = body.preamble.first(where: { $0.level == 1 }) { return heading.text }
        if let first = body.preamble.first, first.text.count <= 60, !"（(".contains(first.text.first ?? "（") { return first.text }
        return String(name.prefix { $0 != "." })
    }

    private func date(_ field: String, _ problems: inout [String]) -> CalendarDate? {
        guard let typed = fields[field], !typed.isEmpty else { return nil }
        let date = CalendarDate(typed) ?? StatuteNote.dates(typed).first
        if date == nil { problems.append("\(field)“\(typed)”不是日期，请写成 2026-01-01") }
        return date
    }

    /// 国办发〔2024〕54号 on a line of its own.
    private static func serial(_ words: String) -> String? {
        words.firstMatch(of: /[\p{Han}]{1,10}〔\d{4}〕第?\d{1,4}号/).map { String($0.output) }
    }

    /// 国务院办公厅关于…
    private static func issuer(ofTitle title: String) -> String? {
        title.firstMatch(of: /^([\p{Han}、]{2,40}?(?:办公厅|国务院|部|局|委员会|人民政府|人民法院|人民检察院|办公室|署))(?:关于|印发)/).map { String($0.1) }
    }

    private static func guessedKind(_ title: String, _ draft: StatuteDraft, _ words: String) -> StatuteKind? {
        let (issuer, number) = (draft.issuer, draft.documentNumber)
        if issuer.contains("最高人民法院") || issuer.contains("最高人民检察院") || title.contains(/最高人民(法院|检察院)/) {
            return .judicialInterpretation
        }
        if number.contains("〔") { return .normativeDocument }
        if issuer.hasPrefix("全国人民代表大会") { return .law }
        if issuer.contains("人民代表大会") { return .localRegulation }
        if number.contains("国务院") && number.contains("令") || issuer == "国务院" && title.hasSuffix("条例") { return .administrativeRegulation }
        if issuer.contains("人民政府"), number.contains("令") { return .localRule }
        if number.contains(/(部|总局|局|委员会|署|会)令/) { return .departmentalRule }
        if title.hasPrefix("中华人民共和国"), title.hasSuffix("法") { return .law }
        return title.contains("关于") && ["通知", "意见", "批复", "公告", "答复", "函"].contains { title.hasSuffix($0) } ? .normativeDocument : nil
    }
}
