@testable import Storage
import TestKit
import Testing

@Suite("按文字的一部分查找")
struct LikePatternTests {
    @Test("键入的 %、_ 和 ! 只是字符，大小写字母不分，两种数据库结果相同")
    func literally() async throws {
        try await TestStore.each([Migration("test.1", "CREATE TABLE thing (name TEXT NOT NULL)")]) { database in
            let names = ["100%纯", "100元", "a_b", "aXb", "Ab!c", "甲乙", "ÄB"]
            try await database.write { transaction in
                for name in names { try transaction.execute("INSERT INTO thing (name) VALUES (\(name))") }
            }
            for (typed, found) in [
                ("%", ["100%纯"]), ("100%", ["100%纯"]), ("_", ["a_b"]), ("A_B", ["a_b"]), ("axB", ["aXb"]), ("b!C", ["Ab!c"]), ("乙", ["甲乙"]),
                ("äb", []), ("Äb", ["ÄB"]), ("\\", []),
            ] as [(String, [String])] {
                let answer = try await database.read { transaction in
                    try transaction.all("SELECT name FROM thing WHERE \(.contains("name", typed)) ORDER BY name") { try $0.next(String.self) }
                }
                #expect(answer == found, "\(database.engine) \(typed)")
            }
        }
    }

    @Test("列表中的代码按整个代码查找")
    func codes() async throws {
        try await TestStore.each([Migration("test.1", "CREATE TABLE thing (codes TEXT NOT NULL)")]) { database in
            try await database.write { transaction in
                for codes in ["C1,D2", "C10", ",D2,"] { try transaction.execute("INSERT INTO thing (codes) VALUES (\(codes))") }
            }
            for (typed, count) in [("C1", 1), ("D2", 2), ("C", 0), ("C_", 0), ("%", 0), ("c10", 1)] {
                let found = try await database.read {
                    try $0.value("SELECT count(*) FROM thing WHERE \(.lists("codes", typed))", as: Int.self)
                }
                #expect(found == count, "\(database.engine) \(typed)")
            }
        }
    }
}
