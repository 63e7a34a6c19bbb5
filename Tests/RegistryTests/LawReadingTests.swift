import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

/// What is read off texts as the gazettes and databases give them out; the statutes are invented.
@Suite("读法律法规文本")
struct LawReadingTests {
    private static func draft(_ text: String, _ name: String = "甲.txt") throws -> StatuteReading {
        try StatuteText.drafted(text, named: name).get()
    }

    @Test("LIB-03 经过修正的法律：施行日期不取最后一条里首次施行的日期，取最近一次修正的日期，并注明请核对")
    func amended() throws {
        let draft = try Self.draft(
            """
            中华人民共和国示例法
            2009年2月28日 第十一届全国人民代表大会常务委员会第七次会议通过
            2021年4月29日 第十三届全国人民代表大会常务委员会第二十八次会议《关于修改〈示例二法〉等八部法律的决定》第二次修正
            第一条 为了举例，制定本法。
            第二条 本法自2015年10月1日起施行。
            """).draft
        #expect(draft.kind == .law)
        #expect(draft.effectiveOn == CalendarDate("2021-04-29"))
        #expect(draft.promulgatedOn == CalendarDate("2021-04-29"))
        #expect(draft.issuer == "全国人民代表大会常务委员会")
        #expect(draft.doubts == ["施行日期按最近一次修订的日期2021-04-29推定，正文写的2015-10-01是首次施行的日期，请核对"])
        #expect(draft.guessed.contains(Statute.Label.effectiveOn))
    }

    @Test("LIB-03 修订通过后另定施行日期的，施行日期取正文；文号不取首次公布的令")
    func revised() throws {
        let draft = try Self.draft(
            """
            示例化学品条例
            2002年1月26日 中华人民共和国国务院令第344号公布
            2011年2月16日 国务院第144次常务会议修订通过
            第一条 甲。
            第二条 本条例自2011年12月1日起施行。
            """).draft
        #expect(draft.effectiveOn == CalendarDate("2011-12-01"))
        #expect(draft.promulgatedOn == CalendarDate("2011-02-16"))
        #expect(draft.documentNumber == "")
        #expect(draft.issuer == "国务院")
        #expect(draft.kind == .administrativeRegulation)
        #expect(draft.doubts == [])
    }

    @Test("LIB-03 发布机关和文号从题注读出，不带日期", arguments: [
        ("示例出口条例\n1997年10月22日 中华人民共和国国务院、中华人民共和国中央军事委员会令第234号发布\n第一条 甲。\n第二条 本条例自1998年1月1日起施行。",
            "国务院、中央军事委员会", "国务院、中央军事委员会令第234号", "1997-10-22", "1998-01-01"),
        ("示例公示规定\n（2021年12月24日国家示例监督管理总局令第49号公布　自2022年3月15日起施行）\n第一条　甲。\n第二条　乙。",
            "国家示例监督管理总局", "国家示例监督管理总局令第49号", "2021-12-24", "2022-03-15"),
        ("示例法\n（2020年6月20日第十三届全国人民代表大会常务委员会第十九次会议通过 2020年6月20日中华人民共和国主席令第四十六号公布 自2020年7月1日起施行）\n第一条 甲。",
            "全国人民代表大会常务委员会", "主席令第四十六号", "2020-06-20", "2020-07-01"),
    ])
    func numbers(text: String, issuer: String, number: String, promulgated: String, effective: String) throws {
        let draft = try Self.draft(text).draft
        #expect(draft.issuer == issuer)
        #expect(draft.documentNumber == number)
        #expect(draft.promulgatedOn == CalendarDate(promulgated))
        #expect(draft.effectiveOn == CalendarDate(effective))
    }

    private static func matter(_ kind: String, _ body: String) -> String {
        "---\n标题: 示例文件\n类型: \(kind)\n施行日期: 2023-07-20\n---\n" + body
    }

    @Test("LIB-02 换行的章名接在一起；不属于任何一条的文字不丢，指出是哪一句")
    func headings() throws {
        let reading = try Self.draft(Self.matter(
            "行政法规", "第一章 总则\n第一条 甲。\n第二章 卷烟、雪茄烟、烟丝、复烤烟叶的\n生产和销售\n第二条 乙。\n附　则\n第三条 丙。"))
        #expect(reading.articles.map(\.headings) == [["第一章 总则"], ["第二章 卷烟、雪茄烟、烟丝、复烤烟叶的生产和销售"], ["附则"]])
        let lost = StatuteText.drafted(
            Self.matter("行政法规", "第一章 总则\n第一条 甲。\n第二章 罚则\n这是一句没有条号的规定。\n第二条 乙。"), named: "甲.txt")
        guard case .failure(let problems) = lost else {
            Issue.record("应当指出")
            return
        }
        #expect(problems.messages == ["“这是一句没有条号的规定。”不属于任何一条，请补上条号或更正"])
    }

