import Testing

@testable import Spreadsheets

@Suite("有界的JSON读取")
struct JSONScannerTests {
    private func pieces(_ text: String, depth: Int = 4, pieces: Int = 50, text longest: Int = 100) throws -> [JSONScanner.Piece] {
        try self.pieces(Array(text.utf8), .init(depth: depth, pieces: pieces, text: longest))
    }

    private func pieces(_ bytes: [UInt8], _ limits: JSONScanner.Limits) throws -> [JSONScanner.Piece] {
        var found: [JSONScanner.Piece] = []
        try JSONScanner.scan(bytes, limits) { found.append($0) }
        return found
    }

    @Test("每种值、嵌套和转义都读得到，数字原样保留")
    func everything() throws {
        #expect(try pieces(" {\"a\" : [1, -2.50e+3, true, false, null, []], \"乙\\u0042\\n\": {\"x\":\"\\ud83d\\ude00\"}} ") == [
            .object, .name("a"), .list, .number("1"), .number("-2.50e+3"), .flag(true), .flag(false), .null, .list, .endOfList, .endOfList,
            .name("乙B\n"), .object, .name("x"), .text("😀"), .endOfObject, .endOfObject,
        ])
        #expect(try pieces("7") == [.number("7")])
    }

    @Test(
        "不是JSON的都被拒绝",
        arguments: [
            "", "{", "}", "[1 2]", "[[] 1]", "[1,]", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "01", "1.", ".5", "1e", "-", "+1", "NaN",
            "tru", "\"\u{1}\"", "\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a", "1 2", "[\"a\":1]",
        ])
    func malformed(_ text: String) {
        #expect { try pieces(text) } throws: { error in if case JSONScanner.Refused.malformed = error { true } else { false } }
    }

    @Test("不是UTF-8的文字被拒绝")
    func encoding() {
        #expect(throws: JSONScanner.Refused.malformed(offset: 1)) {
            try pieces([0x22, 0xFF, 0x22], .init(depth: 1, pieces: 5, text: 5))
        }
    }

    @Test("过深、项数过多、文字过长、重复的键，不等读完就被拒绝")
    func bounds() throws {
        #expect(throws: JSONScanner.Refused.tooDeep) { try pieces("[[[[[", depth: 4) }
        #expect(try pieces("[[[[]]]]", depth: 4).count == 8)
        #expect(throws: JSONScanner.Refused.tooMany) { try pieces(String(repeating: "[1,", count: 3), depth: 9, pieces: 4) }
        #expect(throws: JSONScanner.Refused.tooLong) { try pieces("\"" + String(repeating: "a", count: 200)) }
        #expect(throws: JSONScanner.Refused.tooLong) { try pieces(String(repeating: "9", count: 200)) }
        #expect(throws: JSONScanner.Refused.twice(name: "ab")) { try pieces("{\"ab\":1,\"a\\u0062\":2}") }
        // the same name in two objects is no repetition
        #expect(try pieces("[{\"a\":1},{\"a\":2}]").count == 10)
    }
}
