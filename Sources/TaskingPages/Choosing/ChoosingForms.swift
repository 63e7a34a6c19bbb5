import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// The forms of 选定对象 and what they read.
enum ChoosingForms {
    static let category = [
        Field("name", "对象分类名称", .text(maxLength: 30), required: true, hint: "将作为抽取的分层名称公布"),
        Field("by", "分类方式", .choice(Categorization.options), required: true, hint: "按等级或区域分类时，每个等级或区域成为一行"),
        Field("words", "主体名称含"),
        Field("trade", RegulatedSubject.Label.trades),
        Field("type", RegulatedSubject.Label.type, .choice(SubjectKind.options)),
        Field("kind", RegulatedSubject.Label.entityKind, .choice(EntityKind.options)),
        Field("registration", RegulatedSubject.Label.registrationStatus, .choice(RegistrationStatus.options)),
        Field("risk", RegulatedSubject.Label.riskLevel, .choice(grades)),
        Field("credit", RegulatedSubject.Label.publicCredit, .choice(grades)),
        Field("tradeCredit", RegulatedSubject.Label.tradeCredit, .choice(grades)),
        Field("picked", "只添加这些对象", .picker(source: "/options/subjects", many: true), hint: "留空则按以上条件添加全部"),
    ]

    /// 导入检查对象 (DRAW-11, DRAW-23).
    static let list = [
        Field("list", "名单文件", .file(accept: ".xlsx,.csv", many: false), required: true, hint: "检查对象名单模板，或机构类主体导入模板；一次最多10000行"),
        Field("category", "对象分类名称", .text(maxLength: 30), required: true, hint: "名单中的对象归入这个新分类"),
        Field("good", "名单有错误时只导入正确的行", .flag),
    ]

    /// What the person is told of objects that the cap left out.
    static func beyondCap(_ leftOut: String?) -> String { leftOut.map { "；达到年度检查频次上限而没有添加的：\($0)" } ?? "" }

    private static let grades = Grade.allCases.map { Field.Option($0 == .unrated ? "unrated" : $0.rawValue, $0.label) }

    static func range(_ form: Values) throws -> (name: String, range: SubjectRange, by: Categorization) {
        let reading = FormReading(form, category)
        try reading.finish()
        var range = SubjectRange()
        range.name = reading.optional("words")
        range.trade = reading.optional("trade")
        range.type = reading.choice("type")
        range.kind = reading.choice("kind")
        range.registration = reading.choice("registration")
        range.risk = grade(reading.optional("risk"))
        range.publicCredit = grade(reading.optional("credit"))
        range.tradeCredit = grade(reading.optional("tradeCredit"))
        range.picked = reading.all("picked").compactMap { SubjectID($0) }
        return (reading.text("name"), range, reading.choice("by") ?? .single)
    }

    private static func grade(_ typed: String?) -> Grade? {
        typed.flatMap { $0 == "unrated" ? .unrated : Grade(rawValue: $0) }
    }

    static let rule = [
        Field("set", "是否设置", .choice([.init("none", "不设置"), .init("rule", "设置")]), required: true),
        Field("count", "检查次数（n次及以上）", .integer(1...99), hint: "填写后按检查记录排除，四个条件同时满足才排除"),
        Field("from", "检查时间段 从", .date),
        Field("to", "检查时间段 至", .date),
        Field("result", "检查结果", .choice(OverallResult.options), hint: "不选为全部；待查的没有结果"),
        Field("ways", "检查方式", .choices(ExclusionWay.options)),
        Field("statuses", "按企业状态排除", .choices(ExcludedStatus.options)),
        Field(
            "codes", "按指定名单排除", .multiline(maxLength: 400_000),
            hint: "每行一个统一社会信用代码，可粘贴表格（CSV），只取其中的代码"),
        Field("list", "上传名单", .file(accept: ".xlsx,.csv", many: false), hint: "检查对象名单模板；并入上面的指定名单"),
    ]

