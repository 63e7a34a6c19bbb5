import Testing
import Typesetting

@Suite("手写签名图片")
struct ImageTests {
    private func render(_ image: [UInt8]) throws -> [UInt8] {
        try Printed(Sheet(title: "签名", createdAt: 0, blocks: [.signatures([Signature("签名", images: [image])])])).bytes
    }

    @Test("SEAL-06 有效的PNG签名印入文书")
    func good() throws {
        let blank = try Printed(Sheet(title: "签名", createdAt: 0, blocks: [.signatures([Signature("签名")])])).bytes
        #expect(try render(PNG.scribble(seed: 1)).count > blank.count)
    }

    @Test("SEAL-06 不是PNG的文件被拒绝", arguments: [[], Array("GIF89a".utf8), Array(repeating: 0xFF, count: 100)] as [[UInt8]])
    func notPNG(file: [UInt8]) {
        #expect(throws: TypesettingError.badImage(.notPNG)) { try render(file) }
    }

    @Test("SEAL-06 截断的PNG被拒绝", arguments: [12, 30, 200])
    func truncated(length: Int) {
        #expect(throws: TypesettingError.badImage(.damaged)) { try render(Array(PNG.scribble(seed: 1).prefix(length))) }
    }

    @Test("SEAL-06 声称尺寸巨大的小文件不解码即被拒绝")
    func bomb() {
        var file = PNG.scribble(seed: 1)
        file.replaceSubrange(16..<24, with: [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF])
        #expect(throws: TypesettingError.badImage(.tooManyPixels(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF))) { try render(file) }
    }

    @Test("SEAL-06 超过2MB的图片被拒绝")
    func tooLarge() {
        let file = PNG.scribble(seed: 1) + Array(repeating: 0, count: 2 << 20)
        #expect(throws: TypesettingError.badImage(.tooManyBytes(file.count))) { try render(file) }
    }
}
