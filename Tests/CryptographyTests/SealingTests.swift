import Cryptography
import Testing

@Suite("字段加密")
struct SealingTests {
    let old: SealingKey
    let new: SealingKey

    init() throws {
        old = try SealingKey.random(id: "2025")
        new = try SealingKey.random(id: "2026")
    }

    @Test("加密后可以读回，同一内容每次密文不同", arguments: ["", "0", "电话号码", String(repeating: "长", count: 5000)])
    func roundTrip(_ text: String) throws {
        let ring = SealingKeyRing(current: new)
        let sealed = try ring.seal(text, context: "subject.phone|1")
        #expect(try ring.openText(sealed, context: "subject.phone|1") == text)
        #expect(try ring.seal(text, context: "subject.phone|1") != sealed)
        #expect(sealed.count == 2 + 4 + 12 + text.utf8.count + 16)
    }

    @Test("更换密钥后旧密文仍可读，没有旧密钥则说明缺哪一把")
    func rotation() throws {
        let sealed = try SealingKeyRing(current: old).seal("旧", context: "c")
        #expect(try SealingKeyRing(current: new, former: [old]).openText(sealed, context: "c") == "旧")
        #expect(throws: CryptographyFailure.unknownKey(id: "2025")) {
            try SealingKeyRing(current: new).open(sealed, context: "c")
        }
    }

    @Test("任何一个字节被改、被截短或挪到别处的密文都不被接受")
    func tampering() throws {
        let ring = SealingKeyRing(current: new, former: [old])
        let sealed = try ring.seal("身份证件号码", context: "person.idNumber|1")
        for position in sealed.indices {
            var changed = sealed
            changed[position] ^= 1
            #expect(throws: CryptographyFailure.self) { try ring.open(changed, context: "person.idNumber|1") }
            #expect(throws: CryptographyFailure.self) {
                try ring.open(sealed[..<position], context: "person.idNumber|1")
            }
        }
        #expect(throws: CryptographyFailure.notAuthentic) { try ring.open(sealed, context: "person.idNumber|2") }
    }

    @Test("长度不对的密钥和空编号被拒绝")
    func keys() {
        #expect(throws: CryptographyFailure.unusableKey) { try SealingKey(id: "a", bytes: [1, 2, 3]) }
        #expect(throws: CryptographyFailure.unusableKey) { try SealingKey.random(id: "") }
    }

    @Test("密钥的描述不含密钥本身")
    func description() {
        #expect("\(new)" == "SealingKey(2026)")
    }
}
