import Foundation
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Vault

@Suite("密钥的指纹")
struct KeyFingerprintTests {
    @Test("SEC-06 指纹认得出每一个密钥文件的缺失和替换，加了一把新密钥仍然相符")
    func comparison() async throws {
        try await TestStore.withFolder { folder in
            let keys = folder + "/keys"
            let cipher = try FieldCipher(keysIn: keys)
            try "签名密钥".write(toFile: keys + "/ledger.pem", atomically: true, encoding: .utf8)
            let expected = try KeyFingerprint.all(in: keys)
            #expect(expected.map(\.name) == ["field.keys/index", "field.keys/1", "ledger.pem"])
            func compared() throws -> KeyComparison { KeyComparison(expected: expected, found: try KeyFingerprint.all(in: keys)) }
            #expect(try compared().fits)

            try cipher.rotate()
            let rotated = try compared()
            #expect(rotated.fits)
            #expect(rotated.new.map(\.name) == ["field.keys/2"])

            try "另一把".write(toFile: keys + "/ledger.pem", atomically: true, encoding: .utf8)
            #expect(try compared().foreign == ["ledger.pem"])
            try FileManager.default.removeItem(atPath: keys + "/ledger.pem")
            #expect(try compared().missing == ["ledger.pem"])
            try FileManager.default.removeItem(atPath: keys + "/field.keys")
            _ = try FieldCipher(keysIn: keys)
            #expect(try compared().foreign == ["field.keys/index", "field.keys/1"])
        }
    }

    @Test("SEC-06 放在密钥旁边的副本不算密钥：加进来、拿走都不影响，以前记下的也不再要求")
    func copies() async throws {
        try await TestStore.withFolder { folder in
            _ = try FieldCipher(keysIn: folder)
            let expected = try KeyFingerprint.all(in: folder)
            try FileManager.default.copyItem(atPath: folder + "/field.keys", toPath: folder + "/field.keys.bak")
            try FileManager.default.createDirectory(atPath: folder + "/old", withIntermediateDirectories: false)
            #expect(try KeyFingerprint.all(in: folder) == expected)
            #expect(try KeyFingerprint.strangers(in: folder) == ["field.keys.bak", "old"])
            let before = expected + [KeyFingerprint(name: "ledger.pem.bak", print: "a")]
            #expect(KeyComparison(expected: before, found: expected).fits)
        }
    }

    @Test("SEC-06 指纹中没有密钥本身")
    func secret() async throws {
        try await TestStore.withFolder { folder in
            _ = try FieldCipher(keysIn: folder)
            let text = try String(contentsOfFile: folder + "/field.keys", encoding: .utf8)
            let secrets = text.split(whereSeparator: \.isWhitespace).filter { $0.count == 64 }
            #expect(secrets.count == 2)
            for print in try KeyFingerprint.all(in: folder) { #expect(!secrets.contains { print.print.contains($0) }) }
        }
    }

    @Test("SEC-06 先记下的指纹不被后来者替换")
    func firstDecides() async throws {
        try await TestStore.each { database in
            let now = Instant(milliseconds: 1)
            try await database.write { transaction in
                try KeyFingerprint.settle([KeyFingerprint(name: "ledger.pem", print: "a")], at: now, in: transaction)
                try KeyFingerprint.settle([KeyFingerprint(name: "ledger.pem", print: "b")], at: now, in: transaction)
            }
            let expected = try await database.read { try KeyFingerprint.expected(in: $0) }
            #expect(expected == [KeyFingerprint(name: "ledger.pem", print: "a")])
        }
    }

    @Test("SEC-06 另一进程更换密钥后，本进程打得开用新密钥加密的字段")
    func sharedFolder() async throws {
        try await TestStore.withFolder { folder in
            let (one, two) = (try FieldCipher(keysIn: folder), try FieldCipher(keysIn: folder))
            let record: [UInt8] = Array(0..<16)
            try two.rotate()
            let sealed = try two.seal("新", field: "a.b", record: record)
            #expect(try one.open(sealed, field: "a.b", record: record) == "新")
            #expect(one.isCurrent(sealed))
        }
    }
}
