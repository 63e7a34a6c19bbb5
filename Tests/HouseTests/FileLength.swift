import Testing

/// A file that has grown over 500 lines has become two things.
enum FileLength {
    static let limit = 500

    static func faults(in files: [SourceFile]) -> [Fault] {
        files.filter { $0.lineCount > limit }.map {
            Fault(path: $0.path, line: nil, message: "\($0.lineCount)行，超过\(limit)行")
        }
    }
}

@Suite("文件长度")
struct FileLengthTests {
    @Test("没有超过500行的文件")
    func tree() throws {
        let files = try SourceTree.files(
            in: ["Sources", "Tests", "Benchmarks", "tests"], endings: [".swift", ".js", ".mjs", ".css", ".py"])
        #expect(FileLength.faults(in: files) == [])
    }

    @Test("501行的文件会被发现，500行的不会")
    func sample() {
        let long = SourceFile(path: "Long.swift", text: String(repeating: "\n", count: 501))
        let short = SourceFile(path: "Short.swift", text: String(repeating: "\n", count: 500))
        #expect(FileLength.faults(in: [long, short]).map(\.path) == ["Long.swift"])
    }
}
