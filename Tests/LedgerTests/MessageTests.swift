import Authority
import Ledger
import Storage
import Testing

@Suite("消息通知")
struct MessageTests {
    private func send(_ count: Int, to accounts: [Account.ID], in database: Database) async throws {
        try await database.write { transaction in
            for number in 0..<count {
                try Message.send(
                    to: accounts, kind: .urged, title: "催办\(number)", text: "请尽快办理", link: "/tasks/\(number)",
                    at: LedgerStore.instant, in: transaction)
            }
        }
    }

    @Test("每人各收一条，未读数随之增加，最新的在前")
    func sent() async throws {
        try await LedgerStore.each { database in
            let (first, second) = (Account.ID(), Account.ID())
            try await send(3, to: [first, second, first], in: database)
            let page = try await database.read { try Message.list(of: first, ListPage(), in: $0) }
            #expect(page.rows.map(\.title) == ["催办2", "催办1", "催办0"])
            #expect(page.rows[0].link == "/tasks/2")
            #expect(try await database.read { try Message.unread(of: second, in: $0) } == 3)
            #expect(try await database.read { try Message.unread(of: Account.ID(), in: $0) } == 0)
        }
    }

    @Test("逐条标为已读：重复不再减少，他人的消息不能读")
    func readOne() async throws {
        try await LedgerStore.each { database in
            let (mine, other) = (Account.ID(), Account.ID())
            try await send(2, to: [mine], in: database)
            let id = try await database.read { try Message.list(of: mine, ListPage(), in: $0) }.rows[0].id
            for _ in 0..<2 {
                try await database.write { try Message.markRead(id, of: mine, at: LedgerStore.instant, in: $0) }
            }
            #expect(try await database.read { try Message.unread(of: mine, in: $0) } == 1)
            let unread = try await database.read { try Message.list(of: mine, unreadOnly: true, ListPage(), in: $0) }
            #expect(unread.rows.map(\.title) == ["催办0"])
            #expect(unread.total == 1)
            await #expect(throws: NotFound()) {
                try await database.write { try Message.markRead(id, of: other, at: LedgerStore.instant, in: $0) }
            }
        }
    }

    @Test("全部标为已读只影响本人")
    func readAll() async throws {
        try await LedgerStore.each { database in
            let (mine, other) = (Account.ID(), Account.ID())
            try await send(4, to: [mine, other], in: database)
            for _ in 0..<2 {
                try await database.write { try Message.markAllRead(of: mine, at: LedgerStore.instant, in: $0) }
            }
            #expect(try await database.read { try Message.unread(of: mine, in: $0) } == 0)
            #expect(try await database.read { try Message.unread(of: other, in: $0) } == 4)
        }
    }

    @Test("并发发送后，计数与逐条清点一致")
    func counted() async throws {
        try await LedgerStore.each { database in
            let account = Account.ID()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 { group.addTask { try await send(5, to: [account], in: database) } }
                try await group.waitForAll()
            }
            #expect(try await database.read { try Message.unread(of: account, in: $0) } == 50)
            #expect(try await database.read { try Message.list(of: account, ListPage(), in: $0) }.total == 50)
        }
    }
}

@Suite("列表总数的计数")
struct CounterTests {
    @Test("增减累计，各键互不影响，回滚的不计")
    func counted() async throws {
        try await LedgerStore.each { database in
            try await database.write { transaction in
                try Counter.add("subjects", "甲县", 5, in: transaction)
                try Counter.add("subjects", "甲县", -2, in: transaction)
                try Counter.add("subjects", "乙县", in: transaction)
            }
            try? await database.write { transaction in
                try Counter.add("subjects", "乙县", 10, in: transaction)
                throw StorageError.broken("undo")
            }
            let values = try await database.read { transaction in
                try ["甲县", "乙县", "丙县"].map { try Counter.value("subjects", $0, in: transaction) }
            }
            #expect(values == [3, 1, 0])
        }
    }
}
