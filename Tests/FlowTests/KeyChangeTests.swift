import Authority
import Foundation
import Ledger
import Logging
import Storage
import TestKit
import Testing
import Timekeeping
import Vault

@testable import Doors
@testable import mingcha

/// What is done to a whole store: its sealing key is changed, it moves to PostgreSQL.
@Suite("更换密钥与迁移", .serialized)
struct KeyChangeTests {
    /// The invented county in a new store.
    private func withCounty(_ location: String? = nil, _ body: (OpenStore) async throws -> Void) async throws {
        try await TestStore.withFolder { folder in
            let options = try StoreOptions.parse(["--data", folder + "/data"] + (location.map { ["--database", $0] } ?? []))
            let opened = try await StoreOpening(options: options).new()
            defer { opened.database.close() }
            var log = Logger(label: "flow-tests")
            log.logLevel = .critical
            let wiring = try await Wiring(database: opened.database, data: opened.data, settings: Platform.Settings(), log: log)
            try await DemoCounty.load(wiring)
            try await body(opened)
        }
    }

    private struct Killed: Error {}

    /// Opens everything with the keys it is given, and trusts no seal to be current.
    private struct Suspicious: FieldResealing {
        let cipher: FieldCipher
        func isCurrent(_ sealed: [UInt8]) -> Bool { false }
        func isSealed(_ value: [UInt8]) -> Bool { cipher.isSealed(value) }
        func seal(_ plain: String, field: StaticString, record: [UInt8]) throws -> [UInt8] { try cipher.seal(plain, field: field, record: record) }
        func open(_ sealed: [UInt8], field: StaticString, record: [UInt8]) throws -> String { try cipher.open(sealed, field: field, record: record) }
        func blindIndex(_ plain: String, field: StaticString) -> [UInt8] { cipher.blindIndex(plain, field: field) }
    }

