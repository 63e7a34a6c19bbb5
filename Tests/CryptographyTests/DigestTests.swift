import Cryptography
import Testing

@Suite("摘要")
struct DigestTests {
    @Test("SHA-256 与 FIPS 180-4 的例子一致")
    func sha256() {
        #expect(Digest.sha256("abc").hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest.sha256("").hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            Digest.sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    }

    @Test("SM3 与 GB/T 32905-2016 附录的例子一致")
    func sm3() {
        #expect(Digest.sm3("abc").hex == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
        #expect(
            Digest.sm3(String(repeating: "abcd", count: 16)).hex
                == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")
    }

    @Test("分段计算、共同前缀和一次计算的结果相同", arguments: DigestAlgorithm.allCases)
    func waysAgree(_ algorithm: DigestAlgorithm) {
        let text = String(repeating: "检查对象名录库|", count: 40)
        let bytes = Array(text.utf8)
        let whole = Digest.of(text, by: algorithm)
        let stream = DigestStream(algorithm)
        for cut in [0, 1, 55, 63, 64, 65, 127, 128, 300, bytes.count] {
            stream.update(bytes[..<cut])
            stream.update(bytes[cut...])
            #expect(stream.finish() == whole)
        }
        let prefix = DigestPrefix("检查对象", by: algorithm)
        for end in ["", "名录库", String(repeating: "x", count: 200)] {
            #expect(prefix.digest(end) == Digest.of("检查对象" + end, by: algorithm))
        }
    }

    @Test("摘要的次序就是其十六进制文本的次序，文本可以读回")
    func order() throws {
        let digests = (0..<200).map { Digest.sha256("\($0)") }
        #expect(digests.sorted().map(\.hex) == digests.map(\.hex).sorted())
        for digest in digests {
            #expect(Digest(hex: digest.hex) == digest)
            #expect(Digest(bytes: digest.bytes) == digest)
        }
        #expect(Digest(hex: "abc") == nil)
        #expect(Digest(hex: String(repeating: "g", count: 64)) == nil)
    }

    @Test("HMAC-SHA256 与 RFC 4231 的例子一致")
    func messageAuthentication() {
        let code = MessageAuthentication.code(for: "what do ya want for nothing?", key: "Jefe".utf8)
        #expect(code.hex == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(MessageAuthentication.isValid(code.bytes, for: "what do ya want for nothing?".utf8, key: "Jefe".utf8))
        #expect(!MessageAuthentication.isValid(code.bytes, for: "what do ya want for nothing!".utf8, key: "Jefe".utf8))
        #expect(
            MessageAuthentication.code(for: "", key: []).hex
                == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test("随机字节长度正确且不重复")
    func random() {
        #expect(SecureRandom.bytes(0).isEmpty)
        #expect(SecureRandom.hex(byteCount: 32).count == 64)
        #expect(Set((0..<1000).map { _ in SecureRandom.hex(byteCount: 16) }).count == 1000)
    }

    @Test("定时比较的结果与普通比较相同")
    func constantTime() {
        #expect(constantTimeEqual("令牌", "令牌"))
        #expect(!constantTimeEqual("令牌", "令箭"))
        #expect(!constantTimeEqual("a", "ab"))
        #expect(constantTimeEqual([UInt8](), [UInt8]()))
    }
}
