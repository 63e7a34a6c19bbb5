import Testing

@testable import Spreadsheets

@Suite("XLSX 读取 ()")
struct WorkbookTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test("共享字符串、富文本、内联字符串、公式文本、布尔值、错误值都读成人看到的文字，拼音标注不算")
    func cellTypes() throws {
        let path = try scratch.workbook(
            """
            <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c>\
            <c r="C3" t="str"><f>A1&amp;B1</f><v>公式</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" t="b"><v>0</v></c>\
            <c r="F3" t="e"><v>#N/A</v></c><c r="H3" t="s"><v>0</v></c></row>
            """,
            strings: "<si><t>甲&amp;乙_x000D_</t></si><si><r><t>粮</t></r><r><t>油</t></r><rPh><t>liang</t></rPh></si>")
        #expect(try rows(of: path) == [NumberedRow(3, ["粮油", "内联", "公式", "TRUE", "FALSE", "#N/A", "", "甲&乙\r"])])
    }

    @Test("没有 r 属性的行和单元格按顺序编号，空行不算，合并的标题行照样读出")
    func missingReferences() throws {
        let path = try scratch.workbook(
            "<row><c t=\"str\"><v>监管对象名单</v></c></row><row/><row><c/><c><v>1</v></c><c r=\"E9\"><v>2</v></c><c><v>3</v></c></row>")
        #expect(try rows(of: path) == [NumberedRow(1, ["监管对象名单"]), NumberedRow(3, ["", "1", "", "", "2", "3"])])
    }

    @Test("带命名空间前缀的文件同样可读")
    func prefixes() throws {
        let path = try scratch.workbook("<x:row xmlns:x=\"urn:x\" r=\"2\"><x:c r=\"B2\"><x:v>7</x:v></x:c></x:row>")
        #expect(try rows(of: path) == [NumberedRow(2, ["", "7"])])
    }

    @Test("数字写成人看到的样子", arguments: [
        ("13800000000", "13800000000"), ("1.38E+10", "13800000000"), ("110101199003070011", "110101199003070011"), ("007", "007"),
        ("3.0", "3"), ("0.30000000000000004", "0.3"), ("-12.50", "-12.5"), ("1E-7", "0.0000001"), ("9.9999999999999999E2", "1000"),
        ("0", "0"), ("-0.0", "0"), ("123456789012345", "123456789012345"), ("1.1010119900307001E+17", "110101199003070000"), ("非数", "非数"),
    ])
    func numbers(stored: String, shown: String) throws {
        let read = try rows(of: scratch.workbook("<row><c><v>\(stored)</v></c></row>"))
        #expect(read == [NumberedRow(1, [shown])])
    }

    private static let styles = """
        <numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
        <numFmt numFmtId="171" formatCode="[$-804]yyyy/m/d h:mm"/><numFmt numFmtId="172" formatCode="0.00&quot;days&quot;"/>\
        <numFmt numFmtId="173" formatCode="[Red]0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/>\
        <xf numFmtId="31"/><xf numFmtId="20"/></cellXfs>
        """

    @Test("日期按单元格格式识别：内置、自定义、中文格式；数字格式不误认", arguments: [
        (0, "46027", "46027"), (1, "46027", "2026-01-05"), (2, "46027", "2026-01-05"), (3, "46027.354166666664", "2026-01-05 08:30"),
        (4, "46027", "46027"), (5, "46027", "46027"), (6, "46027", "2026-01-05"), (7, "0.5", "12:00"), (1, "59", "1900-02-28"), (1, "61", "1900-03-01"),
        (1, "-3", "-3"),
    ])
    func dates(style: Int, stored: String, shown: String) throws {
        let path = try scratch.workbook("<row><c s=\"\(style)\"><v>\(stored)</v></c></row>", styles: Self.styles)
        #expect(try rows(of: path) == [NumberedRow(1, [shown])])
    }

    @Test("1904 日期系统和 ISO 日期单元格")
    func otherDates() throws {
        let path = try scratch.workbook(
            "<row><c s=\"1\"><v>44565</v></c><c t=\"d\"><v>2026-01-05T00:00:00</v></c><c t=\"d\"><v>2026-01-05T08:30:00</v></c></row>",
            styles: Self.styles, properties: "<workbookPr date1904=\"1\"/>")
        #expect(try rows(of: path).map(\.cells) == [["2026-01-05", "2026-01-05", "2026-01-05 08:30"]])
    }

    @Test("共享字符串超出内存限额时转存到磁盘，读出的内容不变")
    func spilledStrings() throws {
        var limits = SheetLimits()
        limits.sharedStringBytesInMemory = 1
        let strings = SharedStrings(limits: limits)
        let count = 60_000
        for number in 0..<count { try strings.append(Array("某某市粮油经营有限公司第\(number)号".utf8)) }
        for number in stride(from: count - 1, through: 0, by: -7) + [0, 1, 2, 3, 15, 16, 17, count - 1] {
            #expect(try strings[number] == "某某市粮油经营有限公司第\(number)号")
        }
        #expect(try strings[count] == nil)
    }

    @Test("不存在的共享字符串、残缺的标记、残缺的压缩包都报告文件损坏")
    func damaged() throws {
        #expect(throws: SpreadsheetError.damaged) { try rows(of: scratch.workbook("<row><c t=\"s\"><v>5</v></c></row>")) }
        #expect(throws: SpreadsheetError.damaged) { try rows(of: scratch.workbook("<row><c></row>")) }
        let bytes = try contents(of: scratch.workbook("<row><c><v>1</v></c></row>"))
        #expect(throws: SpreadsheetError.damaged) { try rows(of: scratch.file(Array(bytes.prefix(bytes.count / 2)), "残.xlsx")) }
        let zip = try ZipWriter(path: scratch.path("别的.xlsx"))
        try zip.part("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        try zip.finish()
        #expect(throws: SpreadsheetError.unsupported) { try rows(of: scratch.path("别的.xlsx")) }
        #expect(throws: SpreadsheetError.noSheet) { try rows(of: scratch.workbook(""), sheet: "没有这张表") }
    }

    @Test("任何一个字节被改动都不会使读取崩溃")
    func flippedBytes() throws {
        let bytes = try contents(of: scratch.workbook("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46027</v></c></row>", styles: Self.styles))
        var refused = 0
        for index in stride(from: 0, to: bytes.count, by: 3) {
            var changed = bytes
            changed[index] ^= 0x55
            let path = try scratch.file(changed, "改.xlsx")
            do { _ = try rows(of: path) } catch is SpreadsheetError { refused += 1 }
        }
        #expect(refused > 0)
    }

    @Test("压缩炸弹在展开之前被拒绝")
    func bomb() throws {
        let rows20MB = String(repeating: "<row><c><v>0</v></c></row>", count: 800_000)
        let path = try scratch.workbook(rows20MB)
        var limits = SheetLimits()
        limits.inflationRatio = 50
        #expect(throws: SpreadsheetError.unfoldsTooFar) { try rows(of: path, limits: limits) }
        limits.inflationRatio = 2000
        limits.inflatedBytes = 10 << 20
        #expect(throws: SpreadsheetError.unfoldsTooFar) { try rows(of: path, limits: limits) }
    }

    @Test("外部实体 (XXE) 和实体炸弹无效：含文档类型声明的文件被拒绝", arguments: [
        "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY x \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
    ])
    func entities(prolog: String) throws {
        let path = try scratch.workbook("<row><c t=\"str\"><v>&x;</v></c></row>", prolog: prolog)
        #expect(throws: SpreadsheetError.forbiddenContent) { try rows(of: path) }
    }

    @Test("嵌套过深和无尽的标记被拒绝")
    func abusiveMarkup() throws {
        let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
        #expect(throws: SpreadsheetError.damaged) { try rows(of: scratch.workbook(deep)) }
        #expect(throws: SpreadsheetError.damaged) { try rows(of: scratch.workbook("<!--" + String(repeating: "注", count: 1 << 20) + "-->")) }
    }

    @Test("列数超限被拒绝，超限的空单元格不算")
    func columns() throws {
        #expect(throws: SpreadsheetError.tooManyColumns(row: 1, limit: 256)) { try rows(of: scratch.workbook("<row><c r=\"XFD1\"><v>1</v></c></row>")) }
        #expect(try rows(of: scratch.workbook("<row><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row>")) == [NumberedRow(1, ["1"])])
    }

    @Test("注释、CDATA、字符引用、引号内的大于号、单引号属性都按 XML 规则读")
    func markup() throws {
        let path = try scratch.workbook(
            """
            <!-- <row/> --><row r='2' note="a>b"><?x ?><c r = 'B2' t="str" ><v>&#30002;&#x4E59;&lt;&quot;&apos;</v></c>\
            <c t="str"><v>一<![CDATA[<&]]>二</v></c></row>
            """)
        #expect(try rows(of: path) == [NumberedRow(2, ["", "甲乙<\"'", "一<&二"])])
    }

    @Test("读取块的边界落在任何位置，内容都不变")
    func pieces() throws {
        let expected = (1...20_000).map { "甲&乙<\($0)>" }
        let path = try scratch.workbook(expected.map { "<row><c t=\"str\"><v>\($0.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))</v></c></row>" }.joined())
        #expect(try rows(of: path).map { $0.cells[0] } == expected)
    }

    @Test("不合规则的标记报告文件损坏，不崩溃", arguments: [
        "<row", "<row>", "</row>", "<row></c>", "<>", "</>", "<row r></row>", "<row r=1></row>", "<row r=\"1></row>", "<row r=\"1\"", "<a <b/>/>",
        "<row>&nbsp;</row>", "<row>&#xFFFFFFFF;</row>", "<row>&</row>", "<!-- ", "<![CDATA[", "<?x",
    ])
    func malformed(markup: String) throws {
        #expect(throws: SpreadsheetError.damaged) { try rows(of: scratch.workbook(markup)) }
    }

    @Test("随机改动的标记要么读出要么被拒绝（种子 1…300）")
    func mutated() throws {
        let whole = Array("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46027</v></c><c t=\"inlineStr\"><is><t>甲&amp;</t></is></c><!-- 注 --></row>".utf8)
        var refused = 0
        for seed in 1...300 {
            var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var bytes = whole
            for _ in 0..<(seed % 4 + 1) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = Array("<>/\"&;=!-[ \u{0}r9".utf8)[Int(state >> 40) % 14]
            }
            do { _ = try rows(of: scratch.workbook(String(decoding: bytes, as: UTF8.self))) } catch is SpreadsheetError { refused += 1 }
        }
        #expect(refused > 100)
        #expect(refused < 300)
    }
}
