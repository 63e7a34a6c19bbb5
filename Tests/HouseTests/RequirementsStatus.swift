import Foundation
import Testing

@Suite("需求覆盖情况")
struct RequirementsStatusTests {
    /// Runs bin/requirements-status on a tree; gives its exit code and what it says.
    private func run(_ arguments: [String], in tree: URL) throws -> (code: Int32, words: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", SourceTree.root.appending(path: "bin/requirements-status").path(), "--tree", tree.path()] + arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let words = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: words, as: UTF8.self))
    }

    private func write(_ text: String, to path: String, in tree: URL) throws {
        let file = tree.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    @Test("docs/requirements-status.md 是最新的")
    func current() throws {
        let result = try run(["--check"], in: SourceTree.root)
        #expect(result.code == 0, "\(result.words)")
    }

    @Test("过时的情况表和不存在的编号会被发现")
    func sample() throws {
        let tree = FileManager.default.temporaryDirectory.appending(path: "requirements-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: tree) }
        try write("## 1. ORG – Organisations\n\n- **ORG-01** One.\n- **ORG-02** Two.\n", to: "docs/requirements.md", in: tree)
        try write("- **BEY-01 Passwords.** Text.\n", to: "docs/beyond.md", in: tree)
        try write("@Test(\"ORG-01…02 都有\")\n", to: "Tests/ATests/A.swift", in: tree)

        #expect(try run(["--check"], in: tree).code == 1)
        #expect(try run([], in: tree).code == 0)
        #expect(try run(["--check"], in: tree).code == 0)
        let page = try String(contentsOf: tree.appending(path: "docs/requirements-status.md"), encoding: .utf8)
        #expect(page.contains("| ORG-02 | ATests/A |"))
        #expect(page.contains("| BEY-01 | – |"))

        try write("# why\n\nBEY-01 | later\n", to: "docs/requirements-open.txt", in: tree)
        #expect(try run([], in: tree).code == 0)
        #expect(try String(contentsOf: tree.appending(path: "docs/requirements-status.md"), encoding: .utf8).contains("| BEY-01 | – later |"))
        try write("ORG-01 | 已有测试\n", to: "docs/requirements-open.txt", in: tree)
        #expect(try run([], in: tree).words.contains("ORG-01"))
        try write("", to: "docs/requirements-open.txt", in: tree)

        try write("@Test(\"ORG-99 没有这一条\")\n", to: "Tests/ATests/B.swift", in: tree)
        let unknown = try run(["--check"], in: tree)
        #expect(unknown.code == 1)
        #expect(unknown.words.contains("ORG-99"))
    }
}
