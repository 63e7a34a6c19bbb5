import Foundation
import Testing

@testable import Spreadsheets

@Suite("文本文件")
struct TextFileTests {
    @Test("LIB-03 UTF-8、UTF-16、GB18030 的文本都能读出，其他类型的文件略过")
    func encodings() throws {
        let gbk: [UInt8] = [0xB5, 0xDA, 0xD2, 0xBB, 0xCC, 0xF5]
        #expect(try TextFile.read(gbk, named: "a.txt") == [TextFile(name: "a.txt", text: "第一条")])
        #expect(try TextFile.read(Array("\u{FEFF}第一条".utf8), named: "a.md").map(\.text) == ["第一条"])
        #expect(try TextFile.read([0xFF, 0xFE, 0x2C, 0x7B, 0x00, 0x4E, 0x61, 0x67], named: "a.TXT").map(\.text) == ["第一条"])
        let unmarked: [UInt8] = [0x2C, 0x7B, 0x00, 0x4E, 0x61, 0x67, 0x0A, 0x00]
        #expect(try TextFile.read(unmarked, named: "a.txt").map(\.text) == ["第一条\n"])
        #expect(try TextFile.read([1, 2, 3], named: "a.pdf") == [])
    }

    @Test("LIB-03 ZIP 中的每个文本文件都读出，文件夹名去掉，其他文件略过")
    func zip() throws {
        let scratch = try Scratch()
        let writer = try ZipWriter(path: scratch.path("法.zip"))
        for (name, text) in [("laws/甲.md", "第一条 甲。"), ("laws/乙.txt", "第一条 乙。"), ("laws/图.png", "x")] {
            try writer.part(name, text)
        }
        try writer.finish()
        let bytes = Array(try Data(contentsOf: URL(filePath: scratch.path("法.zip"))))
        let files = try TextFile.read(bytes, named: "法.zip")
        #expect(files == [TextFile(name: "甲.md", text: "第一条 甲。"), TextFile(name: "乙.txt", text: "第一条 乙。")])
        #expect(throws: SpreadsheetError.damaged) { try TextFile.read([0x50, 0x4B, 0x03, 0x04, 1, 2], named: "坏.zip") }
    }
}
