import Cryptography
import Foundation
import Testing

@Suite("签名与口令")
struct KeyTests {
    /// RFC 8032, 7.1, tests 1 and 3.
    static let vectors = [
        (
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            key: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ]

    @Test("Ed25519 与 RFC 8032 的例子一致", arguments: vectors)
    func signs(_ vector: (seed: String, key: String, message: String, signature: String)) throws {
        let key = try SigningKey(seed: #require(Hex.bytes(vector.seed)))
        let message = try #require(Hex.bytes(vector.message))
        #expect(Hex.string(try key.verificationKey().bytes) == vector.key)
        #expect(Hex.string(try key.sign(message)) == vector.signature)
    }

    @Test("改动一个比特的签名或内容不被接受")
    func tampering() throws {
        let key = try SigningKey()
        let open = try key.verificationKey()
        var signature = try key.sign("检查通知书")
        #expect(open.isValid(signature, for: "检查通知书"))
        #expect(!open.isValid(signature, for: "检查通知书 "))
        #expect(!open.isValid(signature.dropLast(), for: "检查通知书"))
        signature[0] ^= 1
        #expect(!open.isValid(signature, for: "检查通知书"))
        #expect(!(try SigningKey().verificationKey().isValid(key.sign("检查通知书"), for: "检查通知书")))
    }

    @Test("密钥文件只有属主可读，不会被覆盖，可以读回")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: SecureRandom.hex(byteCount: 8))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "key.pem").path
        let key = try SigningKey.loadOrCreate(at: path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        #expect(throws: CryptographyFailure.unwritableKeyFile(path: path)) { try key.save(to: path) }
        #expect(try SigningKey.loadOrCreate(at: path).sign("x") == key.sign("x"))
        let open = try VerificationKey(pem: key.verificationKey().pem())
        #expect(open.isValid(try key.sign("x"), for: "x"))
        #expect(throws: CryptographyFailure.unreadableKeyFile(path: path + "x")) { try SigningKey.load(from: path + "x") }
        #expect(throws: CryptographyFailure.unusableKey) { try SigningKey(pem: "不是密钥") }
    }

    @Test("口令散列每次不同，只认原口令")
    func passwords() throws {
        let hash = try PasswordHash(password: "明察秋毫-2026")
        #expect(hash.encoded.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try PasswordHash(password: "明察秋毫-2026") != hash)
        #expect(PasswordHash(encoded: hash.encoded).matches("明察秋毫-2026"))
        #expect(!hash.matches("明察秋毫-2027"))
        #expect(!hash.matches(String(repeating: "a", count: 2000)))
        #expect(!PasswordHash(encoded: "").matches(""))
        #expect(!hash.isOutdated)
        #expect(PasswordHash(encoded: "$argon2id$v=19$m=4096,t=3,p=1$c2FsdA$aGFzaA").isOutdated)
        #expect(throws: CryptographyFailure.passwordTooLong) {
            try PasswordHash(password: String(repeating: "a", count: 1025))
        }
    }
}
