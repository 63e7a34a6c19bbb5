import Cryptography
import Foundation
@testable import Ledger
import Storage
import Testing

@Suite("备份与恢复")
struct BackupTests {
    /// A backup of twelve facts and two files; `other` is where a restore may go.
    private func backedUp(
        _ body: (_ backup: String, _ scratch: String, _ source: LedgerStore.Source) async throws -> Void
    ) async throws {
        try await LedgerStore.eachSource { source in
            let scratch = source.folder + "/scratch"
            let data = source.folder + "/data"
            try FileCopy.makeFolder(data + "/files/ab")
            try FileCopy.makeFolder(scratch)
            try FileCopy.write([1, 2, 3], to: data + "/files/ab/abcd")
            try FileCopy.write(Array(repeating: 7, count: 3_000_000), to: data + "/files/ab/abce")
            try await source.database.record(0..<12)
            let backup = scratch + "/backup"
            let made = try await Backup.make(
                of: source.database, at: source.location, data: data, to: backup, clock: LedgerStore.clock)
            #expect(made.checkpoint?.size == 12)
            try await body(backup, scratch, source)
        }
    }

    @Test("恢复后文件、密钥和账本与原来一致")
    func restored() async throws {
        try await backedUp { backup, scratch, source in
            try await source.withEmptyDatabase { location in
                let restored = try await Restoration.make(from: backup, data: scratch + "/data", database: location) { _ in LedgerStore.sealing }
                #expect(restored.verdict.size == 12)
                for path in ["files/ab/abcd", "files/ab/abce", "keys/ledger.pem"] {
                    #expect(
                        FileManager.default.contents(atPath: scratch + "/data/" + path)
                            == FileManager.default.contents(atPath: source.folder + "/data/" + path))
                }
                await #expect(throws: BackupFailure.self) {
                    _ = try await Restoration.make(from: backup, data: scratch + "/data", database: location) { _ in LedgerStore.sealing }
                }
            }
        }
    }

    @Test("备份之后的账本记录不在备份中，不影响恢复")
    func later() async throws {
        try await backedUp { backup, scratch, source in
            try await source.database.record(12..<20)
            try await source.withEmptyDatabase { location in
                let restored = try await Restoration.make(from: backup, data: scratch + "/data", database: location) { _ in LedgerStore.sealing }
                #expect(restored.verdict.size == 12)
            }
        }
    }

    @Test("缺少、改动的文件和越出文件夹的路径使恢复停止，什么也不写")
    func damaged() async throws {
        try await backedUp { backup, scratch, source in
            try await source.withEmptyDatabase { location in
                let restore: () async throws -> Void = {
                    _ = try await Restoration.make(from: backup, data: scratch + "/data", database: location) { _ in LedgerStore.sealing }
                }
                try FileCopy.write([1, 2, 4], to: backup + "/files/ab/abcd")
                await #expect(throws: BackupFailure.changed("files/ab/abcd")) { try await restore() }
                try FileManager.default.removeItem(atPath: backup + "/files/ab/abcd")
                await #expect(throws: BackupFailure.missing("files/ab/abcd")) { try await restore() }
                let zeros = String(repeating: "0", count: 64)
                try FileCopy.write(Array("\(zeros)  ../../etc/x\n".utf8), to: backup + "/manifest.sha256")
                await #expect(throws: BackupFailure.unsafePath("../../etc/x")) { try await restore() }
                try FileManager.default.removeItem(atPath: backup + "/manifest.sha256")
                await #expect(throws: BackupFailure.notABackup(backup)) { try await restore() }
                #expect(!FileManager.default.fileExists(atPath: scratch + "/data"))
            }
        }
    }

    @Test("清单中任何一位被改动都会被发现，哈希的大小写和分隔的空格也不例外")
    func everyBitOfTheManifest() throws {
        var manifest = BackupManifest()
        for path in ["files/ab/abcd", "keys/ledger.pem"] { manifest.add(path, Digest.sha256(path)) }
        let bytes = Array(manifest.text.utf8)
        for place in bytes.indices {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[place] ^= 1 << UInt8(bit)
                let read = try? BackupManifest(text: String(decoding: damaged, as: UTF8.self))
                #expect(read != manifest, "第\(place)字节第\(bit)位")
            }
        }
        #expect(try BackupManifest(text: manifest.text) == manifest)
    }

    @Test("备份不覆盖已有内容的文件夹；另一种数据库不能恢复")
    func refused() async throws {
        try await backedUp { backup, scratch, source in
            await #expect(throws: BackupFailure.targetNotEmpty(backup)) {
                _ = try await Backup.make(
                    of: source.database, at: source.location, data: source.folder + "/data", to: backup)
            }
            let other = source.database.engine == .sqlite ? "postgres://localhost/x" : "sqlite:\(scratch)/x.sqlite"
            let name = source.database.engine == .sqlite ? "SQLite" : "PostgreSQL"
            await #expect(throws: BackupFailure.otherEngine(backup: name)) {
                _ = try await Restoration.make(from: backup, data: scratch + "/data", database: other) { _ in LedgerStore.sealing }
            }
        }
    }

    @Test("数据库密码不出现在程序参数中（SEC-06）")
    func password() {
        let split = PostgreSQLDump.withoutPassword("postgres://m:p%40ss@db:5432/mingcha?sslmode=require")
        #expect(split.url == "postgres://m@db:5432/mingcha?sslmode=require")
        #expect(split.password == "p@ss")
        #expect(PostgreSQLDump.withoutPassword("postgres://m@/x?host=/tmp/a:b").password == nil)
    }
}
