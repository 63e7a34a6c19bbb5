import Foundation
import Testing
import Typesetting

@Suite("文书排版")
struct DocumentTests {
    @Test("DOC-15 现场检查记录的文字完整、按顺序进入PDF，可以复制")
    func textInOrder() throws {
        let printed = try Printed(Samples.inspectionRecord())
        try printed.keep("record")
        let letters = try printed.letters()
        var rest = letters[...]
        for words in [
            "现场检查记录", "（青禾）应急检记〔2026〕0058号", "被检查单位：青禾县喆丰粮油贸易有限责任公司",
            "法定代表人（负责人）：温书䶮职务：总经理", "检查时间：2026年11月21日9时30分至11月21日11时05分",
            "我们是青禾县应急管理局的行政执法人员陆青堃、沈未央，证件号码为28090100017、28090100023，这是我们的证件",
            "1.烘干车间配电箱", "2.未按规定", "3.一号平房仓", "被检查单位现场负责人（签名）：2026年11月21日",
            "检查人员（签名）：2026年11月21日", "扫码核验本文书，查看检查依据并评价本次检查", "第1页共1页",
            "校验码3f9a61c27be04d18a5c0e7729d4b8f61",
        ] {
            let found = try #require(rest.range(of: words), "\(words) 不在其位：\(letters)")
            rest = rest[found.upperBound...]
        }
    }

