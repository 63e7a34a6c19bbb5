import Cryptography
import Foundation
import Testing

@testable import Inspecting

/// The vectors that client and server share.
private struct Vectors {
    let root: JSONValue

    init() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../tests/node/field-vectors.json")
        root = try JSONReader.read(Array(try Data(contentsOf: path)))
    }
}

@Suite("现场记录的规范字节与哈希")
struct FieldVectorTests {
    @Test("与客户端相同的向量得到相同的文本和哈希")
    func canonical() throws {
        let vectors = try #require(try Vectors().root["canonical"]?.list)
        #expect(vectors.count >= 10)
        for vector in vectors {
            let bytes = try #require(vector["value"]).canonical
            #expect(String(decoding: bytes, as: UTF8.self) == vector["text"]?.text)
            #expect(Digest.sha256(bytes).hex == vector["sha256"]?.text)
        }
    }

    @Test("三条记录的链逐条相符")
    func chain() throws {
        var before = FieldEvent.genesis
        let events = try #require(try Vectors().root["chain"]?.list).map { try #require(FieldEvent($0)) }
        #expect(events.map(\.seq) == [1, 2, 3])
        for event in events {
            #expect(event.prev == before)
            #expect(event.computedHash == event.hash)
            #expect(FieldEventKind(rawValue: event.kind)?.admits(event.payload) == true)
            before = event.hash
        }
    }

    @Test(
        "没有规范形式的 JSON 被拒绝",
        arguments: [
            "1.5", "1e3", "01", "-", "9007199254740992", "{\"键\":1}", "{\"a\":1,\"a\":2}", "[1,]", "{\"a\":1", "\"\u{1}\"",
            "nul", "[[[[[[[[[[[[[[1]]]]]]]]]]]]]]", "{} {}", "",
        ])
    func refused(text: String) {
        #expect(throws: JSONFault.self) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test("转义、半个代理对和负零读作规范值")
    func escapes() throws {
        let value = try JSONReader.read(Array(#"["\u00e9\ud83d\ude00\ud800x\/\n", -0 , {"b":true,"a":null}]"#.utf8))
        #expect(value == .list([.text("é😀\u{FFFD}x/\n"), .integer(0), .object([.init("b", .flag(true)), .init("a", .null)])]))
        #expect(String(decoding: value.canonical, as: UTF8.self) == "[\"é😀\u{FFFD}x/\\n\",0,{\"a\":null,\"b\":true}]")
    }
}