    /// - Parameter listed: codes of the uploaded list.
    static func rule(_ form: Values, listed: Set<String>, today: CalendarDate) throws -> ExclusionRule {
        let reading = FormReading(form, rule)
        try reading.finish()
        guard reading.text("set") == "rule" else { return .none }
        var rule = ExclusionRule()
        let ways = Set(reading.all("ways").compactMap(ExclusionWay.init(rawValue:)))
        if let count = reading.integer("count") {
            rule.byRecord = .init(
                count: count, ways: ways, from: reading.date("from") ?? today.startOfYear, to: reading.date("to") ?? today,
                result: reading.choice("result"))
        }
        rule.statuses = Set(reading.all("statuses").compactMap(ExcludedStatus.init(rawValue:)))
        let codes = codes(in: reading.text("codes"))
        if codes.isEmpty, reading.optional("codes") != nil { throw ChoosingRefused.listEmpty }
        rule.codes = codes.union(listed)
        guard !rule.isNone else { throw ChoosingRefused.ruleIncomplete }
        return rule
    }

    /// Every word of 18 letters and digits that is a code; a pasted sheet has names and addresses beside them.
    private static func codes(in text: String) -> Set<String> {
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return Set(words.filter { $0.count == 18 }.compactMap { UnifiedSocialCreditCode(String($0).uppercased())?.description })
    }

    /// The rule as the form shows it again; a new one begins with this year (DRAW-04).
    static func values(of rule: ExclusionRule?, today: CalendarDate) -> Values {
        var values = Values()
        values.set("from", (rule?.byRecord?.from ?? today.startOfYear).description)
        values.set("to", (rule?.byRecord?.to ?? today.endOfYear).description)
        guard let rule else { return values }
        values.set("set", rule.isNone ? "none" : "rule")
        values.set("count", rule.byRecord.map { "\($0.count)" })
        values.set("result", rule.byRecord?.result?.rawValue)
        values.set("ways", all: ExclusionWay.allCases.filter { rule.byRecord?.ways.contains($0) ?? false }.map(\.rawValue))
        values.set("statuses", all: ExcludedStatus.allCases.filter(rule.statuses.contains).map(\.rawValue))
        values.set("codes", rule.codes.sorted().joined(separator: "\n"))
        return values
    }

    static let ratios = [
        Field("mode", "统一设置", .choice([.init("ratio", "统一比例（%）"), .init("count", "统一数量")])),
        Field("value", "数值", .integer(0...10_000_000), hint: "各分类可另行填写，另行填写的优先"),
    ]

    /// For programs: with the fields of every category.
    static let allRatios = ratios + ratios.map { Field($0.name + "-{category}", "该分类的" + $0.label, $0.kind) }

    /// The common value, and each line's own under `mode-ID`, `value-ID`.
    static func sampling(_ form: Values) throws -> (common: Sampling?, lines: [SamplingCategory.ID: Sampling]) {
        var lines: [SamplingCategory.ID: Sampling] = [:]
        for name in form.names where name.hasPrefix("value-") {
            let key = String(name.dropFirst("value-".count))
            guard let id = SamplingCategory.ID(key), let sampling = try sampling(form["mode-" + key], form[name]) else { continue }
            lines[id] = sampling
        }
        return (try sampling(form["mode"], form["value"]), lines)
    }

    private static func sampling(_ mode: String?, _ value: String?) throws -> Sampling? {
        guard let value = value?.filter({ !$0.isWhitespace }), !value.isEmpty else { return nil }
        guard let number = Int(value), number >= 0 else { throw ChoosingRefused.tooMany }
        switch mode {
        case "ratio": return .ratio(number)
        case "count": return .count(number)
        default: throw Problems("mode", "请选择按比例或按数量")
        }
    }
}

extension CalendarDate {
    fileprivate var startOfYear: CalendarDate { CalendarDate(year: year, month: 1, day: 1) ?? self }
    fileprivate var endOfYear: CalendarDate { CalendarDate(year: year, month: 12, day: 31) ?? self }
}