    @Test("CONF-03 培训环境的文书每一页都印着“培训环境”，页首和正中都有")
    func overprint() throws {
        var sheet = Sheet(title: "函", createdAt: 0, blocks: (1...60).map { .paragraph(Prose("第\($0)段。")) })
        let plain = try Printed(sheet).letters()
        #expect(!plain.contains("培训"))
        sheet.overprint = "培训环境：不具法律效力"
        let printed = try Printed(sheet)
        try printed.keep("training")
        let pages = try printed.text().split(separator: "\u{0C}").map { Printed.letters(String($0)) }.filter { !$0.isEmpty }
        #expect(pages.count > 1)
        for page in pages { #expect(page.components(separatedBy: "培训环境").count == 3, "\(page)") }
        #expect(sheet.plainText.hasPrefix("培训环境"))
    }

    @Test("DOC-15 文书的每个字都在，不多不少")
    func textExactly() throws {
        let text = "依照《中华人民共和国行政处罚法》（2021年修订）第四十二条，“执法人员不得少于两人”。\n第二段：A座1-2层，温度26.5℃。"
        #expect(try Printed(Samples.letter(text)).letters() == Printed.letters(text))
    }

    @Test("DOC-12 责令限期整改指令书：红头、表格、落款与测试章")
    func order() throws {
        let printed = try Printed(Samples.order())
        try printed.keep("order")
        let letters = try printed.letters()
        #expect(letters.contains("青禾县应急管理局文件青应急责改〔2026〕31号责令限期整改指令书"))
        #expect(letters.contains("序号问题整改期限1烘干车间配电箱未设置明显的安全警示标志2026年12月5日"))
        #expect(letters.contains("青禾县应急管理局2026年11月21日"))
        #expect(letters.contains("https://mingcha.example/published/results/2026/11/21/0058-0001-record.html"))
    }

    @Test("DOC-16 空白表单留出填写横线、签名横线与日期")
    func blankForm() throws {
        let printed = try Printed(Samples.blankForm())
        try printed.keep("blank")
        let letters = try printed.letters()
        #expect(letters.contains("受送达单位：联系电话："))
        #expect(letters.contains("受送达单位（个人）送达文书名称、文号责令限期整改指令书（青禾）应急责改〔2026〕31号"))
        #expect(letters.contains("送达人（签名）：年月日"))
    }

    @Test("DOC-15 落款与印章不单独成页，前面总有正文", arguments: 15...23)
    func closingIsNotAlone(lines: Int) throws {
        let text = (1...lines).map { "第\($0)段。" }
        let closing = Closing(agency: "青禾县应急管理局", date: "2026年11月21日", seal: .test(agency: "青禾县应急管理局"))
        let sheet = Sheet(title: "函", createdAt: 0, blocks: text.map { .paragraph(Prose($0)) } + [.closing(closing)])
        let printed = try Printed(sheet)
        let last = try printed.text().split(separator: "\u{0C}").last { $0.contains("青禾县") } ?? ""
        #expect(Printed.letters(String(last)).contains("第\(lines)段。青禾县应急管理局2026年11月21日"))
        #expect(try printed.pageCount() == (lines <= 17 ? 1 : 2))
    }

    @Test("DOC-15 表格、字段、清单后的落款也不单独成页", arguments: 8...20)
    func closingAfterOtherBlocks(lines: Int) throws {
        let items = (1...lines).map { "项\($0)甲" }
        let closing = Closing(agency: "青禾县应急管理局", date: "2026年11月21日")
        for block in [
            Block.table(Table(columns: [.init("列")], rows: items.map { [Table.Cell($0)] }, size: TypeSize.three)),
            .fields(items.map { [Field($0, "值")] }), .list(items.map { Prose($0) }),
        ] {
            let blocks = Array(repeating: Block.paragraph("段。"), count: 4) + [block, .space(3), .closing(closing)]
            let pages = try Printed(Sheet(title: "函", createdAt: 0, blocks: blocks)).text().split(separator: "\u{0C}")
            let last = try #require(pages.last { $0.contains("青禾县") })
            #expect(last.contains("项\(lines)甲"))
        }
    }

    @Test("DOC-15 过长的校验码在行末断开，复制时不带多余字符，不撑开前一行")
    func longCode() throws {
        let code = String(repeating: "9f86d081884c7d65", count: 8)
        let printed = try Printed(Samples.letter("本文书的校验码为\(code)，可在公示平台核验。"))
        try printed.keep("code")
        let text = try printed.text()
        #expect(!text.contains("\u{200B}"))
        #expect(Printed.letters(text).contains("本文书的校验码为\(code)，可在公示平台核验。"))
    }

    @Test("纯文本与PDF内容一致")
    func plainText() throws {
        for sheet in [Samples.longTable(rows: 9), Samples.letter("甲乙丙\n丁")] {
            var unnumbered = sheet
            unnumbered.footer.numbersPages = false
            #expect(try Printed(unnumbered).letters() == Printed.letters(sheet.plainText))
        }
        let text = Samples.inspectionRecord().plainText
        #expect(text.contains("\n法定代表人（负责人）：温书䶮　职务：总经理\n"))
        #expect(text.contains("\n检查人员（签名）：〔手写签名2处〕　2026年11月21日\n"))
        #expect(Samples.order().plainText.contains("\n〔青禾县应急管理局 测试章〕\n"))
    }

    @Test("DOC-15 长表格跨页，每页重复表头并印页码")
    func longTable() throws {
        let printed = try Printed(Samples.longTable(rows: 120))
        try printed.keep("table")
        let pages = try printed.pageCount()
        let letters = try printed.letters()
        #expect(pages > 3)
        #expect(letters.components(separatedBy: "序号名称地址类别").count == pages + 1)
        for page in 1...pages { #expect(letters.contains("第\(page)页共\(pages)页")) }
        for row in 1...120 { #expect(letters.contains("\(row)青禾县第\(row)粮油有限公司青禾县城关镇北环路\(row)号院内")) }
    }

    @Test("DOC-15 一页装不下的表格行在行内断开，文字不丢失")
    func tallRow() throws {
        let long = (1...900).map { "第\($0)句。" }.joined()
        let sheet = Sheet(
            title: "长行", createdAt: 0, footer: .init(numbersPages: false),
            blocks: [.table(Table(columns: [.init("项目"), .init("内容", share: 3)], rows: [["检查情况", .init(long)], ["末行", "完"]]))])
        let printed = try Printed(sheet)
        #expect(try printed.pageCount() > 2)
        let letters = try printed.letters().replacingOccurrences(of: "项目内容", with: "")
        let body = letters.replacingOccurrences(of: "检查情况", with: "")
        #expect(body == long + "末行完")
    }

    @Test("DOC-16 生僻字用后备字体印出，所有字体均已嵌入")
    func rareCharacters() throws {
        let printed = try Printed(Samples.letter("喆堃䶮赟昇燊翀，□■√"))
        #expect(try printed.letters() == "喆堃䶮赟昇燊翀，□■√")
        let fonts = try printed.fontTable()
        #expect(fonts.contains { $0[0].contains("FandolFang") })
        #expect(fonts.contains { $0[0].contains("Noto") })
        // Columns from the end: embedded, subset, Unicode map, object (two numbers).
        for font in fonts { #expect(font.suffix(5).prefix(3) == ["yes", "yes", "yes"]) }
    }

    @Test("DOC-15 粗体只用于标题：正文不误用Fandol粗体")
    func weights() throws {
        let fonts = try Printed(Samples.inspectionRecord()).fontTable().map { $0[0] }
        #expect(fonts.contains { $0.hasSuffix("FandolSong-Bold") })
        #expect(fonts.contains { $0.hasSuffix("FandolSong-Regular") })
        #expect(!fonts.contains { $0.hasSuffix("FandolHei-Bold") })
    }

    @Test("DOC-15 没有Fandol时以Noto字体排版")
    func notoOnly() throws {
        let typesetter = try Typesetter(FontLibrary(folders: ["/nonexistent", FontLibrary.noto]))
        let printed = try Printed(Samples.inspectionRecord(), with: typesetter)
        try printed.keep("noto")
        #expect(try printed.letters().contains("温书䶮"))
        #expect(try printed.fontTable().allSatisfy { $0[0].contains("Noto") })
    }

    @Test("DOC-15 字体切片与整套字体能印的字相同，每一行的字也相同")
    func slices() throws {
        let whole = try FontLibrary(folders: [Printed.assets + "/fonts/fandol", FontLibrary.noto])
        let sliced = try FontLibrary(folders: [Printed.assets + "/fonts/slices"])
        #expect(sliced.characters == whole.characters)
        #expect(sliced.families.isSuperset(of: ["FandolFang", "FandolSong", "FandolHei", "FandolKai", "Noto Serif CJK SC", "Noto Sans CJK SC"]))
        let sheet = Samples.inspectionRecord()
        let lines = try [whole, sliced].map { try Printed(sheet, with: Typesetter($0)).lines() }
        #expect(lines[0].count > 20)
        #expect(lines[0] == lines[1])
    }

    @Test("没有任何字体时说明缺什么")
    func noFonts() {
        #expect(throws: TypesettingError.fontsMissing(["/nonexistent"])) { try FontLibrary(folders: ["/nonexistent"]) }
    }

    @Test("没有字体能印的字符被拒绝，不印成空白", arguments: ["\u{1}", "\u{10FFFD}", "𐎠"])
    func unprintable(letter: String) throws {
        #expect(throws: TypesettingError.unprintable(Character(letter))) { try Printed(Samples.letter("甲\(letter)乙")) }
    }
}
