import Authority
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Web

@Suite("重复的请求")
struct IdempotencyTests {
    @Test("BEY-01 同一请求再来得到同一答复；激活码只说一次；同一个键不能用于别的请求；30天后忘记")
    func kept() async throws {
        try await TestStore.each(WebMigrations.all) { database in
            let account = Account.ID()
            let first = IdempotencyKey(account: account, key: "k1", path: "/accounts", form: Values(), body: [1])
            let other = IdempotencyKey(account: account, key: "k1", path: "/accounts", form: Values(), body: [2])
            let start = TestClock.start
            let done = Done("用户已新建。", goTo: "/accounts/1", id: "1", once: "激活码：ABCD")
            try await database.write { try first.keep(done.kept, at: start, in: $0) }
            let again = try await database.read { try first.earlierAnswer(in: $0) }
            #expect(again?.message == "用户已新建。")
            #expect(again?.location == "/accounts/1")
            #expect(again?.once == nil)
            await #expect(throws: CallFault.keyReused) { try await database.read { try other.earlierAnswer(in: $0) } }

            try await database.write { try IdempotencyKey.forgetOld(at: start.advanced(days: 29), in: $0) }
            #expect(try await database.read { try first.earlierAnswer(in: $0) } != nil)
            try await database.write { try IdempotencyKey.forgetOld(at: start.advanced(days: 31), in: $0) }
            #expect(try await database.read { try first.earlierAnswer(in: $0) } == nil)
        }
    }
}
