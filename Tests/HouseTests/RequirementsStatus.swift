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

    @Test("测试只提到存在的需求，没有测试的理由只写给没有测试的需求")
    func written() throws {
        let result = try run(["--check"], in: SourceTree.root)
        #expect(result.code == 0, "\(result.words)")
    }

    private func sampled(_ body: (URL) throws -> Void) throws {
        let tree = FileManager.default.temporaryDirectory.appending(path: "requirements-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: tree) }
        let areas = "## 1. ORG – Organisations\n\n- **ORG-01** One.\n- **ORG-02** Two.\n- **ORG-03** Three.\n"
        try write(areas, to: "docs/requirements.md", in: tree)
        try write("- **BEY-01 Passwords.** Text.\n", to: "docs/beyond.md", in: tree)
        try body(tree)
    }

    private func page(in tree: URL) throws -> String {
        try String(contentsOf: tree.appending(path: "docs/requirements-status.md"), encoding: .utf8)
    }

    @Test("只有单个测试自己写全的编号才算：整组的标题、编号的范围都不算；过时的情况表会被发现")
    func counting() throws {
        try sampled { tree in
            let suite = "@Suite(\"ORG-01 全部\")\n@Test(\"ORG-02…03 都有\")\n@Test(\"BEY-01 有\")\n"
            try write(suite, to: "Tests/ATests/A.swift", in: tree)
            #expect(try run(["--current"], in: tree).code == 1)
            #expect(try run([], in: tree).code == 0)
            #expect(try run(["--current"], in: tree).code == 0)
            for id in ["ORG-01", "ORG-02", "ORG-03"] { #expect(try page(in: tree).contains("| \(id) | – |")) }
            #expect(try page(in: tree).contains("| BEY-01 | ATests/A |"))
            try write(suite + "@Test(\"ORG-01、ORG-03 各写各的\")\n", to: "Tests/ATests/A.swift", in: tree)
            #expect(try run(["--current"], in: tree).code == 1)
            #expect(try run([], in: tree).code == 0)
            #expect(try page(in: tree).contains("| ORG-03 | ATests/A |"))
            #expect(try page(in: tree).contains("| ORG-02 | – |"))
        }
    }

    @Test("理由可以写给几个编号或一个领域余下的；不存在的编号、已有测试的编号会被发现")
    func reasons() throws {
        try sampled { tree in
            try write("@Test(\"ORG-01 有\")\n", to: "Tests/ATests/A.swift", in: tree)
            try write("# why\n\nORG | later\nBEY-01 ORG-03 | never\n", to: "docs/requirements-open.txt", in: tree)
            #expect(try run([], in: tree).code == 0)
            for line in ["| ORG-02 | – later |", "| ORG-03 | – never |", "| BEY-01 | – never |", "| ORG-01 | ATests/A |"] {
                #expect(try page(in: tree).contains(line))
            }
            try write("ORG-01 | 已有测试\n", to: "docs/requirements-open.txt", in: tree)
            let twice = try run(["--check"], in: tree)
            #expect(twice.code == 1 && twice.words.contains("ORG-01"))
            try write("", to: "docs/requirements-open.txt", in: tree)
            #expect(try run(["--check"], in: tree).code == 0)
            try write("@Test(\"ORG-99 没有这一条\")\n", to: "Tests/ATests/B.swift", in: tree)
            let unknown = try run(["--check"], in: tree)
            #expect(unknown.code == 1 && unknown.words.contains("ORG-99"))
        }
    }
}
