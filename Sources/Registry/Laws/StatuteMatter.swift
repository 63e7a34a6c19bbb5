import Timekeeping

/// What a file says about its statute: front matter, or what the first lines show.
struct StatuteMatter {
    private(set) var fields: [String: String] = [:]

    var kind: StatuteKind? { fields[Statute.Label.kind].flatMap { named in StatuteKind.allCases.first { $0.label == named } } }
    var repealedOn: CalendarDate? { fields[Statute.Label.repealedOn].flatMap(Self.date) }

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

    static func record(
        _ matter: StatuteMatter, _ body: StatuteBody, isStandard: Bool, name: String, _ messages: inout [String]
    ) -> StatuteRecord? {
        let title = matter.title(body, name)
        let note = body.preamble.map(\.text).filter { $0 != title }
        let words = note.joined(separator: "\n")
        let last = body.articles.last?.wording.text ?? ""
        if let typed = matter.fields[Statute.Label.kind], matter.kind == nil {
            messages.append("类型“\(typed)”不在可选范围：" + StatuteKind.allCases.map(\.label).joined(separator: "、"))
        }
        let kind = matter.kind ?? (isStandard ? .safetyStandard : guessedKind(title, matter.fields[Statute.Label.issuer] ?? words))
        if kind == nil, matter.fields[Statute.Label.kind] == nil { messages.append("不能确定类型，请在文件开头写明，如“类型: 部门规章”") }
        let effective = matter.date(Statute.Label.effectiveOn, &messages) ?? effectiveDate(words + "\n" + last)
        if effective == nil { messages.append("不能确定施行日期，请在文件开头写明，如“施行日期: 2026-01-01”") }
        let promulgated = matter.date(Statute.Label.promulgatedOn, &messages) ?? lastDate(words)
        if let promulgated, let effective, effective < promulgated { messages.append(StatuteRefused.dateOrder.message) }
        if title.isEmpty { messages.append("没有标题") }
        guard let kind, let effective, !title.isEmpty else { return nil }
        return StatuteRecord(
            title: title, kind: kind, documentNumber: matter.fields[Statute.Label.documentNumber] ?? number(words) ?? "",
            issuer: matter.fields[Statute.Label.issuer] ?? "",
            promulgatedOn: promulgated, effectiveOn: effective, preamble: words)
    }

    private func title(_ body: StatuteBody, _ name: String) -> String {
        if let typed = fields[Statute.Label.title], !typed.isEmpty { return typed }
        if let heading = body.preamble.first(where: { $0.level == 1 }) { return heading.text }
        if let first = body.preamble.first, first.text.count <= 60, !"（(".contains(first.text.first ?? "（") { return first.text }
        return String(name.prefix { $0 != "." })
    }

    private func date(_ field: String, _ messages: inout [String]) -> CalendarDate? {
        guard let typed = fields[field], !typed.isEmpty else { return nil }
        let date = Self.date(typed)
        if date == nil { messages.append("\(field)“\(typed)”不是日期，请写成 2026-01-01") }
        return date
    }

    /// 2026-01-01 or 2026年1月1日
    private static func date(_ text: String) -> CalendarDate? { CalendarDate(text) ?? dates(text).first }

    private static func dates(_ text: String) -> [CalendarDate] {
        text.matches(of: /(\d{4})年(\d{1,2})月(\d{1,2})日/).compactMap { match in
            guard let year = Int(match.1), let month = Int(match.2), let day = Int(match.3) else { return nil }
            return CalendarDate(year: year, month: month, day: day)
        }
    }

    private static func lastDate(_ text: String) -> CalendarDate? {
        dates(text.replacing(/自?\d{4}年\d{1,2}月\d{1,2}日起/, with: "")).max()
    }

    private static func effectiveDate(_ text: String) -> CalendarDate? {
        text.matches(of: /自?(\d{4}年\d{1,2}月\d{1,2}日)起(正式)?(施行|实施)/).last.flatMap { dates(String($0.1)).first }
    }

    private static func number(_ text: String) -> String? {
        text.firstMatch(of: /([\p{Han}]{0,12}令[（(]?第?[\p{Han}\d]{1,8}号[）)]?)/).map { String($0.1) }
    }

    private static func guessedKind(_ title: String, _ issuer: String) -> StatuteKind? {
        if issuer.contains("国务院令") || issuer == "国务院" { return .administrativeRegulation }
        if title.hasPrefix("中华人民共和国"), title.hasSuffix("法") { return .law }
        if issuer.contains(/(部|总局|委员会|署)令/) { return .departmentalRule }
        return nil
    }
}
