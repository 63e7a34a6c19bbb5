import Dispatch
import Foundation
@testable import Storage
import TestKit
import Testing

/// Whoever waits for the database is answered while what held it up still does.
@Suite("数据库被占用或不应答", .serialized)
struct PatienceTests {
    private static let migrations = [
        Migration("test.1", "CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL)", "INSERT INTO thing (id, name) VALUES (1, '甲')")
    ]

    @Test("被别人锁住的行：等待者在锁仍未放开时得到答复，锁放开后照常写入", .enabled(if: TestStore.hasPostgreSQL))
    func heldLock() async throws {
        try await TestStore.on(.postgresql, Self.migrations) { database in
            let (held, release) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0))
            let holder = Task {
                try await database.write { transaction in
                    _ = try transaction.locked("SELECT id FROM thing WHERE id = 1") { try $0.next(Int.self) }
                    held.continuation.yield()
                    release.wait()
                }
            }
            for await _ in held.stream { break }
            let change: @Sendable (Transaction) throws -> Void = { try $0.execute("UPDATE thing SET name = '乙' WHERE id = 1") }
            // the lock is held until `release`: an answer at all is what is asked for
            await #expect(throws: StorageError.self) {
                try await Patience.$milliseconds.withValue(1000) { try await database.write(change) }
            }
            release.signal()
            try await holder.value
            try await database.write(change)
            let name = try await database.read { try $0.value("SELECT name FROM thing WHERE id = 1", as: String.self) }
            #expect(name == "乙")
        }
    }

    @Test("一次请求里先后几次等待数据库，共用一个期限；另一次请求不受影响", .enabled(if: TestStore.hasPostgreSQL))
    func oneCall() async throws {
        try await TestStore.on(.postgresql, Self.migrations) { database in
            let (held, release) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0))
            let holder = Task {
                try await database.write { transaction in
                    _ = try transaction.locked("SELECT id FROM thing WHERE id = 1") { try $0.next(Int.self) }
                    held.continuation.yield()
                    release.wait()
                }
            }
            for await _ in held.stream { break }
            let change: @Sendable (Transaction) throws -> Void = { try $0.execute("UPDATE thing SET name = '乙' WHERE id = 1") }
            await Patience.ofOneCall(1500) {
                #expect(Patience.left == 1500)
                await #expect(throws: StorageError.self) { try await database.write(change) }
                // the lock was waited for, and what was waited is gone
                #expect((Patience.left ?? 1500) <= 500)
                for _ in 0..<20 where Patience.left != 250 {
                    await #expect(throws: StorageError.self) { try await database.write(change) }
                }
                #expect(Patience.left == 250)
                await Patience.ofOneCall(1500) { #expect(Patience.left == 1500) }
            }
            #expect(Patience.left == nil)
            release.signal()
            try await holder.value
            try await database.write(change)
        }
    }

    @Test("SQLite的读取和写入都被占着：排队的等待者在仍被占着时得到答复，他们的改动没有写入；放开后照常")
    func busyThreads() async throws {
        try await TestStore.on(.sqlite, Self.migrations) { database in
            let (held, release) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0))
            let hold: @Sendable (Transaction) throws -> Void = { _ in
                held.continuation.yield()
                release.wait()
            }
            let holders = [Task { try await database.write(hold) }, Task { try await database.read(hold) }]
            var begun = 0
            for await _ in held.stream {
                begun += 1
                if begun == holders.count { break }
            }
            let change: @Sendable (Transaction) throws -> Void = { try $0.execute("UPDATE thing SET name = '乙' WHERE id = 1") }
            let name: @Sendable (Transaction) throws -> String? = { try $0.value("SELECT name FROM thing WHERE id = 1", as: String.self) }
            // both threads are held until `release`: an answer at all is what is asked for
            await #expect(throws: StorageError.overloaded) {
                try await Patience.$milliseconds.withValue(300) { try await database.write(change) }
            }
            await #expect(throws: StorageError.overloaded) {
                _ = try await Patience.$milliseconds.withValue(300) { try await database.read(name) }
            }
            for _ in holders { release.signal() }
            for holder in holders { try await holder.value }
            #expect(try await database.read(name) == "甲")
            try await Patience.ofOneCall { try await database.write(change) }
            #expect(try await database.read(name) == "乙")
        }
    }

    @Test("数据库连接断开后，等待的请求由新的连接办理，不丢失", .enabled(if: TestStore.hasPostgreSQL))
    func lostConnections() async throws {
        try await TestStore.on(.postgresql, Self.migrations) { database in
            let count: @Sendable (Transaction) throws -> Int? = { try $0.value("SELECT count(*) FROM thing", as: Int.self) }
            let own: @Sendable (Transaction) throws -> Int? = { try $0.value("SELECT pg_backend_pid()", as: Int.self) }
            for _ in 0..<3 {
                // of this store alone: others are tested on the same server
                var backends: Set<Int> = []
                for _ in 0..<8 { backends.formUnion([try await database.read(own), try await database.write(own)].compactMap(\.self)) }
                for backend in backends {
                    _ = try? await database.write { _ = try $0.value("SELECT CASE WHEN pg_terminate_backend(\(backend)) THEN 1 ELSE 0 END", as: Int.self) }
                }
                let found = try await withThrowingTaskGroup(of: Int?.self) { group in
                    for _ in 0..<12 { group.addTask { try await database.read(count) } }
                    return try await group.reduce(into: [Int?]()) { $0.append($1) }
                }
                #expect(found == Array(repeating: 1, count: 12))
            }
        }
    }

    @Test("数据库进程停住：等待者和排队者都得到答复，恢复后照常读取", .enabled(if: TestStore.hasPostgreSQL && getuid() == 0))
    func frozenBackend() async throws {
        try await TestStore.on(.postgresql, Self.migrations) { database in
            let count: @Sendable (Transaction) throws -> Int? = { try $0.value("SELECT count(*) FROM thing", as: Int.self) }
            let backends = try await database.read { transaction in
                try transaction.all(
                    "SELECT pid FROM pg_stat_activity WHERE application_name = 'mingcha' AND pid = pg_backend_pid()") { try $0.next(Int.self) }
            }
            #expect(!backends.isEmpty)
            for backend in backends { kill(pid_t(backend), SIGSTOP) }
            let asked = (0..<4).map { _ in
                Task { try await Patience.$milliseconds.withValue(1000) { try await database.read(count) } }
            }
            var failures = 0
            for one in asked { if case .failure = await one.result { failures += 1 } }
            // one at least was waiting for the process that stood still; the others may have had a new one
            #expect(failures > 0)
            // asked until an answer comes: how often that takes is the machine's affair
            var answer: Int?
            while answer == nil { answer = try? await Patience.$milliseconds.withValue(5_000) { try await database.read(count) } }
            #expect(answer == 1)
            for backend in backends { kill(pid_t(backend), SIGCONT) }
            #expect(try await database.read(count) == 1)
        }
    }
}
