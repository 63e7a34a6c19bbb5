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

/// A target that has grown over 10,000 lines compiles on one core while the other waits, and nobody finds his way in it.
enum TargetLength {
    static let limit = 10_000

    /// What is over it and is to be cut next, with what it may have until then: docs/modules.md says along which lines.
    static let waiting = ["Tasking": 14_500]

    static func faults(in files: [SourceFile]) -> [Fault] {
        Dictionary(grouping: files) { $0.path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
            .mapValues { $0.reduce(0) { $0 + $1.lineCount } }
            .filter { $0.value > waiting[$0.key] ?? limit }
            .map { Fault(path: "Sources/" + $0.key, line: nil, message: "\($0.value)行，超过\(limit)行") }
    }
}

@Suite("目标长度")
struct TargetLengthTests {
    @Test("没有超过10000行的目标")
    func tree() throws {
        let faults = TargetLength.faults(in: try SourceTree.files(in: ["Sources"]))
        #expect(faults == [])
    }

    @Test("超过10000行的目标会被发现，各文件合计")
    func sample() {
        func file(_ path: String, _ lines: Int) -> SourceFile { SourceFile(path: path, text: String(repeating: "\n", count: lines)) }
        let files = [file("Sources/A/1.swift", 6_000), file("Sources/A/B/2.swift", 4_001), file("Sources/C/3.swift", 10_000)]
        #expect(TargetLength.faults(in: files).map(\.path) == ["Sources/A"])
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
