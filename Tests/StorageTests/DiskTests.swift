import Foundation
import Storage
import TestKit
import Testing

@Suite("数据库文件与磁盘")
struct DiskTests {
    private static let migrations = [Migration("test.1", "CREATE TABLE thing (name TEXT NOT NULL)")]

    @Test("数据库文件、-wal 和 -shm 只有所有者可读写，不论 umask，已有的文件也收紧")
    func rights() async throws {
        try await TestStore.withFolder { folder in
            let former = umask(0)
            defer { umask(former) }
            let path = folder + "/a.sqlite"
            for isThere in [false, true] {
                if isThere {
                    for ending in ["", "-wal", "-shm"] where access(path + ending, F_OK) == 0 { chmod(path + ending, 0o666) }
                }
                let database = try Database("sqlite:" + path)
                try await database.migrate(Self.migrations)
                try await database.write { _ = try $0.execute("INSERT INTO thing (name) VALUES ('甲')") }
                for ending in ["", "-wal", "-shm"] {
                    let rights = try FileManager.default.attributesOfItem(atPath: path + ending)[.posixPermissions] as? Int
                    #expect(rights == 0o600, "\(ending)")
                }
                database.close()
            }
        }
    }

    @Test("磁盘已满时写入被拒绝并说明原因，什么也不留下，腾出空间后照常写入", .enabled(if: SmallDisk.isPossible))
    func full() async throws {
        try await SmallDisk.with(megabytes: 2) { folder in
            let database = try Database("sqlite:" + folder + "/a.sqlite")
            defer { database.close() }
            try await database.migrate(Self.migrations)
            let filling = folder + "/filling"
            #expect(FileManager.default.createFile(atPath: filling, contents: nil))
            let file = try #require(FileHandle(forWritingAtPath: filling))
            #expect(throws: (any Error).self) { for _ in 0..<64 { try file.write(contentsOf: Data(count: 1 << 16)) } }
            let large = String(repeating: "满", count: 100_000)
            for _ in 0..<2 {
                await #expect(throws: StorageError.full) {
                    try await database.write { try $0.execute("INSERT INTO thing (name) VALUES (\(large))") }
                }
                let count = try await database.read { try $0.value("SELECT count(*) FROM thing", as: Int.self) }
                #expect(count == 0)
            }
            try file.close()
            try FileManager.default.removeItem(atPath: filling)
            try await database.write { _ = try $0.execute("INSERT INTO thing (name) VALUES (\(large))") }
            let count = try await database.read { try $0.value("SELECT count(*) FROM thing", as: Int.self) }
            #expect(count == 1)
        }
    }
}
