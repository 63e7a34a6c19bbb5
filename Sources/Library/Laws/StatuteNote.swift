import Timekeeping

/// The note under the title (题注), taken apart into what happened when: passed, promulgated, revised, in force from. Of a
/// statute that was revised the latest revision counts.
struct StatuteNote {
    struct Event: Equatable {
        let date: CalendarDate
        /// What is said of it, without the date.
        let words: String

        var isRevision: Bool { words.contains(/修订|修正|修改/) }
    }

    let events: [Event]
    /// 自…起施行, where the note says so.
    let effectiveOn: CalendarDate?

    init(_ text: String) {
        effectiveOn = Self.effective(in: text)
        // the day on which it comes into force is no event
        let rest = text.replacing(/自?\d{4}年\d{1,2}月\d{1,2}日起(?:正式)?(?:施行|实施|执行|生效)/, with: "")
        let dates = rest.matches(of: Self.day)
        events = dates.indices.compactMap { place in
            let end = place + 1 < dates.count ? dates[place + 1].range.lowerBound : rest.endIndex
            let words = rest[dates[place].range.upperBound..<end].filter { !$0.isBlank && !$0.isNewline }
            return Self.date(dates[place].output).map { Event(date: $0, words: words.hasSuffix("根据") ? String(words.dropLast(2)) : words) }
        }
    }

    private static var day: Regex<(Substring, Substring, Substring, Substring)> { /(\d{4})年(\d{1,2})月(\d{1,2})日/ }

    private static func date(_ found: (Substring, Substring, Substring, Substring)) -> CalendarDate? {
        guard let year = Int(found.1), let month = Int(found.2), let day = Int(found.3) else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    static func dates(_ text: String) -> [CalendarDate] { text.matches(of: day).compactMap { date($0.output) } }

    /// The last 自…起施行 of a text.
    static func effective(in text: String) -> CalendarDate? {
        text.matches(of: /自?(\d{4}年\d{1,2}月\d{1,2}日)起(?:正式)?(?:施行|实施|执行|生效)/).last.flatMap { dates(String($0.1)).first }
    }

    var revision: Event? { events.filter(\.isRevision).max { $0.date < $1.date } }

    /// The latest revision and what made it known; where there is none, how the statute came to be.
    private var current: [Event] {
        guard let revision else { return events }
        return events.filter { $0.date >= revision.date }
    }

    var documentNumber: String? { current.reversed().lazy.compactMap(\.documentNumber).first }
    var issuer: String? { current.reversed().lazy.compactMap(\.issuer).first }
    var promulgatedOn: CalendarDate? { current.map(\.date).max() }
}

extension StatuteNote.Event {
    /// 国务院令第344号, 主席令第七十号, 国办发〔2024〕54号
    var documentNumber: String? {
        if let match = words.firstMatch(of: /([\p{Han}、]+)令[（(]?第?([\d〇零一二三四五六七八九十百]+)号/) {
            return Self.agency(String(match.1)) + "令第\(match.2)号"
        }
        return words.firstMatch(of: /[\p{Han}]{1,10}〔\d{4}〕第?\d{1,4}号/).map { String($0.output) }
    }

    /// Who made it: the agency of its order, or the congress, committee or council that passed it.
    var issuer: String? {
        if let match = words.firstMatch(of: /([\p{Han}、]+)令[（(]?第?[\d〇零一二三四五六七八九十百]+号/) {
            let agency = Self.agency(String(match.1))
            // the president makes known what the congress or its committee has made
            return agency == "主席" ? Self.congress(words) : agency
        }
        if let congress = Self.congress(words) { return congress }
        if let match = words.firstMatch(of: /^([\p{Han}]{0,12}?人民代表大会(?:常务委员会)?).*(?:通过|修订|修正)/) { return String(match.1) }
        if let match = words.firstMatch(of: /([\p{Han}]*?(?:国务院|人民政府|人民法院|人民检察院|部|总局|委员会|署))第\d+次|^([\p{Han}]{2,20}?)(?:公布|发布|印发)/) {
            return (match.1 ?? match.2).map { Self.agency(String($0)) }
        }
        return nil
    }

    private static func congress(_ words: String) -> String? {
        words.firstMatch(of: /([\p{Han}]*?)第[一二三四五六七八九十百]+届(全国)?人民代表大会(常务委员会)?/).map { match in
            String(match.1) + String(match.2 ?? "") + "人民代表大会" + String(match.3 ?? "")
        }
    }

    private static func agency(_ text: String) -> String {
        var text = text.replacing("中华人民共和国", with: "")
        for word in ["通过", "公布", "发布", "修订", "修正", "批准"] {
            if let end = text.ranges(of: word).last?.upperBound { text = String(text[end...]) }
        }
        for word in ["根据", "以", "经"] where text.hasPrefix(word) { text.removeFirst(word.count) }
        return text
    }
}