    @Test("LIB-02 附件、附表各为一项，不算最后一条的款；表格逐行保留；项下的目各为一项")
    func annexes() throws {
        let reading = try Self.draft(Self.matter(
            "行政法规",
            """
            第一条 有下列情形之一的：
            （一）甲：
            1.子；
            2.丑。
            （二）乙。
            本条后款。
            第二条 标准见下表：
            | 等级 | 数量 |
            | 一级 | 10 |
            附：示例分级标准
            判定项 重大 较大
            附表二 计算方法
            第一条 附表里的条号不是条文。
            """))
        #expect(reading.articles.map(\.number.label) == ["第一条", "第二条", "附件1", "附件2"])
        let first = reading.articles[0].wording
        #expect(first.paragraphs.count == 2)
        #expect(first.part(paragraph: 1, item: 1, point: 2) == "2.丑。")
        #expect(first.part(paragraph: 2, item: nil) == "本条后款。")
        #expect(reading.articles[1].wording.paragraphs.map(\.rows.count) == [2])
        #expect(reading.articles[2].wording.text == "附：示例分级标准\n判定项 重大 较大")
        #expect(reading.articles[3].wording.text == "附表二 计算方法\n第一条 附表里的条号不是条文。")
        #expect(reading.articles.map(\.number) == reading.articles.map(\.number).sorted())
        #expect(reading.articles.map(\.number.key).compactMap { ArticleNumber(key: $0) } == reading.articles.map(\.number))
        #expect(CitedWords("《示例文件》第一条第一款第（一）项第2目")?.point == 2)
        #expect(CitedWords("《示例文件》附件2")?.number == ArticleNumber(annex: 2))
    }

    @Test("LIB-02 规范性文件按一、（一）编号；（一）在各部分重新开始或连续编号都能读；引用写成第几部分")
    func sections() throws {
        let reading = try Self.draft(Self.matter(
            "规范性文件", "一、明确主体\n实施主体必须具有资格。\n二、清理事项\n（一）甲。\n甲的说明。\n（二）乙。\n三、其他\n（三）丙。\n本意见自印发之日起施行。"))
        #expect(reading.articles.map(\.number.label) == ["一、", "二、", "二、（一）", "二、（二）", "三、", "三、（三）"])
        #expect(reading.articles.map(\.number.key) == ["S1", "S2", "S2-1", "S2-2", "S3", "S3-3"])
        #expect(reading.articles[2].headings == ["二、清理事项"])
        #expect(reading.articles[2].wording.text == "甲。\n甲的说明。")
        #expect(reading.articles[5].wording.text == "丙。\n本意见自印发之日起施行。")
        #expect(CitedWords.text("示例意见", reading.articles[3].number, paragraph: nil, item: nil) == "《示例意见》第二部分（二）")
        #expect(CitedWords("《示例意见》第二部分（二）")?.number == reading.articles[3].number)
        #expect(ArticleNumber(label: "二、（二）") == reading.articles[3].number)
    }

    @Test("LIB-02 没有编号的批复作为全文一项；司法解释和规范性文件的类型能认出")
    func replies() throws {
        let reply = try Self.draft(
            "最高人民法院关于示例问题的批复\n（2020年1月1日公布 自2020年2月1日起施行）\n示例省高级人民法院：\n你院请示收悉。经研究，批复如下。\n甲不是乙。").draft
        #expect(reply.kind == .judicialInterpretation)
        #expect(reply.kind?.label == "司法解释")
        #expect(reply.units == 1)
        let notice = try Self.draft("示例委员会办公室关于示例工作的通知\n示办发〔2024〕54号\n（2024年1月3日发布 自2024年2月1日起施行）\n一、甲。\n二、乙。").draft
        #expect(notice.kind == .normativeDocument)
        #expect(notice.documentNumber == "示办发〔2024〕54号")
        #expect(notice.units == 2)
    }
}
