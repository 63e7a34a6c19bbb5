import Dispatch
import TestKit
import Testing

@testable import Storage

private struct No: Refusal, Equatable {
    var code: String { "test.note.no" }
    var message: String { "不行" }
}

@Suite("事务：约束、版本、成组提交、过载")
struct TransactionTests {
    @Test("违反约束时给出约束的名字，两种数据库相同")
    func constraintNames() async throws {
        try await Notes.each { database in
            let id = try await database.write { try Notes.add("甲", in: $0) }
            await #expect(throws: StorageError.constraint("note_title")) {
                try await database.write { try Notes.add("甲", in: $0) }
            }
            await #expect(throws: StorageError.constraint("note_id")) {
                try await database.write { try Notes.add("乙", id: id, in: $0) }
            }
            await #expect(throws: StorageError.constraint("note_rank")) {
                try await database.write { try Notes.add("乙", rank: -1, in: $0) }
            }
            await #expect(throws: StorageError.constraint("foreign_key")) {
                try await database.write { try Notes.add("乙", parent: Identifier(), in: $0) }
            }
        }
    }

    @Test("约束译成拒绝；没有列出的约束照原样报告")
    func constraintsBecomeRefusals() async throws {
        try await Notes.each { database in
            _ = try await database.write { try Notes.add("甲", in: $0) }
            await #expect(throws: No()) {
                try await database.write { transaction in
                    try transaction.refusing(["note_title": No()]) { try Notes.add("甲", in: transaction) }
                }
            }
            await #expect(throws: StorageError.constraint("note_rank")) {
                try await database.write { transaction in
                    try transaction.refusing(["note_title": No()]) { try Notes.add("乙", rank: -1, in: transaction) }
                }
            }
        }
    }

    @Test("OPS-04 版本不符的保存被拒绝，数据不变")
    func versions() async throws {
        try await Notes.each { database in
            let id = try await database.write { try Notes.add("甲", in: $0) }
            try await database.write { try Notes.rename(id, version: 1, to: "乙", in: $0) }
            await #expect(throws: StorageError.overtaken) {
                try await database.write { try Notes.rename(id, version: 1, to: "丙", in: $0) }
            }
            let titles = try await database.read { try Notes.titles(in: $0) }
            #expect(titles == ["乙"])
            #expect(StorageError.overtakenMessage == "数据已被他人修改，请刷新后重试")
        }
    }

    @Test("被拒绝的事务不留任何痕迹，同组的其他事务照样生效")
    func groupCommit() async throws {
        try await Notes.each { database in
            let refused = await withTaskGroup(of: Int.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        do {
                            try await database.write { transaction in
                                try Notes.add("第\(number)条", in: transaction)
                                if number % 3 == 0 { throw No() }
                            }
                            return 0
                        } catch {
                            return error as? No == No() ? 1 : 1000
                        }
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(refused == 20)
            let titles = try await database.read { try Notes.titles(in: $0) }
            #expect(Set(titles) == Set((0..<60).filter { $0 % 3 != 0 }.map { "第\($0)条" }))
        }
    }

    @Test("事务内一步失败可以只撤回这一步")
    func nested() async throws {
        try await Notes.each { database in
            try await database.write { transaction in
                try Notes.add("甲", in: transaction)
                for title in ["乙", "甲", "丙"] {
                    do {
                        try transaction.nested { _ = try Notes.add(title, in: transaction) }
                    } catch StorageError.constraint {}
                }
            }
            let titles = try await database.read { try Notes.titles(in: $0) }
            #expect(titles == ["甲", "乙", "丙"])
        }
    }

    @Test("不等应答的写入：与下一条语句同时生效，问到的各条按各自的问题回答，到提交时都已写入")
    func later() async throws {
        try await Notes.each { database in
            let answers = try await database.write { transaction in
                try Notes.addLater("甲", rank: 1, in: transaction)
                let first = try Notes.askTitles(1, in: transaction)
                try Notes.addLater("乙", rank: 2, in: transaction)
                let (second, third) = (try Notes.askTitles(2, in: transaction), try Notes.askTitles(3, in: transaction))
                try Notes.addLater("丙", rank: 1, in: transaction)
                return (try second.all(), try first.all(), try third.first())
            }
            #expect(answers.0 == ["乙"] && answers.1 == ["甲"] && answers.2 == nil)
            let titles = try await database.read { try Notes.titles(in: $0) }
            #expect(titles == ["甲", "乙", "丙"])
        }
    }

    @Test("不等应答的写入失败：整个事务不提交，调用者得到的是这个失败；连接此后照常可用")
    func laterFails() async throws {
        try await Notes.each { database in
            _ = try await database.write { try Notes.add("甲", in: $0) }
            await #expect(throws: StorageError.constraint("note_title")) {
                try await database.write { transaction in
                    try Notes.addLater("乙", in: transaction)
                    try Notes.addLater("甲", in: transaction)
                    try Notes.addLater("丙", in: transaction)
                }
            }
            await #expect(throws: StorageError.constraint("note_rank")) {
                try await database.write { transaction in
                    try Notes.addLater("乙", rank: -1, in: transaction)
                    _ = try Notes.titles(in: transaction)
                }
            }
            _ = try await database.write { try Notes.add("丁", in: $0) }
            let titles = try await database.read { try Notes.titles(in: $0) }
            #expect(titles == ["甲", "丁"])
        }
    }

    @Test("不等应答的写入违反约束：在译成拒绝的范围内得到拒绝，在可撤回的一步内只撤回这一步")
    func laterWithin() async throws {
        try await Notes.each { database in
            _ = try await database.write { try Notes.add("甲", in: $0) }
            await #expect(throws: No()) {
                try await database.write { transaction in
                    try transaction.refusing(["note_title": No()]) { try Notes.addLater("甲", in: transaction) }
                }
            }
            try await database.write { transaction in
                try Notes.addLater("乙", in: transaction)
                for title in ["丙", "甲", "丁"] {
                    do { try transaction.nested { try Notes.addLater(title, in: transaction) } } catch StorageError.constraint {}
                }
                do {
                    try transaction.nested {
                        try Notes.addLater("戊", in: transaction)
                        throw No()
                    }
                } catch is No {}
            }
            let titles = try await database.read { try Notes.titles(in: $0) }
            #expect(titles == ["甲", "乙", "丙", "丁"])
        }
    }

    @Test("读事务是一个不变的快照，也不能写")
    func snapshot() async throws {
        try await Notes.each { database in
            _ = try await database.write { try Notes.add("甲", in: $0) }
            await #expect(throws: StorageError.self) { try await database.read { try Notes.add("乙", in: $0) } }
            let (started, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let seen = database.read { transaction in
                let before = try Notes.titles(in: transaction)
                started.signal()
                go.wait()
                return [before, try Notes.titles(in: transaction)]
            }
            await Waiting.until(started)
            _ = try await database.write { try Notes.add("乙", in: $0) }
            go.signal()
            let titles = try await seen
            #expect(titles == [["甲"], ["甲"]])
        }
    }

    @Test("两个事务同时加一，一个也不丢")
    func noLostUpdate() async throws {
        try await Notes.each { database in
            let id = try await database.write { try Notes.add("甲", in: $0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await database.write { transaction in
                            let rank: Int? = try transaction.locked("SELECT rank FROM note WHERE id = \(id)") { try $0.next() }
                            try transaction.execute("UPDATE note SET rank = \((rank ?? 0) + 1) WHERE id = \(id)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let rank: Int? = try await database.read { try $0.value("SELECT rank FROM note WHERE id = \(id)") }
            #expect(rank == 20)
        }
    }

    @Test("等待的事务超过上限即答复过载，已接受的仍然完成")
    func overload() async throws {
        try await TestStore.withFolder { folder in
            let database = try Database("sqlite:\(folder)/small.sqlite", queueBound: 2)
            try await database.migrate([Notes.migration])
            let (started, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let first = database.write { transaction in
                started.signal()
                go.wait()
                try Notes.add("一", in: transaction)
            }
            await Waiting.until(started)
            async let second = database.write { try Notes.add("二", in: $0) }
            async let third = database.write { try Notes.add("三", in: $0) }
            while database.queueDepth.writes < 2 { await Task.yield() }
            await #expect(throws: StorageError.overloaded) { try await database.write { try Notes.add("四", in: $0) } }
            go.signal()
            _ = try await (first, second, third)
            let titles = try await database.read { try Notes.titles(in: $0) }
            #expect(Set(titles) == ["一", "二", "三"])
            database.close()
            await #expect(throws: StorageError.self) { try await database.write { try Notes.add("五", in: $0) } }
        }
    }

    @Test("值原样存取：空、零、负数、空文本、表情、空字节串")
    func values() async throws {
        try await Notes.each { database in
            let texts = try await database.write { transaction in
                for text in ["", "😀字", "a'b\"c;--"] { try Notes.add(text, in: transaction) }
                return try Notes.titles(in: transaction)
            }
            #expect(texts == ["", "😀字", "a'b\"c;--"])
        }
    }
}

enum Waiting {
    /// Waits on a thread of its own, so that no task is held up.
    static func until(_ semaphore: DispatchSemaphore) async {
        await withCheckedContinuation { caller in
            DispatchQueue.global().async {
                semaphore.wait()
                caller.resume()
            }
        }
    }
}
