import Authority
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Doors

@Suite("重复的请求")
struct IdempotencyTests {
    @Test("BEY-01 同一请求再来得到同一答复；激活码只说一次；同一个键不能用于别的请求；30天后忘记")
    func kept() async throws {
        try await TestStore.each(WebMigrations.all) { database in
            let account = Account.ID()
            let first = IdempotencyKey(account: account, key: "k1", fingerprint: [1])
            let other = IdempotencyKey(account: account, key: "k1", fingerprint: [2])
            let start = TestClock.start
            let done = Done("用户已新建。", goTo: "/accounts/1", id: "1", once: "激活码：ABCD")
            try await database.write {
                try first.claim(at: start, in: $0)
                try first.keep(done.kept, in: $0)
            }
            let again = try await database.read { try first.earlierAnswer(in: $0) }
            #expect(again?.message == "用户已新建。激活码只显示一次；如未看到，请重置密码。")
            #expect(again?.location == "/accounts/1")
            #expect(again?.once == nil)
            await #expect(throws: CallFault.keyReused) { try await database.read { try other.earlierAnswer(in: $0) } }

            try await database.write { try IdempotencyKey.forgetOld(at: start.advanced(days: 29), in: $0) }
            #expect(try await database.read { try first.earlierAnswer(in: $0) } != nil)
            try await database.write { try IdempotencyKey.forgetOld(at: start.advanced(days: 31), in: $0) }
            #expect(try await database.read { try first.earlierAnswer(in: $0) } == nil)
        }
    }

    @Test("BEY-01 请求是否相同，看路径、内容和文件，不看是谁登录、哪次打开的页面；过长、空白和不可见的键被拒绝，不截短")
    func sameness() {
        func print(_ form: [String: String], _ files: [UploadedFile] = [], path: String = "/a?", body: [UInt8] = []) -> [UInt8] {
            IdempotencyKey.fingerprint(path: path, form: Values(form), body: body, files: files)
        }
        func file(_ bytes: [UInt8], _ name: String = "a.pdf", _ field: String = "file") -> UploadedFile {
            UploadedFile(field: field, name: name, bytes: bytes)
        }
        let plain = print(["a": "1"])
        #expect(print(["a": "1", "_csrf": "x", "_once": "y"]) == plain)
        #expect(print(["a": "2"]) != plain && print(["a": "1"], path: "/b?") != plain && print(["a": "1"], body: [1]) != plain)
        let one = print(["a": "1"], [file([1])])
        #expect(one != plain && one == print(["a": "1"], [file([1])]))
        for other in [[file([2])], [file([1], "b.pdf")], [file([1], "a.pdf", "other")], [file([1]), file([1])]] { #expect(print(["a": "1"], other) != one) }

        #expect(IdempotencyKey.isValid("k") && IdempotencyKey.isValid(String(repeating: "k", count: 100)))
        for key in ["", " ", "a b", "a\u{0}", "a\n", String(repeating: "k", count: 101)] { #expect(!IdempotencyKey.isValid(key)) }
        let once = IdempotencyKey.newOnce()
        #expect(IdempotencyKey.isOnce(once) && once != IdempotencyKey.newOnce())
        #expect(!IdempotencyKey.isOnce("") && !IdempotencyKey.isOnce(once.uppercased() + "x") && !IdempotencyKey.isOnce(once + "0"))
    }
}
