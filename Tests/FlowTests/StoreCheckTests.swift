import Authority
import Foundation
import Ledger
import Storage
import TestKit
import Testing
import Timekeeping
import Vault

@testable import Doors
@testable import mingcha

/// `mingcha check`, and what a backup notices.
@Suite("检查与备份")
struct StoreCheckTests {
    private func withStore(_ body: (OpenStore, KeptFile) async throws -> Void) async throws {
        try await TestStore.withFolder { folder in
            let opened = try await StoreOpening(options: StoreOptions.parse(["--data", folder + "/data"])).new()
            defer { opened.database.close() }
            let kept = try FileVault(folder: opened.data + "/files").keep(Array("内容".utf8), named: "a.txt")
            try await opened.database.write { transaction in
                _ = try StoredFile.record(
                    kept, of: Identifier<FileOwnerMark>(), by: Identifier<FileOwnerMark>?.none, at: .init(milliseconds: 1), in: transaction)
            }
            try await body(opened, kept)
        }
    }

    private func path(_ kept: KeptFile, in opened: OpenStore) throws -> String { try FileVault(folder: opened.data + "/files").path(of: kept.hash) }

    private func verdict(_ label: String, of opened: OpenStore, isQuick: Bool = false) async -> CheckLine? {
        await StoreCheck(opened: opened, isQuick: isQuick).lines().first { $0.label == label }
    }

    @Test("检查指出损坏和缺失的文件、换错的密钥；都好时没有问题")
    func lines() async throws {
        try await withStore { opened, kept in
            let good = await StoreCheck(opened: opened).lines()
            #expect(!good.contains { $0.verdict == .bad }, "\(good)")
            let file = try path(kept, in: opened)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            try Data("改动".utf8).write(to: URL(filePath: file))
            #expect(await verdict("文件", of: opened)?.verdict == .bad)
            #expect(await verdict("文件", of: opened, isQuick: true)?.verdict == .good)
            try FileManager.default.removeItem(atPath: file)
            #expect(await verdict("文件", of: opened, isQuick: true)?.words.contains(kept.hash.hex) == true)
            try FileManager.default.removeItem(atPath: opened.keyFolder + "/ledger.pem")
            let keys = await verdict("密钥", of: opened)
            #expect(keys?.verdict == .bad)
            #expect(keys?.words.contains("ledger.pem") == true)
        }
    }

    @Test("检查指出放在密钥旁边的副本，只提醒未声明的代理，不建立任何文件夹")
    func kept() async throws {
        try await TestStore.withFolder { folder in
            let opened = try await StoreOpening(options: StoreOptions.parse(["--data", folder + "/data"])).new()
            defer { opened.database.close() }
            try FileManager.default.copyItem(atPath: opened.keyFolder + "/ledger.pem", toPath: opened.keyFolder + "/ledger.pem.bak")
            try await opened.database.write { try UndeclaredProxy.keep("10.0.0.7", at: Clock.system.now(), in: $0) }
            let lines = await StoreCheck(opened: opened).lines()
            #expect(lines.first { $0.label == "密钥" }?.verdict == .doubtful)
            #expect(lines.first { $0.label == "反向代理" }?.verdict == .doubtful)
            let declared = StoreCheck(opened: opened, trust: ProxyTrust(proxies: [try #require(AddressRange("10.0.0.0/24"))]))
            #expect(await declared.lines().first { $0.label == "反向代理" }?.verdict == .good)
            #expect(!FileManager.default.fileExists(atPath: opened.data + "/files"))
        }
    }

    @Test("SEC-11 备份不能写到目标时说明原因")
    func unwritableTarget() async throws {
        try await withStore { opened, _ in
            let target = opened.data + "/mingcha.sqlite/backup"
            do {
                _ = try await Backup.make(of: opened.database, at: opened.location, data: opened.data, to: target)
                Issue.record("it was made")
            } catch let failure as BackupFailure {
                #expect(failure.description.contains(target) && failure.description.contains("路径中有一段不是文件夹"))
            }
        }
    }

    @Test("SEC-11 备份带上配置，并记下时间；缺失或损坏的文件使备份停止并指名，不留下半个文件夹")
    func backup() async throws {
        try await withStore { opened, kept in
            try "{}".write(toFile: opened.data + "/mingcha.json", atomically: true, encoding: .utf8)
            let folder = opened.data + "-backup"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            func back(up name: String) async throws -> Backup {
                try await Backup.make(of: opened.database, at: opened.location, data: opened.data, to: name) { try KeptHashes.all(in: $0) }
            }
            let made = try await back(up: folder)
            #expect(made.manifest.files["mingcha.json"] != nil)
            #expect(await verdict("备份", of: opened)?.verdict == .good)
            let file = try path(kept, in: opened)
            let place = String(file.dropFirst(opened.data.count + 1))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            try Data("改动".utf8).write(to: URL(filePath: file))
            await #expect(throws: BackupFailure.damagedFile(place)) { _ = try await back(up: folder + "-2") }
            try FileManager.default.removeItem(atPath: file)
            await #expect(throws: BackupFailure.missingFile(place)) { _ = try await back(up: folder + "-2") }
            for name in [folder + "-2", folder + "-2.making"] { #expect(!FileManager.default.fileExists(atPath: name)) }
        }
    }

    @Test("上次进程留下的临时文件在启动时清理，正在使用的不动")
    func temporaryFiles() async throws {
        try await TestStore.withFolder { folder in
            let left = folder + "/temporary/left"
            try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
            try Data("半个导出".utf8).write(to: URL(filePath: left + "/mingcha-x"))
            let used = folder + "/temporary/used"
            try FileManager.default.createDirectory(atPath: used, withIntermediateDirectories: true)
            let held = open(used + "/.held", O_RDWR | O_CREAT, 0o600)
            defer { close(held) }
            #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
            let own = try TemporaryFolder.make(in: folder)
            #expect(FileManager.default.fileExists(atPath: own))
            #expect(!FileManager.default.fileExists(atPath: left))
            #expect(FileManager.default.fileExists(atPath: used))
        }
    }
}
