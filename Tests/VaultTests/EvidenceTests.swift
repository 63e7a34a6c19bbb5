import Cryptography
import Foundation
import Storage
import Synchronization
import TestKit
import Testing

@testable import Vault

@Suite("取出的文件与保存时一致")
struct EvidenceTests {
    private func withVault(_ body: (FileVault, Alarms) async throws -> Void) async throws {
        try await TestStore.withFolder { folder in
            let alarms = Alarms()
            try await body(
                try FileVault(folder: folder + "/files", watch: VaultWatch { alarm in alarms.told.withLock { $0.append(alarm) } }),
                alarms)
        }
    }

    private final class Alarms: Sendable { let told = Mutex<[VaultWatch.Alarm]>([]) }

    @Test("被改动、调换、截断或删除的文件不再给出，并告警；恢复后照常给出", arguments: [Proving.bySize, .always, .whenChanged])
    func damaged(proving: Proving) async throws {
        try await withVault { vault, alarms in
            let kept = try vault.keep(Array("现场照片".utf8), named: "a.txt")
            let other = try vault.keep(Array("另一文件".utf8), named: "b.txt")
            let (path, otherPath) = (vault.path(of: kept.hash), vault.path(of: other.hash))
            let right = try #require(FileManager.default.contents(atPath: path))
            #expect(try await vault.proven(kept.hash, proving).read(from: 0, upTo: 100) == Array(right))
            let damages: [() throws -> Void] = [
                { try Data(right.reversed()).write(to: URL(filePath: path)) },
                { try Data(right.dropLast()).write(to: URL(filePath: path)) },
                {
                    try FileManager.default.removeItem(atPath: path)
                    try FileManager.default.copyItem(atPath: otherPath, toPath: path)
                },
                { try FileManager.default.removeItem(atPath: path) },
                {
                    try FileManager.default.removeItem(atPath: path)
                    // nobody writes into this pipe: whoever waited for it would wait for ever
                    #expect(mkfifo(path, 0o600) == 0)
                },
                {
                    try FileManager.default.removeItem(atPath: path)
                    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: otherPath)
                },
            ]
            for (index, damage) in damages.enumerated() {
                try damage()
                await #expect(throws: VaultFailure.damaged(hash: kept.hash.hex)) { _ = try await vault.proven(kept.hash, proving) }
                #expect(alarms.told.withLock { $0.count } == index * 2 + 1)
                #expect(vault.watch.figures.damaged == [kept.hash.hex])
                #expect(!vault.isSound(kept.hash))
                try? FileManager.default.removeItem(atPath: path)
                try right.write(to: URL(filePath: path))
                #expect(try await vault.proven(kept.hash, proving).size == right.count)
                #expect(vault.watch.figures.damaged == [])
            }
        }
    }

    @Test("给出途中被改动的文件不再继续给出；只改了名称或权限的照常给出")
    func changedInFlight() async throws {
        try await withVault { vault, _ in
            let content = [UInt8](repeating: 0x31, count: 300_000)
            let kept = try vault.keep(content, named: "a.txt")
            let path = vault.path(of: kept.hash)
            let file = try await vault.proven(kept.hash)
            #expect(try file.read(from: 0, upTo: 1000).count == 1000)
            try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
            try FileManager.default.moveItem(atPath: path, toPath: path + ".moved")
            #expect(try file.read(from: 1000, upTo: 300_000) == Array(content[1000...]))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path + ".moved")
            let changing = try #require(FileHandle(forUpdatingAtPath: path + ".moved"))
            try changing.seek(toOffset: 200_000)
            try changing.write(contentsOf: [0x32])
            try changing.close()
            // the clock of files may stand still from the one to the other
            try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path + ".moved")
            #expect(throws: VaultFailure.damaged(hash: kept.hash.hex)) { try file.read(from: 199_000, upTo: 2000) }
            #expect(throws: VaultFailure.damaged(hash: kept.hash.hex)) { try file.requireUnchanged() }
        }
    }

    @Test("改动后把修改时间改回原样，仍被发现")
    func dressedUp() async throws {
        try await withVault { vault, _ in
            let kept = try vault.keep(Array("现场照片".utf8), named: "a.txt")
            let path = vault.path(of: kept.hash)
            _ = try await vault.proven(kept.hash, .whenChanged)
            let date = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            try file.write(contentsOf: [1])
            try file.close()
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
            await #expect(throws: VaultFailure.damaged(hash: kept.hash.hex)) { _ = try await vault.proven(kept.hash, .whenChanged) }
        }
    }

    @Test("同一文件再次提交时，损坏的存储文件被修复")
    func healed() async throws {
        try await withVault { vault, _ in
            let kept = try vault.keep(Array("现场照片".utf8), named: "a.txt")
            try Data([1, 2]).write(to: URL(filePath: vault.path(of: kept.hash)))
            #expect(try vault.keep(Array("现场照片".utf8), named: "a.txt").hash == kept.hash)
            #expect(try await vault.bytes(of: kept.hash) == Array("现场照片".utf8))
        }
    }

    @Test("文件只有所有者可读，不论 umask；已有的文件夹和文件也收紧")
    func rights() async throws {
        try await TestStore.withFolder { folder in
            let former = umask(0)
            defer { umask(former) }
            let files = folder + "/files"
            try FileManager.default.createDirectory(atPath: files + "/ab/cd", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o777])
            #expect(FileManager.default.createFile(atPath: files + "/ab/cd/x", contents: Data([1]), attributes: [.posixPermissions: 0o666]))
            let vault = try FileVault(folder: files)
            let kept = try vault.keep(Array("甲".utf8), named: "a.txt")
            try await vault.closeToOthers()
            let below = FileManager.default.enumerator(atPath: files)?.compactMap { $0 as? String } ?? []
            #expect(below.contains("ab/cd/x") && below.contains { $0.hasSuffix(kept.hash.hex) })
            for path in [""] + below {
                let rights = try FileManager.default.attributesOfItem(atPath: files + "/" + path)[.posixPermissions] as? Int
                #expect(rights == 0o700 || rights == 0o600, "\(path)")
            }
        }
    }

    @Test("文件库的磁盘已满时说明原因，什么也不留下，腾出空间后照常保存", .enabled(if: SmallDisk.isPossible))
    func fullDisk() async throws {
        try await SmallDisk.with(megabytes: 1) { folder in
            let vault = try FileVault(folder: folder + "/files")
            let filling = folder + "/filling"
            #expect(FileManager.default.createFile(atPath: filling, contents: nil))
            let file = try #require(FileHandle(forWritingAtPath: filling))
            #expect(throws: (any Error).self) { for _ in 0..<64 { try file.write(contentsOf: Data(count: 1 << 16)) } }
            let large = [UInt8](repeating: 0x31, count: 1 << 18)
            let refused = #expect(throws: VaultFailure.self) { try vault.keep(large, named: "a.txt") }
            guard case .full = refused else {
                Issue.record("\(String(describing: refused))")
                return
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/files/incoming") == [])
            try FileManager.default.removeItem(atPath: filling)
            try file.close()
            #expect(try vault.contents(of: try vault.keep(large, named: "a.txt").hash) == large)
        }
    }
}