    @Test("SEC-06 更换密钥：分批改用新密钥加密，在任何一批之后中断都能继续；做完后只凭新密钥就能打开每个字段，并记入操作日志")
    func rotation() async throws {
        try await withCounty { opened in
            var change = try KeyChange(database: opened.database, cipher: FieldCipher(keysIn: opened.keyFolder), folder: opened.keyFolder)
            change.part = 40
            var kills = 0
            while true {
                do {
                    let done = try await change.run { _ in
                        kills += 1
                        if kills % 3 == 0 { throw Killed() }
                    }
                    #expect(done.key == "2")
                    #expect(done.count > 100)
                    break
                } catch is Killed {
                    // as another process would take it up
                    change = try KeyChange(database: opened.database, cipher: FieldCipher(keysIn: opened.keyFolder), folder: opened.keyFolder)
                    change.part = 40
                }
            }
            #expect(kills > 10)
            let path = opened.keyFolder + "/field.keys"
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 3)
            let only = opened.data + "/only"
            try FileManager.default.createDirectory(atPath: only, withIntermediateDirectories: true)
            try lines.filter { !$0.hasPrefix("seal 1 ") }.joined(separator: "\n").write(toFile: only + "/field.keys", atomically: true, encoding: .utf8)
            let suspicious = Suspicious(cipher: try FieldCipher(keysIn: only))
            let columns = try await opened.database.read { try SealedColumn.present(SealedFields.all, in: $0) }
            var opens = 0
            for column in columns {
                var last: [UInt8] = []
                while let next = try await opened.database.write({ [last] in try column.reseal(after: last, most: 100, with: suspicious, in: $0) }).last {
                    last = next
                    opens += 1
                }
            }
            #expect(opens > 10)
            let kinds = try await opened.database.read { try FactKinds.all(in: $0) }
            #expect(kinds.contains("authority.keys.changed") && kinds.contains("authority.keys.resealed"))
            // the keys still are those of the store
            try await KeyCheck(folder: opened.keyFolder).verify(opened.database)
        }
    }

    @Test("SEC-06 每个密文列都登记在案，更换密钥不会漏掉任何一列", arguments: EngineKind.allCases)
    func everyColumn(engine: EngineKind) async throws {
        try await TestStore.on(engine, Assembly.migrations) { database in
            let columns = try await database.read { try SealedColumn.present(SealedFields.all, in: $0) }
            #expect(columns.count >= SealedFields.all.count)
            #expect(columns.contains { $0.name == "regulated_subject_former.phone_sealed" })
            await #expect(throws: StorageError.self) {
                _ = try await database.read { try SealedColumn.present(Array(SealedFields.all.dropFirst()), in: $0) }
            }
        }
    }

    @Test("SEC-06 程序加密的每一种字段都登记在案：逐行读源代码比对；列名看不出是密文的，由其中的内容认出")
    func everyField() async throws {
        #expect(try SealingCalls.fields() == Set(SealedFields.all.map { $0.field.description }))
        try await withCounty { opened in
            let cipher = try FieldCipher(keysIn: opened.keyFolder)
            try await opened.database.read { try SealedColumn.requireAll(SealedFields.all, sealedBy: cipher, in: $0) }
            let (id, account) = (Array(repeating: UInt8(7), count: 32), "17 号")
            let sealed = try cipher.seal("留着的页面", field: "kept_page.content", record: id)
            try await opened.database.write { try Fingerprints.keepPage(id, account, sealed, in: $0) }
            let others = SealedFields.all.filter { $0.table != "kept_page" }
            await #expect(throws: StorageError.broken("这些列中有密文，却没有登记，更换密钥会漏掉它们：kept_page.content")) {
                try await opened.database.read { try SealedColumn.requireAll(others, sealedBy: cipher, in: $0) }
            }
        }
    }

    @Test("SEC-06 更换密钥时另一台服务器还在用旧密钥写入：下一轮找到这些字段，做完后没有一个仍是旧密钥的")
    func lateWriter() async throws {
        try await withCounty { opened in
            // a server that has not seen the new key yet
            try FileManager.default.copyItem(atPath: opened.keyFolder, toPath: opened.data + "/keys-of-before")
            let late = try FieldCipher(keysIn: opened.data + "/keys-of-before")
            let file = try #require(StoreOptions.file(of: opened.location))
            let change = try KeyChange(database: opened.database, cipher: FieldCipher(keysIn: opened.keyFolder), folder: opened.keyFolder)
            var isWritten = false
            _ = try await change.run { place in
                // the columns come by name: those of the accounts are through by then
                guard !isWritten, place.hasPrefix("enforcement_officer") else { return }
                isWritten = true
                try Fingerprints.sealMobileAnew(in: file, with: late)
            }
            #expect(isWritten)
            let cipher = try FieldCipher(keysIn: opened.keyFolder)
            let old = try await opened.database.read { try Fingerprints.mobiles(in: $0) }.filter { !cipher.isCurrent($0) }
            #expect(old.isEmpty)
        }
    }

    @Test("库从 SQLite 迁到 PostgreSQL：逐表行数和哈希一致，账本核验通过，记入操作日志；目标不空时拒绝", .enabled(if: TestStore.hasPostgreSQL))
    func move() async throws {
        let server = try #require(ProcessInfo.processInfo.environment["MINGCHA_TEST_POSTGRES"])
        let target = try PostgreSQLDatabase(named: "move_" + UUID().uuidString.lowercased().filter { $0 != "-" }, on: server)
        defer { try? target.drop() }
        try await withCounty { opened in
            let file = try #require(StoreOptions.file(of: opened.location))
            let moved = try await StoreMove(opened: opened, file: file, to: target.location).run()
            #expect(moved.tables > 50)
            #expect(moved.rows > 1000)
            #expect(moved.facts > 10)
            let there = try Database(target.location)
            defer { there.close() }
            let kinds = try await there.read { try FactKinds.all(in: $0) }
            #expect(kinds.contains("authority.store.moved"))
            // the store goes on there: keys fit, new serials follow the old ones
            try await KeyCheck(folder: opened.keyFolder).verify(there)
            let verdict = try await LedgerVerification.run(there, keys: LedgerKeys.load(folder: opened.keyFolder))
            #expect(verdict.isSound)
            await #expect(throws: MoveFailure.targetNotEmpty(target.location)) {
                _ = try await StoreMove(opened: opened, file: file, to: target.location).run()
            }
        }
    }
}
