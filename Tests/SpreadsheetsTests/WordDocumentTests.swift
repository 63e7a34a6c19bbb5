import Testing

@testable import Spreadsheets

@Suite("Word 文件")
struct WordDocumentTests {
    private static func document(_ scratch: Scratch, _ body: String) throws -> [UInt8] {
        let path = scratch.path("文件.docx")
        let zip = try ZipWriter(path: path)
        try zip.part("[Content_Types].xml", "<Types/>")
        try zip.part("word/document.xml", "<w:document xmlns:w=\"w\"><w:body>\(body)</w:body></w:document>")
        try zip.finish()
        return try contents(of: path)
    }

    @Test("LIB-03 国家法律法规数据库给出的 DOCX 逐段读出，分成几截的文字接在一起，表格一行一行")
    func paragraphs() throws {
        let scratch = try Scratch()
        func run(_ text: String) -> String { "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>" }
        let body = "<w:p>\(run("示例条例"))</w:p><w:p>\(run("第一条"))\(run("　为了举例&amp;说明。"))</w:p>"
            + "<w:tbl><w:tr><w:tc><w:p>\(run("等级"))</w:p></w:tc><w:tc><w:p>\(run("数"))</w:p><w:p>\(run("量"))</w:p></w:tc></w:tr></w:tbl>"
            + "<w:p>\(run("第二条"))<w:r><w:br/></w:r>\(run("乙。"))</w:p><mc:Fallback xmlns:mc=\"m\"><w:p>\(run("重复"))</w:p></mc:Fallback>"
        let files = try TextFile.read(try Self.document(scratch, body), named: "示例.docx")
        #expect(files.map(\.name) == ["示例.docx"])
        #expect(files.map { $0.text.split(separator: "\n").map(String.init) } == [
            ["示例条例", "第一条　为了举例&说明。", "| 等级 | 数 量 |", "第二条", "乙。"]
        ])
    }

    @Test("LIB-03 ZIP 中的 DOCX 和文本一起读出；旧版 Word 文件说明怎样另存")
    func packed() throws {
        let scratch = try Scratch()
        let inner = try Self.document(scratch, "<w:p><w:r><w:t>甲</w:t></w:r></w:p>")
        let path = scratch.path("打包.zip")
        let zip = try ZipWriter(path: path)
        try zip.begin("法规/甲.docx")
        try zip.write(inner)
        try zip.end()
        try zip.part("法规/乙.txt", "乙")
        try zip.finish()
        let files = try TextFile.read(try contents(of: path), named: "打包.zip")
        #expect(files == [TextFile(name: "甲.docx", text: "甲"), TextFile(name: "乙.txt", text: "乙")])
        #expect(throws: SpreadsheetError.oldWord) { try TextFile.read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], named: "旧.doc") }
        #expect(SpreadsheetError.oldWord.message.contains("另存为 .docx"))
    }
}
