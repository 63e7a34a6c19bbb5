import Cryptography
import Foundation
import TestKit
import Testing

@testable import Vault

@Suite("敏感字段加密")
struct FieldCipherTests {
    private let record: [UInt8] = Array(0..<16)

    @Test("SEC-06 密文里没有原文，同一原文两次密文不同，都能解开")
    func sealing() throws {
        let cipher = try FieldCipher()
        let one = try cipher.seal("19900000001", field: "account.mobile", record: record)
        let two = try cipher.seal("19900000001", field: "account.mobile", record: record)
        #expect(one != two)
        #expect(!String(decoding: one, as: UTF8.self).contains("19900000001"))
        #expect(try cipher.open(two, field: "account.mobile", record: record) == "19900000001")
    }

    @Test("SEC-06 密文移到别的记录或字段就解不开，改动一个字节也解不开")
    func moved() throws {
        let cipher = try FieldCipher()
        var sealed = try cipher.seal("19900000001", field: "account.mobile", record: record)
        #expect(throws: CryptographyFailure.notAuthentic) {
            try cipher.open(sealed, field: "account.mobile", record: record.reversed())
        }
        #expect(throws: CryptographyFailure.notAuthentic) { try cipher.open(sealed, field: "account.name", record: record) }
        sealed[sealed.count - 1] ^= 1
        #expect(throws: CryptographyFailure.notAuthentic) { try cipher.open(sealed, field: "account.mobile", record: record) }
    }

    @Test("SEC-06 更换密钥不停机：新写用新密钥，旧密文仍可读，重启后也是")
    func rotation() async throws {
        try await TestStore.withFolder { folder in
            let cipher = try FieldCipher(keysIn: folder + "/keys")
            let old = try cipher.seal("旧", field: "a.b", record: record)
            let oldIndex = cipher.blindIndex("旧", field: "a.b")
            try cipher.rotate()
            #expect(cipher.currentKey == "2")
            let new = try cipher.seal("新", field: "a.b", record: record)
            let restarted = try FieldCipher(keysIn: folder + "/keys")
            #expect(restarted.currentKey == "2")
            #expect(try restarted.open(old, field: "a.b", record: record) == "旧")
            #expect(try restarted.open(new, field: "a.b", record: record) == "新")
            #expect(restarted.blindIndex("旧", field: "a.b") == oldIndex)
        }
    }

    @Test("SEC-06 密钥文件只有所有者可读，损坏的密钥文件不会被悄悄换掉")
    func keyFile() async throws {
        try await TestStore.withFolder { folder in
            _ = try FieldCipher(keysIn: folder + "/keys")
            let path = folder + "/keys/field.keys"
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let whole = try String(contentsOfFile: path, encoding: .utf8)
            for damaged in ["不是密钥", "", String(whole.prefix(whole.count / 2)), String(whole.prefix(whole.count - 10))] {
                try damaged.write(toFile: path, atomically: false, encoding: .utf8)
                #expect(throws: VaultFailure.unreadableKeys(path: path)) { try FieldCipher(keysIn: folder + "/keys") }
            }
        }
    }

    @Test("SEC-06 盲索引：同一字段同一原文相同，不同字段、不同原文、不同装机不同")
    func blindIndex() throws {
        let cipher = try FieldCipher()
        let index = cipher.blindIndex("19900000001", field: "account.mobile")
        #expect(cipher.blindIndex("19900000001", field: "account.mobile") == index)
        #expect(cipher.blindIndex("19900000002", field: "account.mobile") != index)
        #expect(cipher.blindIndex("19900000001", field: "officer.phone") != index)
        let elsewhere = try FieldCipher()
        #expect(elsewhere.blindIndex("19900000001", field: "account.mobile") != index)
    }
}
