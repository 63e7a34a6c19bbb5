import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("法律法规文本")
struct LawTextTests {
    @Test("LIB-02 条文编号的汉字读写一致", arguments: 1...1300)
    func numerals(number: Int) {
        #expect(ChineseNumeral.number(ChineseNumeral.text(number)) == number)
    }

    @Test("LIB-02 汉字数字按法律文本的写法", arguments: [
        (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (126, "一百二十六"), (1001, "一千零一"), (1010, "一千零一十"),
    ])
    func spelling(number: Int, text: String) {
        #expect(ChineseNumeral.text(number) == text)
        #expect(ChineseNumeral.number(text) == number)
    }

    @Test("不是数字的文字不会被当成数字", arguments: ["", "零", "条", "百", "一二", "十百", "第一"])
    func noNumerals(text: String) { #expect(ChineseNumeral.number(text) == nil) }

    @Test("LIB-02 正文分为编章节、条、款、项，目录和题注不算条文")
    func parts() throws {
        let text = try StatuteText.read(ItemDesk.fireworks, named: "示例.md").get()
        #expect(text.record.title == "云泽省烟花爆竹示例条例（虚构）")
        #expect(text.articles.map(\.number.label) == ["第一条", "第二条", "第二条之一", "第三条"])
        #expect(text.articles.map(\.headings) == [["第一章 总则"], ["第一章 总则"], ["第一章 总则"], ["第二章 附则"]])
        let second = text.articles[1].wording
        #expect(second.paragraphs.map(\.items.count) == [2, 0])
        #expect(second.part(paragraph: 1, item: 2) == "（二）在许可的范围内经营。")
        #expect(second.part(paragraph: nil, item: 1) == "（一）取得许可；")
        #expect(second.part(paragraph: 2, item: nil) == "前款规定适用于零售。")
        #expect(second.part(paragraph: 3, item: nil) == nil)
        // a paragraph that begins with the number of another article is no article
        #expect(text.articles[2].wording.paragraphs.count == 2)
    }

    @Test("LIB-03 公布时间和施行日期从开头读出；开头写明的优先")
    func dates() throws {
        let text = try StatuteText.read(ItemDesk.fireworks, named: "示例.md").get()
        #expect(text.record.effectiveOn == CalendarDate("2020-05-01"))
        #expect(text.record.promulgatedOn == CalendarDate("2020-03-01"))
        let matter = "---\n标题：甲办法（虚构）\n类型：部门规章\n文号：示例令第1号\n发布机关：示例部\n公布时间：2021-01-02\n施行日期：2021年2月3日\n废止日期：2022-01-01\n---\n第一条 甲。"
        let other = try StatuteText.read(matter, named: "b.txt").get()
        let february = try #require(CalendarDate("2021-02-03"))
        #expect(other.record == StatuteRecord(
            title: "甲办法（虚构）", kind: .departmentalRule, documentNumber: "示例令第1号", issuer: "示例部",
            promulgatedOn: CalendarDate("2021-01-02"), effectiveOn: february))
        #expect(other.repealedOn == CalendarDate("2022-01-01"))
    }

    @Test("LIB-02 安全标准按条款编号分条")
    func standard() throws {
        let text = try StatuteText.read(
            "# 示例安全规程（虚构）\nGB 99999-2020\n2020年1月1日发布，自2020年6月1日起实施\n4 基本要求\n4.1 设备应接地。\n4.1.1 每年检测一次。\n5.2 停机后清扫。",
            named: "gb.txt").get()
        #expect(text.record.kind == .safetyStandard)
        #expect(text.articles.map(\.number.key) == ["4.", "4.1", "4.1.1", "5.2"])
        #expect(text.articles.map(\.number.key).compactMap { ArticleNumber(key: $0) } == text.articles.map(\.number))
        #expect(CitedWords.text("示例安全规程", text.articles[2].number, paragraph: nil, item: nil) == "《示例安全规程》第4.1.1条")
    }

    @Test("LIB-03 有问题的文件逐条说明原因", arguments: [
        ("# 甲条例\n自2020年1月1日起施行", "没有找到条文"), ("# 甲条例\n自2020年1月1日起施行\n第一条 甲。\n第三条 丙。", "第一条之后是第三条"),
        ("# 甲条例\n自2020年1月1日起施行\n第一条 甲。\n第一条 乙。", "第一条重复"), ("# 甲条例\n第一条 甲。", "不能确定施行日期"),
        ("# 甲条例\n自2020年1月1日起施行\n第一条 甲。", "不能确定类型"),
        ("---\n类型: 命令\n施行日期: 2020-01-01\n---\n第一条 甲。", "不在可选范围"),
        ("---\n类型: 法律\n施行日期: 去年\n---\n第一条 甲。", "不是日期"),
        ("---\n类型: 法律\n公布时间: 2021-01-01\n施行日期: 2020-01-01\n---\n# 甲法\n第一条 甲。", "施行日期不能早于公布时间"),
    ])
    func wrong(text: String, part: String) {
        switch StatuteText.read(text, named: "甲.md") {
        case .success(let read): Issue.record("\(read)")
        case .failure(let problems): #expect(problems.messages.contains { $0.contains(part) }, "\(problems.messages)")
        }
    }

    @Test("ITEM-16 引用的文字读成法律、条、款、项，写法统一", arguments: [
        ("《甲法》第三十五条", "《甲法》第三十五条"), ("甲法第三十五条第一款", "《甲法》第三十五条第一款"),
        ("《甲法》（2020年修正）第35条第2款第（三）项", "《甲法》第三十五条第二款第（三）项"),
        ("《甲法》 第三十五条之一第三项", "《甲法》第三十五条之一第（三）项"), ("《甲规程》第4.1.2条", "《甲规程》第4.1.2条"),
    ])
    func citations(typed: String, text: String) throws {
        let words = try #require(CitedWords(typed))
        #expect(CitedWords.text(words.title, words.number, paragraph: words.paragraph, item: words.item) == text)
    }

    @Test("说不清是哪一条的文字不当成引用", arguments: ["", "甲法", "《甲法》第三条、第四条", "《甲法》第三条和《乙法》第四条", "依法办理", "《甲法》第条"])
    func noCitations(typed: String) { #expect(CitedWords(typed) == nil) }

    @Test("CONF-02、BEY-20 随平台提供的题录和法律规则都能读出，编号不重复")
    func delivered() throws {
        for statute in DeliveredStatute.all {
            #expect(statute.record.effectiveOn.year > 1990 && statute.record.promulgatedOn != nil, "\(statute.record.title)")
            #expect(throws: Never.self) { try statute.text.check() }
        }
        var codes: Set<String> = []
        for sheet in DeliveredLegalRules.sheets {
            for line in sheet.lines.split(separator: "\n") {
                let rule = DeliveredLegalRules.rule(line, of: sheet, at: Instant(milliseconds: 0))
                #expect(rule.map { codes.insert($0.code).inserted } == true, "\(line)")
            }
        }
        #expect(codes.count > 50)
    }
}
